import { describe, expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";
import { OperatorCommand } from "../support/operator";

const JANUARY = { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-31" };

async function pipelineOn(db: TestDatabase) {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  const { loader, exporter, validator } = await new MageStandIn(db.settings, qbo).pipeline("invoices", JANUARY);
  const truth = qbo.truth("Invoice", "2026-01-01T00:00:00Z", "2026-01-31T00:00:00Z").records.length;
  return { loader, exporter, validator, truth, calls: qbo.calls().total };
}

const nameOf = (db: TestDatabase) => db.settings.database;

/** Settings of countries, managed servers and careful administrators. The program relies on each of them. */
const STRANGE = {
  datestyle: "German",
  intervalstyle: "sql_standard",
  timezone: "America/Bogota",
  client_encoding: "LATIN1",
  bytea_output: "escape",
  extra_float_digits: "-15",
  array_nulls: "off",
  transform_null_equals: "on",
  standard_conforming_strings: "off",
  quote_all_identifiers: "on",
  restrict_nonsystem_relation_kind: "view",
  search_path: "nowhere",
  default_transaction_isolation: "serializable",
  default_transaction_deferrable: "on",
  statement_timeout: "1s",
  lock_timeout: "1s",
  idle_in_transaction_session_timeout: "1s",
  idle_session_timeout: "2s",
  transaction_timeout: "2s",
};

test.each([["German"], ["SQL, DMY"], ["Postgres, MDY"]])(
  "a database whose dates are written as %s is loaded like any other",
  async (style) => {
    await using db = await createDatabase();
    await db.rows(`alter database ${nameOf(db)} set datestyle to '${style}'`);
    const { validator, exporter, truth } = await pipelineOn(db);
    expect(validator?.failure).toBeUndefined();
    expect([validator?.output?.verdict, exporter?.output?.inserted]).toEqual(["complete", truth]);
  },
);

test("no setting of the database changes the output of a run, its report or its evidence", async () => {
  await using db = await createDatabase();
  for (const [name, value] of Object.entries(STRANGE)) {
    await db.rows(`alter database ${nameOf(db)} set ${name} to '${value}'`);
  }
  const { loader, validator, exporter, truth } = await pipelineOn(db);
  expect([loader?.failure, validator?.failure]).toEqual([undefined, undefined]);
  expect([validator?.output?.verdict, exporter?.output?.inserted]).toEqual(["complete", truth]);
  const { host, port, database, user, password } = db.settings;
  const env = { PGHOST: host, PGPORT: String(port), PGDATABASE: database, PGUSER: user, PGPASSWORD: password };
  for (const command of ["db-init", "report", "evidence"] as const) {
    const args = command === "db-init" ? [] : ["--out", "/dev/null"];
    const { exitCode, err } = await OperatorCommand.start(command, args, [], env).outcome();
    expect([command, exitCode, err]).toEqual([command, 0, ""]);
  }
});

describe("a database that takes no writes", () => {
  test("is reported as such before QuickBooks is asked, and by db:init", async () => {
    await using db = await createDatabase();
    await db.rows(`alter database ${nameOf(db)} set default_transaction_read_only = on`);
    const { loader, calls } = await pipelineOn(db);
    expect(loader?.failure).toMatchObject({
      code: "POSTGRES_READ_ONLY",
      message: "The database takes no writes now (default_transaction_read_only).",
      retryable: true,
    });
    expect([loader?.exitCode, calls]).toEqual([75, 0]);
    const { host, port, database, user, password } = db.settings;
    const env = { PGHOST: host, PGPORT: String(port), PGDATABASE: database, PGUSER: user, PGPASSWORD: password };
    const { exitCode, err } = await OperatorCommand.start("db-init", [], [], env).outcome();
    expect([exitCode, err]).toEqual([75, expect.stringContaining("The database takes no writes now")]);
  });
});

test("a database that cannot hold every name is refused before QuickBooks is asked", async () => {
  await using db = await createDatabase("empty");
  await db.rows(`create database ${nameOf(db)}_latin encoding 'LATIN1' locale 'C' template template0`);
  const latin = { ...db, settings: { ...db.settings, database: `${nameOf(db)}_latin` } };
  const { loader, calls } = await pipelineOn(latin);
  expect(loader?.failure).toMatchObject({
    code: "POSTGRES_ENCODING",
    message: "The database keeps text as LATIN1, which does not hold every name.",
  });
  expect(calls).toBe(0);
  await db.rows(`drop database ${nameOf(db)}_latin with (force)`);
});
