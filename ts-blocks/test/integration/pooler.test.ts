import { describe, expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";
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
