import { expect, test } from "vitest";
import { ConfigError } from "../../errors";
import { postgresError } from "./faults";

const said = (error: object) => {
  const made = postgresError(Object.assign(new Error('duplicate key: Key (name)=(Peña S.A.) "secret"'), error));
  return made instanceof Error && "code" in made ? [made.code, made.message] : made;
};

test.each([
  ["25006", "POSTGRES_READ_ONLY", "The database takes no writes now (25006)."],
  [
    "57014",
    "POSTGRES_STATEMENT_ENDED",
    "Somebody ended a statement or a session of this run in Postgres before it was done (57014).",
  ],
  [
    "57P05",
    "POSTGRES_STATEMENT_ENDED",
    "Somebody ended a statement or a session of this run in Postgres before it was done (57P05).",
  ],
  [
    "42P10",
    "POSTGRES_TABLE_CHANGED",
    "A table of the database refuses a row because of something that was added to it or taken from it (42P10).",
  ],
  ["57P01", "POSTGRES_LOST", "The connection to Postgres was lost or Postgres is out of resources (57P01)."],
  ["53100", "POSTGRES_LOST", "The connection to Postgres was lost or Postgres is out of resources (53100)."],
  ["42501", "POSTGRES_RIGHTS", "The database user lacks a right that the backfill needs (42501)."],
  ["42P01", "POSTGRES_SCHEMA", "The database lacks a table, column or schema that this version needs (42P01)."],
])("SQLSTATE %s is reported as what it is, and Postgres' own text is not", (code, wanted, message) => {
  expect(said({ code })).toEqual([wanted, message]);
});

test("where a table refuses a row, the error names the table and the rule that refuses", () => {
  const names = { schema: "raw", table: "qb_items" };
  const refuses = "raw.qb_items refuses a row because of something that was added to it or taken from it";
  expect(said({ code: "23502", ...names, column: "team" })).toEqual([
    "POSTGRES_TABLE_CHANGED",
    `${refuses} (23502, column team).`,
  ]);
  expect(said({ code: "23505", ...names, constraint: "one_name" })).toEqual([
    "POSTGRES_TABLE_CHANGED",
    `${refuses} (23505, one_name).`,
  ]);
  expect(said({ code: "22P02", where: "PL/pgSQL function audit.keep() line 3 at assignment" })).toEqual([
    "POSTGRES_TABLE_CHANGED",
    "A table of the database refuses a row because of something that was added to it or taken from it (22P02, function audit.keep).",
  ]);
});

test("a fault of our own statements, and an error that is not Postgres', is returned unchanged", () => {
  for (const error of [
    Object.assign(new Error("syntax"), { code: "42601" }),
    Object.assign(new Error("no such function"), { code: "42883" }),
    Object.assign(new Error("not a number"), { code: "22P02" }),
    new Error("of another kind"),
    new ConfigError("X", "It is.", { remedy: "Do." }),
  ]) {
    expect(postgresError(error)).toBe(error);
  }
});
