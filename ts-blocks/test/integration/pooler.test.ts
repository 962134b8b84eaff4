import { Client } from "pg";
import { describe, expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";
import { OperatorCommand } from "../support/operator";
import { startPooler } from "../support/pooler";

const JANUARY = { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-31" };

describe("a connection pooler before Postgres", { tags: ["pgbouncer"] }, () => {
  test.each([
    ["as it comes", []],
    ["that drops what it does not know", ["ignore_startup_parameters = options,extra_float_digits"]],
    ["that takes turns", ["server_round_robin = 1"]],
    ["with one connection", ["default_pool_size = 1"]],
  ])("in transaction mode is refused in words before QuickBooks is asked: %s", async (_, lines) => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await createDatabase();
    await using pooler = await startPooler(db.settings, "transaction", lines);
    const mage = new MageStandIn({ ...db.settings, port: pooler.port }, qbo);
    const { loader } = await mage.pipeline("items", JANUARY);
    expect(loader?.failure).toMatchObject({
      code: "POSTGRES_POOLER",
      message: "A connection pooler in transaction mode stands before Postgres.",
      remedy: expect.stringContaining("Postgres itself"),
    });
    expect([loader?.exitCode, qbo.calls().total]).toEqual([64, 0]);
  });

  test("leaves the settings of the sessions behind it as they were, for a run is refused before it sets any", async () => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await createDatabase();
    await using pooler = await startPooler(db.settings, "transaction");
    const settings = { ...db.settings, port: pooler.port };
    await new MageStandIn(settings, qbo).pipeline("items", JANUARY);

    const sql = "select name, setting from pg_settings where source = 'session' order by name";
    const clients = [new Client(settings), new Client(settings)]; // the run had two sessions
    for (const client of clients) {
      await client.connect();
      await client.query("begin");
      const { rows } = await client.query<{ name: string }>(sql);
      // PgBouncer itself gives each session its client's own values of these.
      const ours = rows.filter(({ name }) => !["application_name", "client_encoding"].includes(name));
      expect(ours).toEqual([]);
    }
    for (const client of clients) await client.end();
  });

  test.each(["db-init", "report", "evidence"] as const)(
    "in transaction mode is refused by the command %s as well",
    async (command) => {
      await using db = await createDatabase();
      await using pooler = await startPooler(db.settings, "transaction");
      const { host, database, user, password } = db.settings;
      const env = {
        PGHOST: host,
        PGPORT: String(pooler.port),
        PGDATABASE: database,
        PGUSER: user,
        PGPASSWORD: password,
      };
      const { exitCode, err } = await OperatorCommand.start(command, [], [], env).outcome();
      expect([exitCode, err]).toEqual([64, expect.stringMatching(/pooler in transaction mode .* PGHOST and PGPORT/)]);
    },
  );

  test.each([
    [
      "in statement mode",
      "statement",
      [],
      "A connection pooler before Postgres refuses a connection or a statement (08P01).",
    ],
    [
      "in session mode with one connection",
      "session",
      ["default_pool_size = 1"],
      "The connection pooler before Postgres has no second connection for this program.",
    ],
  ] as const)("%s is refused as that, and QuickBooks is not asked", async (_, mode, lines, message) => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await createDatabase();
    await using pooler = await startPooler(db.settings, mode, lines);
    const { loader } = await new MageStandIn({ ...db.settings, port: pooler.port }, qbo).pipeline("items", JANUARY);
    expect(loader?.failure).toMatchObject({ code: "POSTGRES_POOLER", message, retryable: false });
    expect([loader?.exitCode, qbo.calls().total]).toEqual([64, 0]);
  });

  test("that lets in too few sessions of a run is reported as that", async () => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await createDatabase();
    await using pooler = await startPooler(db.settings, "session", ["max_client_conn = 2"]);
    const mage = new MageStandIn({ ...db.settings, port: pooler.port }, qbo);
    const { loader } = await mage.pipeline("invoices", { ...JANUARY, fecha_inicio: "2023-07-01", page_size: 10 });
    expect(loader?.failure).toMatchObject({
      code: "POSTGRES_POOLER",
      remedy: expect.stringContaining("13 connections"),
    });
  });

  test("in session mode serves runs one after the other", async () => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await createDatabase();
    await using pooler = await startPooler(db.settings, "session");
    const mage = new MageStandIn({ ...db.settings, port: pooler.port }, qbo);
    for (const attempt of [1, 2]) {
      const { loader, validator } = await mage.pipeline("items", JANUARY);
      expect([attempt, loader?.failure, validator?.output?.verdict]).toEqual([attempt, undefined, "complete"]);
    }
  });
});
