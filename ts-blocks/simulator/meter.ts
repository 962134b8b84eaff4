/** Counts the requests to the simulator. Tests read the counts, and the limits use them. */
export const CALL_KINDS = [
  "oauth",
  "revoke",
  "query",
  "count",
  "companyinfo",
  "preferences",
  "read",
  "cdc",
  "batch",
  "write",
  "other",
] as const;
export type CallKind = (typeof CALL_KINDS)[number];

const QUERIES_KEPT = 1000;
const MINUTE_MS = 60_000;

export interface CallRecord {
  readonly at: string;
  readonly kind: CallKind;
  readonly entity: string | undefined;
  readonly statement: string | undefined;
  readonly status: number;
  readonly fault: string | undefined;
  readonly rows: number | undefined;
}

export interface CallReport {
  readonly total: number;
  readonly byKind: Readonly<Partial<Record<CallKind, number>>>;
  /** The items of all batches together. */
  readonly batchItems: number;
  /** Successful calls, the ones that production meters. */
  readonly byEntity: Readonly<Record<string, { query: number; count: number }>>;
  readonly faults: Readonly<Record<string, number>>;
  readonly concurrencyMax: number;
  readonly perMinuteMax: number;
  readonly perSecondMax: number;
  readonly queries: readonly CallRecord[];
}

export class Meter {
  #queries: CallRecord[] = [];
  #byKind: Partial<Record<CallKind, number>> = {};
  #byEntity: Record<string, { query: number; count: number }> = {};
  #faults: Record<string, number> = {};
  #arrivals: number[] = [];
  #inFlight = 0;
  #concurrencyMax = 0;
  #perMinuteMax = 0;
  #perSecondMax = 0;
  #total = 0;
  #batchItems = 0;

  /** Counts the start of an API call. Calls of the token endpoint do not count towards the company's limits. */
  enter(nowMs: number): { readonly inFlight: number; readonly perMinute: number; readonly perSecond: number } {
    this.#inFlight++;
    this.#arrivals.push(nowMs);
    while ((this.#arrivals[0] ?? nowMs) <= nowMs - MINUTE_MS) this.#arrivals.shift();
    const perMinute = this.#arrivals.length;
    let perSecond = 0;
    while (perSecond < perMinute && (this.#arrivals[perMinute - 1 - perSecond] ?? 0) > nowMs - 1000) perSecond++;
    this.#concurrencyMax = Math.max(this.#concurrencyMax, this.#inFlight);
    this.#perMinuteMax = Math.max(this.#perMinuteMax, perMinute);
    this.#perSecondMax = Math.max(this.#perSecondMax, perSecond);
    return { inFlight: this.#inFlight, perMinute, perSecond };
  }

  countItems(items: number): void {
    this.#batchItems += items;
  }

  leave(): void {
    this.#inFlight--;
  }

  record(call: CallRecord): void {
    this.#total++;
    this.#byKind[call.kind] = (this.#byKind[call.kind] ?? 0) + 1;
    if (call.fault !== undefined) this.#faults[call.fault] = (this.#faults[call.fault] ?? 0) + 1;
    if (call.kind !== "query" && call.kind !== "count") return;
    if (call.entity !== undefined && call.fault === undefined && call.status === 200) {
      const entity = this.#byEntity[call.entity] ?? { query: 0, count: 0 };
      entity[call.kind]++;
      this.#byEntity[call.entity] = entity;
    }
    this.#queries.push(call);
    if (this.#queries.length > QUERIES_KEPT) this.#queries.shift();
  }

  report(): CallReport {
    return {
      total: this.#total,
      byKind: { ...this.#byKind },
      batchItems: this.#batchItems,
      byEntity: structuredClone(this.#byEntity),
      faults: { ...this.#faults },
      concurrencyMax: this.#concurrencyMax,
      perMinuteMax: this.#perMinuteMax,
      perSecondMax: this.#perSecondMax,
      queries: [...this.#queries],
    };
  }

  reset(): void {
    this.#queries = [];
    this.#byKind = {};
    this.#byEntity = {};
    this.#faults = {};
    this.#arrivals = [];
    this.#concurrencyMax = this.#inFlight;
    this.#perMinuteMax = 0;
    this.#perSecondMax = 0;
    this.#total = 0;
    this.#batchItems = 0;
  }
}
