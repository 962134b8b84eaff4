import { startStack } from "../../local/stack";
import { temporaryLocalDir } from "../../local/temporary";
import type { Progress } from "../../src/console/progress";
import { type Arena, type Contestant, dlt, plainNode, programsAlone, throughMage } from "./contestants";
import type { Figure } from "./figures";
import { seconds } from "./harness";

/** The largest part of dlt's time that the whole load may take, by milliseconds of a call. */
const MOST = { 0: { throughMage: 0.9, programs: 0.7 }, 150: { throughMage: 0.6, programs: 0.45 } } as const;

/** Wall times in milliseconds, one for each round. */
interface Timed {
  readonly name: string;
  readonly rows: number;
  readonly ms: readonly number[];
}

/**
 * The same load through real Mage and beside it, each way once in a round and in turns, so that other work of the
 * machine affects all ways alike. With `peers`, dlt and a plain loader take part.
 */
export async function inTurns(
  progress: Progress,
  { rounds, peers }: { readonly rounds: number; readonly peers: boolean },
): Promise<Figure[]> {
  const figures: Figure[] = [];
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
      figures.push(...figuresOf(latencyMs, await timeInTurns(contestants, rounds, progress)));
    } finally {
      await stack.stop();
      local.remove();
    }
  }
  return figures;
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

const SECONDS = ["through_mage_s", "programs_s", "dlt_s", "plain_node_s"] as const;

function figuresOf(ms: 0 | 150, timed: readonly Timed[]): Figure[] {
  const medians = timed.map((line) => median(line.ms));
  const [mage, programs, dltLoad] = medians;
  const waits = SECONDS.slice(0, timed.length).map(
    (kind, index): Figure => ({ kind, rows: timed[index]?.rows, ms, value: (medians[index] ?? Number.NaN) / 1_000 }),
  );
  if (mage === undefined || programs === undefined || dltLoad === undefined) return waits;
  return [
    ...waits,
    { kind: "through_mage_against_dlt", ms, value: mage / dltLoad, most: MOST[ms].throughMage },
    { kind: "programs_against_dlt", ms, value: programs / dltLoad, most: MOST[ms].programs },
  ];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}
