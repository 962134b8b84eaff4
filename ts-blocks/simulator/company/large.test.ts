import { expect, test } from "vitest";
import { startSimulator } from "../index";
import { Caller } from "../testing/caller";

/** A million rows are sorted at the start; the machine may be busy. */
const START_MS = 60_000;
const MEGABYTE = 1_000_000;

test("a million invoices are read by page from any position, counted and changed, and reading them takes no memory", {
  timeout: START_MS,
}, async () => {
  await using qbo = await startSimulator({ company: "large" });
  const caller = await Caller.of(qbo);
  const page = (position: number): Promise<string[]> =>
    caller.ids(`select * from Invoice orderby MetaData.LastUpdatedTime startposition ${position} maxresults 1000`);
  expect(await caller.count("select count(*) from Invoice")).toBe(1_000_000);
  expect((await page(999_001)).length).toBe(1000);
  const before = process.memoryUsage().rss;
  const seen = new Set<string>();
  for (let position = 1; position < 1_000_000; position += 50_000) for (const id of await page(position)) seen.add(id);
  expect(seen.size).toBe(20_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * MEGABYTE);
  const [first = ""] = await page(1);
  qbo.mutate({ op: "edit", entity: "Invoice", id: first });
  qbo.mutate({ op: "create", entity: "Invoice" });
  qbo.mutate({ op: "delete", entity: "Invoice", pick: "oldest" });
  expect((await page(999_999)).includes(first)).toBe(true);
  expect(await caller.count("select count(*) from Invoice")).toBe(1_000_000);
});
