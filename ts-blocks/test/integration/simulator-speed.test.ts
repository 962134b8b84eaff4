import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "../../src/repository-root";

/** The simulator as it runs in a benchmark: compiled. The tests' own form of the source takes up to half as much CPU again. */
const requireCompiled = createRequire(join(repositoryRoot(), "ts-blocks", "dist", "simulator", "index.js"));
const { startSimulator } = requireCompiled("./index") as typeof import("../../simulator/index");
const { plan } = requireCompiled("./http/api") as typeof import("../../simulator/http/api");
const { bendOf } = requireCompiled("./faults/rules") as typeof import("../../simulator/faults/rules");

/** Composing took 11 to 13 ms of CPU on a quiet machine, parsing and writing 20. A loaded machine slows both alike. */
const COMPOSED_PER_COPIED = 0.75;
const TURNS = 30;
const WARM_UP_TURNS = 60;
/** A million rows are sorted at the start; the machine may be busy. */
const START_MS = 60_000;
const MEGABYTE = 1_000_000;

test.each(["typical", "large"] as const)(
  "composing a page of a thousand invoices of %s takes at most three quarters of the CPU of parsing and writing it",
  {
    timeout: START_MS,
  },
  async (company) => {
    await using qbo = await startSimulator({ company });
    const compose = (turn: number): string | Buffer => {
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
      return reply.body;
    };
    // A simulator that serves a company has composed many pages before.
    for (let turn = 0; turn < WARM_UP_TURNS; turn += 1) compose(turn);
    // Both are measured in turns. What else runs on the machine can only add to a measurement, so the least of each is its cost.
    const composed: number[] = [];
    const copied: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      const body = measured(composed, () => compose(turn)).toString();
      measured(copied, () => JSON.stringify(JSON.parse(body)));
    }
    expect(Math.min(...composed) / Math.min(...copied)).toBeLessThan(COMPOSED_PER_COPIED);
  },
);

/** Does the work, and notes the CPU time that it took, in milliseconds. */
function measured<T>(costs: number[], work: () => T): T {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  costs.push((user + system) / 1000);
  return result;
}
