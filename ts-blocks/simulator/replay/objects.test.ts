// @module-tag recordings
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findEntity } from "../entities";
import { elementsOf, memberOf, membersOf } from "../json-text";
import { recordLines, shapeOf, timeOf } from "../testing/recordings";
import { Stage, without } from "./stage";

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open("objects");
});

afterAll(() => stage.qbo.close());

describe("single objects and lists of 2013 to 2026", () => {
  const reads = [
    "bill.read.2015",
    "companyinfo.read.2015",
    "invoice.opening-balance.2015",
    "journalcode.read-without-metadata.2015",
    "transfer.read.2015",
  ];

  test.each(reads)("intuit-sdk-tests/%s.json is read with the same bytes", async (name) => {
    const body = stage.cover(`intuit-sdk-tests/${name}.json`);
    await stage.at(body);
    const [[entity, raw] = ["", ""]] = membersOf(body);
    stage.only(entity, [raw]);
    const { Id } = JSON.parse(raw) as { Id: string };
    const heard = await stage.caller.get(`${entity.toLowerCase()}/${Id}`);
    // A time with a zero at its end is from years in which zeros were not cut.
    expect(memberOf(heard.text, entity)).toBe(raw);
    expect(timeOf(heard.text)).toBe(timeOf(body));
  });

  test.each(["account.query-page.2015", "timeactivity.query.2013", "preferences.query.2013"])(
    "intuit-sdk-tests/%s.json has the same rows in the same order",
    async (name) => {
      const body = stage.cover(`intuit-sdk-tests/${name}.json`);
      await stage.at(body);
      const response = memberOf(body, "QueryResponse") ?? "";
      const [[entity, rows] = ["", ""]] = membersOf(response);
      stage.only(entity, elementsOf(rows));
      const heard = await stage.caller.query(`select * from ${entity}`);
      expect(memberOf(memberOf(heard.text, "QueryResponse") ?? "", entity)).toBe(rows);
      // Preferences come without a position.
      const names = (envelope: string) => membersOf(envelope).map(([key]) => key);
      expect(names(memberOf(heard.text, "QueryResponse") ?? "")).toEqual(names(response));
    },
  );

  test.each(["creditcardpayment", "preferences"])(
    "doc-samples/%s.read.json is read with the same bytes, under the key of the sample",
    async (noun) => {
      const body = stage.cover(`doc-samples/${noun}.read.json`);
      await stage.at(body);
      const [[key, raw] = ["", ""]] = membersOf(body);
      stage.only(findEntity(noun)?.name ?? "", [raw]);
      const { Id } = JSON.parse(raw) as { Id: string };
      const heard = await stage.caller.get(noun === "preferences" ? noun : `${noun}/${Id}`);
      expect(memberOf(heard.text, key)).toBe(raw);
    },
  );

  test("doc-samples/exchangerate.read.json: same structure, without Id and MetaData", async () => {
    const body = stage.cover("doc-samples/exchangerate.read.json");
    await stage.at('"time":"2026-07-30T00:00:00Z"');
    const heard = await stage.caller.get("exchangerate?sourcecurrencycode=CAD&asofdate=2026-07-30");
    expect(shapeOf(without(JSON.parse(heard.text), "time"))).toEqual(shapeOf(JSON.parse(body)));
  });
});

test("minimul/response-headers.json: the names of the headers, apart from those of the transport", async () => {
  const recorded = JSON.parse(stage.cover("minimul/response-headers.json")) as {
    kind: string;
    headers: Record<string, string>;
  }[];
  await stage.at("");
  stage.only("Customer", recordLines("minimul/customer.records.jsonl"));
  const answers = new Map([
    ["query 200", await stage.caller.query("select * from Customer")],
    ["query 400 validation fault", await stage.caller.query("select * from Custmoer")],
  ]);
  const transport = new Set(["date", "transfer-encoding", "connection", "content-length"]);
  for (const [kind, heard] of answers) {
    const wanted = recorded.find((candidate) => candidate.kind === kind)?.headers ?? {};
    for (const name of Object.keys(wanted))
      if (!transport.has(name.toLowerCase())) expect([kind, name, heard.headers.has(name)]).toEqual([kind, name, true]);
    expect(heard.headers.get("content-type")).toBe(wanted["Content-Type"]);
  }
});

test("every recording of this file was replayed", () => stage.expectAllCovered());
