import type { UtcInstant } from "../job/instants";
import type { Allowance } from "./patience";

export type CallKind = "page" | "count" | "companyinfo" | "batch" | "cdc";

/** What the limits of a company must know about a call before it starts. */
export interface CallStart {
  readonly kind: CallKind;
  /** What the call may cost of the month. It is not known how Intuit meters a batch, so each item of a batch counts. */
  readonly monthCalls: number;
}

/** Says that a call is over. QuickBooks does not count a refused call; it may have counted any other call. */
export type Leave = (refused: boolean) => Promise<void>;

/** Keeps all callers of the same company within its limits. */
export interface Gate {
  /** Waits until one more call may start. */
  enter(call: CallStart, signal?: AbortSignal): Promise<Leave>;
  /** A limit is reached: stops every caller of this company for `ms`, because the limit is shared. */
  pause(ms: number): Promise<void>;
}

/** How one question may be asked. */
export interface Asking {
  /** How often it is asked again; the kind of question decides by default. */
  readonly allowance?: Allowance | undefined;
  /** The `include` parameter: it names fields that a page leaves out without it. */
  readonly include?: string | undefined;
  /** Longest answer in bytes. A longer one is broken off. */
  readonly bytesMax?: number | undefined;
  /** Ends the asking, whatever the question is waiting for at that moment. */
  readonly signal?: AbortSignal | undefined;
}

/** A reply that answers the question, after it was read. */
export interface Answer<T> {
  readonly value: T;
  readonly tid: string | undefined;
  readonly requestedAt: UtcInstant;
  /** ms from the request to the last byte of its answer, without earlier tries. */
  readonly durationMs: number;
}
