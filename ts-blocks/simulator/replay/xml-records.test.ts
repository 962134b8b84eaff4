// @module-tag recordings
import { basename } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findEntity } from "../entities";
import { xmlRecords } from "../testing/xml-records";
import { REPLAYED } from "./replayed";
import { bare, Stage } from "./stage";

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open("xml-records");
});

afterAll(() => stage.qbo.close());

const CONDITIONS: Readonly<Record<string, string>> = {
  ExchangeRate: " where SourceCurrencyCode in ('EUR') and AsOfDate = '2015-07-07'",
};
const XML = { accept: "application/xml" };

describe("records recorded as XML are the XML of the same record, read alone and in a query", () => {
  test.each(Object.keys(REPLAYED).filter((file) => REPLAYED[file]?.in === "xml-records"))("%s", async (file) => {
    const body = stage.cover(file);
    const entity = findEntity(basename(file).split(".")[0] ?? "");
    if (entity === undefined) throw new Error(`${file} is of no known entity`);
    const records = xmlRecords(body, entity.name);
    expect(records.length).toBeGreaterThan(0);
    await stage.at(body);
    stage.only(
      entity.name,
      records.map(({ json }) => json),
    );
    for (const { id, xml } of records) {
      const heard = await stage.caller.get(`${entity.name.toLowerCase()}/${id}`, XML);
      expect([heard.status, withOneOrder(heard.text)]).toEqual([200, expect.stringContaining(withOneOrder(xml))]);
    }
    const active = entity.hidesInactive ? " where Active in (true, false)" : "";
    const where = CONDITIONS[entity.name] ?? active;
    const all = await stage.caller.query(`select * from ${entity.name}${where} maxresults 1000`, XML);
    for (const { xml } of records) expect(withOneOrder(all.text)).toContain(withOneOrder(xml));
    expect(all.text).toContain(` maxResults="${records.length}"`);
  });
});

test("every recording of this file was replayed", () => stage.expectAllCovered());

/** `name` and `type` of a reference come in either order. */
function withOneOrder(xml: string): string {
  return bare(xml).replace(
    /<(\w+)((?: \w+="[^"]*"){2,})>/g,
    (_, name: string, attributes: string) =>
      `<${name} ${attributes
        .trim()
        .split(/(?<=") /)
        .toSorted()
        .join(" ")}>`,
  );
}
