import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { besidePages, measureLoad, watched } from "../bench/measure";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

/** Resident memory of a loader with default settings, for answers without any limit but this program's own. */
const BOUND_MB = 400;

test.each([40_000, 80_000])(
  "records of %i bytes load with default settings, in pages that fit",
  async (recordBytes) => {
    await using qbo = await startSimulator({ company: "demo", seed: 1, recordBytes });
    await using db = await createDatabase();
    await db.rows("update backfill.limits set calls_per_second_max = 1000");
    const range = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };

    const { rows, peakMb } = await measureLoad(new MageStandIn(db.settings, qbo), "invoices", range);

    expect(rows).toBe(qbo.truth("Invoice", "2023-07-01T00:00:00Z", "2026-07-01T00:00:00Z").count);
    expect(await db.value("select count(*)::int from raw.qb_invoices where pg_column_size(payload) > 0")).toBe(rows);
    expect(peakMb).toBeLessThan(BOUND_MB);
  },
);

test.each(["body-never-ends", "small-body-unpacks-to-gigabytes"] as const)(
  "an answer as in %s is stopped, and the run continues with shorter pages",
  async (scenario) => {
    await using qbo = await startSimulator({ company: "demo", seed: 1 });
    await using db = await createDatabase();
    qbo.scenario(scenario);
    const range = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };

    const { rows, peakMb } = await measureLoad(new MageStandIn(db.settings, qbo), "invoices", range);

    expect(rows).toBe(qbo.truth("Invoice", "2023-07-01T00:00:00Z", "2026-07-01T00:00:00Z").count);
    expect(peakMb).toBeLessThan(BOUND_MB);
  },
);

test.each(["query", "count"] as const)(
  "a source whose every %s never ends makes the run end with that sentence, and takes little memory",
  async (kind) => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await createDatabase();
    qbo.scenario([{ match: { kind }, fault: "endless-body" }]);
    const running = new MageStandIn(db.settings, qbo).start("loader", "invoices", {
      fecha_inicio: "2026-01-01",
      fecha_fin: "2026-02-01",
    });
    const { done, peakMb } = watched(running);

    expect((await done).failure).toMatchObject({
      code: "QBO_ANSWER_TOO_LONG",
      message: expect.stringContaining("a body of more than"),
      remedy: expect.stringContaining("page_size"),
    });
    expect(peakMb()).toBeLessThan(BOUND_MB);
  },
);

test("twenty years of days, and their report, take no program above 160 MB", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  const range = { fecha_inicio: "2006-07-05", fecha_fin: "2026-07-01" };

  const { peakMb } = await measureLoad(new MageStandIn(db.settings, qbo), "invoices", range);

  expect(await db.value("select count(*)::int from backfill.run_window")).toBe(7301);
  expect(await db.value("select count(*)::int from backfill.report")).toBe(1);
  expect(peakMb).toBeGreaterThan(50);
  expect(peakMb).toBeLessThan(160);
});

test("all entities of a company with 17,940 invoices take at most 12 requests beside their pages, and no program above 160 MB", {
  timeout: 300_000,
}, async () => {
  await using qbo = await startSimulator({ company: "typical", seed: 1, without: ["CompanyCurrency"] });
  await using db = await createDatabase();
  await db.rows("update backfill.limits set calls_per_second_max = 1000, calls_per_minute_max = 10000");
  const variables = { fecha_inicio: "2021-07-01", fecha_fin: "2026-07-01", entities: "all" };

  const { peakMb } = await measureLoad(new MageStandIn(db.settings, qbo), "company", variables);

  expect(await db.value("select state from backfill.load")).toBe("complete");
  expect(await db.value("select count(*)::int from raw.qb_invoices")).toBe(17_940);
  expect(await besidePages(db)).toBeLessThanOrEqual(12);
  expect(peakMb).toBeGreaterThan(50);
  expect(peakMb).toBeLessThan(160);
});
