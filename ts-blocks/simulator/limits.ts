import type { Clock } from "./clock";
import type { CallKind } from "./meter";

/** Intuit's limits (docs/en/quickbooks.md, "Limits and cost"). Infinity switches one off. */
export interface Limits {
  readonly perMinuteMax: number;
  readonly perSecondMax: number;
  readonly concurrentMax: number;
  readonly batchesPerMinuteMax: number;
  /** Metered calls in a month. Every further read is refused with the same 429. */
  readonly monthlyMax: number;
}

export const INTUIT_LIMITS: Limits = {
  perMinuteMax: 500,
  perSecondMax: 10,
  concurrentMax: 10,
  batchesPerMinuteMax: 40,
  monthlyMax: 500_000,
};
export const NO_LIMITS: Limits = {
  perMinuteMax: Infinity,
  perSecondMax: Infinity,
  concurrentMax: Infinity,
  batchesPerMinuteMax: Infinity,
  monthlyMax: Infinity,
};

export type Overrun = "month-is-spent" | "minute-limit" | "second-limit" | "concurrency-limit" | "batch-limit";

export interface Load {
  readonly inFlight: number;
  readonly perMinute: number;
  readonly perSecond: number;
}

/** Reads cost; writes and the token endpoint do not. */
const METERED: ReadonlySet<CallKind> = new Set([
  "query",
  "count",
  "read",
  "companyinfo",
  "preferences",
  "cdc",
  "batch",
]);
const MINUTE_MS = 60_000;

/** Refuses calls above a limit: per minute, per second, at the same time, or per month. */
export class Quota {
  limits: Limits;
  readonly #clock: Clock;
  #batches: number[] = [];
  #month = "";
  #metered = 0;

  constructor(limits: Limits, clock: Clock) {
    this.limits = limits;
    this.#clock = clock;
  }

  /** Successful reads of this month so far. */
  get meteredThisMonth(): number {
    const month = new Date(this.#clock.now()).toISOString().slice(0, 7);
    if (month !== this.#month) [this.#month, this.#metered] = [month, 0];
    return this.#metered;
  }

  overrun(kind: CallKind, load: Load): Overrun | undefined {
    const { perMinuteMax, perSecondMax, concurrentMax, monthlyMax, batchesPerMinuteMax } = this.limits;
    if (METERED.has(kind) && this.meteredThisMonth >= monthlyMax) return "month-is-spent";
    if (load.perMinute > perMinuteMax) return "minute-limit";
    if (load.perSecond > perSecondMax) return "second-limit";
    if (kind === "batch" && this.#countBatch() > batchesPerMinuteMax) return "batch-limit";
    return load.inFlight > concurrentMax ? "concurrency-limit" : undefined;
  }

  /** Only successful calls count towards the month. */
  count(kind: CallKind, calls = 1): void {
    const soFar = this.meteredThisMonth;
    if (METERED.has(kind)) this.#metered = soFar + calls;
  }

  #countBatch(): number {
    const now = this.#clock.now();
    this.#batches = [...this.#batches.filter((at) => at > now - MINUTE_MS), now];
    return this.#batches.length;
  }
}
