import { type Clock, systemClock } from "../clock";
import { LocalError } from "../console/errors";
import type { BlockRun, MageApi, PipelineRun } from "./api";

const QUEUED_MAX_MS = 20_000;
const POLL_MS = 1_000;
const FAILED_POLLS_MAX = 5;

/** Mage has queued a block and no worker takes it (`mage_project/launcher.py` says why). */
export class MageQueueRaceError extends LocalError {}

export interface WatchOptions {
  timeoutMs: number;
  /** Called for every answer of Mage. */
  onPoll?: (run: PipelineRun) => void;
  pollMs?: number;
  signal?: AbortSignal | undefined;
  clock?: Pick<Clock, "now" | "sleep">;
}

export function isOver(run: PipelineRun): boolean {
  return run.status === "completed" || run.status === "failed" || run.status === "cancelled";
}

/** Waits until the run is over, whatever its verdict. */
export async function watchRun(api: Pick<MageApi, "getRun">, id: number, options: WatchOptions): Promise<PipelineRun> {
  const clock = options.clock ?? systemClock;
  const watchdog = new QueueWatchdog();
  const start = clock.now();
  let failures = 0;
  while (clock.now() - start < options.timeoutMs) {
    try {
      const run = await api.getRun(id);
      failures = 0;
      options.onPoll?.(run);
      if (isOver(run)) return run;
      watchdog.look(run.block_runs, clock.now());
    } catch (error) {
      // Mage sometimes answers one request with an error and the next one well, when it is busy.
      if (error instanceof MageQueueRaceError || ++failures >= FAILED_POLLS_MAX) throw error;
    }
    await clock.sleep(options.pollMs ?? POLL_MS);
    options.signal?.throwIfAborted();
  }
  throw new LocalError(`run ${id} was not over after ${Math.round(options.timeoutMs / 1000)} s; cancel it in Mage`);
}

/** Remembers since when each block has been seen as QUEUED. */
export class QueueWatchdog {
  private readonly queuedSince = new Map<number, number>();

  look(blocks: BlockRun[], nowMs: number): void {
    for (const { id, status, block_uuid } of blocks) {
      if (status !== "queued") {
        this.queuedSince.delete(id);
        continue;
      }
      const since = this.queuedSince.get(id) ?? nowMs;
      this.queuedSince.set(id, since);
      if (nowMs - since >= QUEUED_MAX_MS) {
        const seconds = Math.round((nowMs - since) / 1000);
        throw new MageQueueRaceError(
          `Mage queue race: block_run ${id} has been QUEUED for ${seconds} s (${block_uuid}); restart Mage and run again`,
        );
      }
    }
  }
}

/** The sentence with which the block failed, if Mage kept one. */
export function failureOf(run: PipelineRun): string | undefined {
  return run.block_runs
    .map(({ metrics }) => metrics?.error?.error)
    .find((text) => text)
    ?.split("\n", 1)[0];
}
