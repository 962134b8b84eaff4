import { startStack } from "../../local/stack";
import { temporaryLocalDir } from "../../local/temporary";
import type { Progress } from "../../src/console/progress";
import { type Arena, type Contestant, dlt, plainNode, programsAlone, throughMage } from "./contestants";
import { type Row, ratio, row, seconds } from "./harness";

/** Bounds of the whole load against dlt, by milliseconds a call. */
const BOUNDS = {
  0: { throughMage: "<= 0.9", programs: "<= 0.7" },
  150: { throughMage: "<= 0.6", programs: "<= 0.45" },
} as const;

/** Wall times in milliseconds, one a round. */
interface Timed {
  readonly name: string;
  readonly rows: number;
  readonly ms: readonly number[];
}

/**
 * The same load through real Mage and beside it, each way once a round and in turns, so that what else the machine does
 * meets all of them. With `peers`, dlt and a plain loader take part.
 */
export async function inTurns(
  progress: Progress,
  { rounds, peers }: { readonly rounds: number; readonly peers: boolean },
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const latencyMs of [150, 0] as const) {
    progress.step(`Mage, Postgres and the simulator at ${latencyMs} ms a call`);
    const local = temporaryLocalDir();
    const latency = ["--latency-ms", String(latencyMs), "--concurrent-refresh", "tolerate", "--rotate", "never"];
    const source = { kind: "generated", company: "typical" } as const;
    const stack = await startStack({ dir: local.dir, source, simulatorArgs: latency });
    try {
      const arena = arenaOf(stack);
      const contestants = [throughMage(arena), programsAlone(arena)];
      if (peers) contestants.push(await dlt(arena), plainNode(arena));
      rows.push(...rowsOf(latencyMs, await timeInTurns(contestants, rounds, progress)));
    } finally {
      await stack.stop();
      local.remove();
    }
  }
  return rows;
}

function arenaOf(stack: Arena["stack"]): Arena {
  if (stack.simulator === undefined) throw new Error("the stack has no simulator");
  const server = new URL(stack.postgres.urls.qboAsSuperuser);
  server.pathname = "/postgres";
  return { stack, qbo: stack.simulator, server: server.href };
}

async function timeInTurns(contestants: readonly Contestant[], rounds: number, progress: Progress): Promise<Timed[]> {
  const timed = contestants.map(({ name }) => ({ name, rows: 0, ms: [] as number[] }));
  for (let round = 1; round <= rounds; round++) {
    for (const [index, contestant] of contestants.entries()) {
      const ready = await contestant.prepare();
      try {
        const startedAt = performance.now();
        const rows = await ready.load();
        const ms = performance.now() - startedAt;
        progress.say(`round ${round} of ${rounds}: ${contestant.name}: ${rows} rows in ${seconds(ms)} s`);
        const line = timed[index];
        if (line !== undefined) {
          line.rows = rows;
          line.ms.push(ms);
        }
      } finally {
        await ready.remove();
      }
    }
  }
  return timed;
}

function rowsOf(latencyMs: 0 | 150, [mage, programs, dltLoad, plain]: readonly Timed[]): Row[] {
  const what = (name: string) => `${name}, at ${latencyMs} ms a call`;
  const medians = [mage, programs, dltLoad, plain]
    .filter((line) => line !== undefined)
    .map((line) => row(`${what(line.name)}: ${line.rows} rows, s`, seconds(median(line.ms)), "report"));
  if (mage === undefined || programs === undefined || dltLoad === undefined) return medians;
  return [
    ...medians,
    row(what("through Mage against dlt"), ratio(median(mage.ms) / median(dltLoad.ms)), BOUNDS[latencyMs].throughMage),
    row(
      what("programs alone against dlt"),
      ratio(median(programs.ms) / median(dltLoad.ms)),
      BOUNDS[latencyMs].programs,
    ),
  ];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}
