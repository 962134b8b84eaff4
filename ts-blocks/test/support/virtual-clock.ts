import { setImmediate as turn } from "node:timers/promises";
import type { Clock } from "../../src/clock";

/**
 * Time passes only when all callers sleep, so that minutes of waiting cost a test nothing and the order is always the
 * same.
 */
export class VirtualClock implements Clock {
  private nowMs = Date.parse("2026-02-01T00:00:00Z");
  private sleepers: { readonly atMs: number; readonly wake: () => void }[] = [];

  constructor(private readonly chance: () => number) {}

  now(): number {
    return this.nowMs;
  }

  monotonic(): number {
    return this.nowMs;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => this.sleepers.push({ atMs: this.nowMs + ms, wake }));
  }

  random(): number {
    return this.chance();
  }

  /** Lets time pass until the work is done. */
  async passUntil<T>(work: Promise<T>): Promise<T> {
    let isOver = false;
    const over = () => {
      isOver = true;
    };
    work.then(over, over);
    for (;;) {
      await turn();
      if (isOver) return work;
      const next = this.sleepers.sort((a, b) => a.atMs - b.atMs).shift();
      if (next === undefined) throw new Error("everybody waits, and nobody sleeps");
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.wake();
    }
  }
}
