import { describe, expect, test } from "vitest";
import { ENTITIES, ENTITY_NAMES, nameOf, rawTable } from "./entity";

/** Postgres cuts longer names (NAMEDATALEN). The longest derived name is that of an index. */
const NAME_BYTES_MAX = 63;

function repeated(texts: readonly string[]): string[] {
  return texts.filter((text, place) => texts.indexOf(text) !== place);
}

describe.each(ENTITY_NAMES)("%s", (entity) => {
  const facts = ENTITIES[entity];

  test("has a name that can be the name of a table and of a variable", () => {
    expect(entity).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(`${rawTable(entity)}_by_source_updated_at`.length).toBeLessThanOrEqual(NAME_BYTES_MAX);
    expect(facts.qbo).toMatch(/^[A-Z][A-Za-z]+$/);
  });

  test("has words in both languages", () => {
    expect(nameOf(entity, "en")).toMatch(/^[a-z]+( [a-z]+)*$/);
    expect(nameOf(entity, "es")).toMatch(/^\p{Ll}+( \p{Ll}+)*$/u);
  });

  test("is read by change only where its rows have times", () => {
    if (facts.reads === "by-change") expect([facts.timed, facts.id]).toEqual([undefined, undefined]);
  });

  test("may leave open whether it knows Active only where it is read whole, because a count by change must not depend on it", () => {
    if (facts.active === "unsure") expect(facts.reads).toBe("whole");
  });

  test("can be deactivated only where inactive rows are asked for", () => {
    if (facts.leaves === "deactivated") expect(facts.active).not.toBe(false);
  });
});

test("no two entities share a name, a query name or a way to refer to them", () => {
  const facts = Object.values(ENTITIES);
  expect(repeated(facts.map(({ qbo }) => qbo))).toEqual([]);
  expect(repeated(facts.map(({ es }) => es))).toEqual([]);
  expect(repeated(facts.flatMap(({ referredAs = [] }) => referredAs))).toEqual([]);
  expect(repeated(facts.flatMap(({ qbo, linkedAs = [] }) => [qbo, ...linkedAs]))).toEqual([]);
});

test("a load reads lists first, then transactions, then attachments", () => {
  const kinds = ENTITY_NAMES.map((entity) => ENTITIES[entity].kind);
  expect(kinds).toEqual([...kinds].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)));
});

const ORDER = ["list", "transaction", "attachment"];
