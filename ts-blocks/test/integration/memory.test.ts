import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { measureLoad } from "../bench/measure";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

test("twenty years of days, and the report of them, take no program above 160 MB", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  const range = { fecha_inicio: "2006-07-05", fecha_fin: "2026-07-01" };

  const { peakMb } = await measureLoad(new MageStandIn(db.settings, qbo), "invoices", range);

  expect(await db.value("select count(*)::int from backfill.run_window")).toBe(7301);
  expect(await db.value("select count(*)::int from backfill.report")).toBe(1);
  expect(peakMb).toBeGreaterThan(50);
  expect(peakMb).toBeLessThan(160);
});
