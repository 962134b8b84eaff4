import { test } from "vitest";
import { ENTITIES, ENTITY_NAMES, type EntityName } from "../../src/entities/entity";
import { expectDerived } from "../support/derived";

const [BEGIN, END] = ["  -- Written by npm run generate.\n", "  -- Until here.\n"];

test("the database knows the entities of the registry", () => {
  expectDerived("db/always/005_entities.sql", (sql) => {
    const [head, rest] = partsAt(sql, BEGIN);
    const [, tail] = partsAt(rest, END);
    return `${head}${BEGIN}${ENTITY_NAMES.map(rowOf).join(",\n")}\n${END}${tail}`;
  });
});

function partsAt(text: string, mark: string): [string, string] {
  const place = text.indexOf(mark);
  if (place < 0) throw new Error(`the mark is gone: ${mark.trim()}`);
  return [text.slice(0, place), text.slice(place + mark.length)];
}

function rowOf(entity: EntityName, index: number): string {
  const { qbo, kind, reads, timed = true, cdc, leaves, referredAs = [], linkedAs = [], es } = ENTITIES[entity];
  const values = [
    index + 1,
    ...[entity, qbo, kind, reads].map(quoted),
    timed,
    ...[cdc, leaves].map(quoted),
    quoted(`{${referredAs.join(",")}}`),
    quoted(`{${[qbo, ...linkedAs].join(",")}}`),
    quoted(es),
  ];
  return `  (${values.join(", ")})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
