import { expect, test } from "vitest";
import { bendOf } from "../faults/rules";
import { plan } from "../http/api";
import { startSimulator } from "../index";
import { Caller } from "../testing/caller";

/** A million rows are sorted at the start; the machine may be busy. */
const START_MS = 60_000;
/** Composing took 11 to 13 ms of CPU on a quiet machine, parsing and writing 20. A loaded machine slows both alike. */
const COMPOSED_PER_COPIED = 0.75;
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

test.each(["typical", "large"] as const)(
  "composing a page of a thousand invoices of %s takes at most three quarters of the CPU of parsing and writing it",
  {
    timeout: START_MS,
  },
  async (company) => {
    await using qbo = await startSimulator({ company });
    const compose = (turn: number): string => {
      const statement = `select * from Invoice orderby MetaData.LastUpdatedTime, Id startposition ${1 + turn * 160} maxresults 1000`;
      const { reply } = plan(qbo.world, {
        method: "GET",
        realm: qbo.credentials.realmId,
        path: ["query"],
        query: new URLSearchParams({ query: statement }),
        body: "",
        contentType: undefined,
        authorization: undefined,
        accept: "application/json",
        arrived: qbo.world.moment(),
      }).answer(bendOf([]), []);
      expect(reply.body.length).toBeGreaterThan(1.5 * MEGABYTE);
      return reply.body.toString();
    };
    // Both are measured in turns, so that a busy machine slows both.
    const ratios = Array.from({ length: 30 }, (_, turn) => {
      const [body, composed] = measured(() => compose(turn));
      const [, copied] = measured(() => JSON.stringify(JSON.parse(body)));
      return composed / copied;
    });
    expect(median(ratios)).toBeLessThan(COMPOSED_PER_COPIED);
  },
);

function measured<T>(work: () => T): [T, number] {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return [result, (user + system) / 1000];
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
