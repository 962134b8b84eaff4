import { type Clock, systemClock } from "../clock";
import { LocalError } from "./errors";

export interface Patience {
  /** What is waited for, in words that fit after "gave up waiting for". */
  what: string;
  timeoutMs: number;
  intervalMs?: number;
  signal?: AbortSignal | undefined;
  clock?: Pick<Clock, "now" | "sleep">;
}

/** Asks repeatedly until the answer is not undefined. An exception from `ask` ends the wait at once. */
export async function waitFor<T>(patience: Patience, ask: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const clock = patience.clock ?? systemClock;
  const start = clock.now();
  for (;;) {
    patience.signal?.throwIfAborted();
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (clock.now() - start >= patience.timeoutMs) {
      throw new LocalError(`gave up waiting for ${patience.what} after ${Math.round(patience.timeoutMs / 1000)} s`);
    }
    await clock.sleep(patience.intervalMs ?? 200);
  }
}
