// @module-tag recordings
import { describe, expect, test } from "vitest";
import { ENTITY_NAMES } from "../../src/entities/entity";
import { isLeftOut, pathsInColumns } from "../../src/views/paths";
import { VIEWS } from "../../src/views/views";
import { createDatabase } from "../support/database";
import { hasRecordings } from "../support/parts";
import { pathsIn, putRecords } from "../support/raw-records";
import { type RecordedRecord, recordedRecords } from "../support/recorded-records";

const RECORDED = hasRecordings() ? recordedRecords() : [];
const FILES = [...new Set(RECORDED.map(({ file }) => file))];

test("the recordings hold records of most entities", () => {
  expect(new Set(RECORDED.map(({ entity }) => entity)).size).toBeGreaterThan(25);
  expect(RECORDED.length).toBeGreaterThan(150);
});

test("the views read every recorded record without an error, and have a row for each", async () => {
  await using db = await createDatabase();
  for (const entity of ENTITY_NAMES) {
    const records = RECORDED.filter((record) => record.entity === entity).map(({ json }) => json);
    await putRecords(db, entity, records);
    for (const { name, each } of VIEWS.filter(({ of }) => of === entity)) {
      const rows = await db.rows(`select * from quickbooks.${name}`);
      if (each === undefined && name !== "bundle") {
        expect([name, rows.length]).toEqual([name, await db.value(`select count(*)::int from raw.qb_${entity}`)]);
      }
    }
  }
  for (const { name } of VIEWS.filter(({ of }) => of === undefined)) {
    expect([name, (await db.rows(`select * from quickbooks.${name}`)).length > 0]).toEqual([name, true]);
  }
});

/** XML does not show that an element could be repeated, nor that a text could have a name. */
function isCovered({ file, entity }: RecordedRecord, path: string): boolean {
  const known = pathsInColumns(entity);
  if (known.has(path) || isLeftOut(path)) return true;
  if (!file.endsWith(".xml")) return false;
  const plain = (text: string) => text.replaceAll("[]", "");
  return [...known].some((one) => plain(one) === plain(path) || plain(one) === `${plain(path)}.value`);
}

describe.each(FILES)("%s", (file) => {
  test("has every field in a column or on the list of fields left out", () => {
    const records = RECORDED.filter((record) => record.file === file);
    const paths = records.flatMap((record) =>
      pathsIn(JSON.parse(record.json)).filter((path) => !isCovered(record, path)),
    );
    expect([...new Set(paths)].sort()).toEqual([]);
  });
});
