// @module-tag recordings
import { basename } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findEntity } from "../entities";
import { memberOf } from "../json-text";
import { recordLines } from "../testing/recordings";
import { REPLAYED } from "./replayed";
import { rowsOf, Stage } from "./stage";

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open("records");
});

afterAll(() => stage.qbo.close());

describe("recorded records are served line by line with the same bytes", () => {
  test.each(Object.keys(REPLAYED).filter((file) => REPLAYED[file]?.in === "records"))("%s", async (file) => {
    const lines = recordLines(file);
    stage.cover(file);
    const entity = findEntity(basename(file).split(".")[0] ?? "")?.name ?? "";
    expect(entity).not.toBe("");
    await stage.at(`"time":"2023-03-01T00:00:00Z"`);
    stage.only(entity, lines);
    for (const line of lines) {
      const { Id } = JSON.parse(line) as { Id: string };
      expect(memberOf((await stage.caller.get(`${entity.toLowerCase()}/${Id}`)).text, entity)).toBe(line);
    }
    const active = findEntity(entity)?.hidesInactive === true ? "where Active in (true, false) " : "";
    const all = await stage.caller.query(`select * from ${entity} ${active}maxresults 1000`);
    expect(rowsOf(all.text, entity).toSorted()).toEqual(lines.toSorted());
    expect(await stage.caller.count(`select count(*) from ${entity} ${active}`)).toBe(lines.length);
  });
});

test("every recording of this file was replayed", () => stage.expectAllCovered());
