import type { UtcInstant } from "../job/instants";
import type { Allowance } from "./patience";

export type CallKind = "page" | "count" | "companyinfo" | "batch" | "cdc";

/** What the limits of a company have to know of a call before it starts. */
export interface CallStart {
  readonly kind: CallKind;
  /** What it may cost of the month: how Intuit meters a batch is not known, so each of its items counts. */
  readonly monthCalls: number;
}

/** Says that a call is over. One that was refused is not counted by QuickBooks; any other may have been. */
export type Leave = (refused: boolean) => Promise<void>;

/** Keeps everything that asks the same company within its limits. */
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
  /** The `include` parameter: members that a page leaves out unless it is sent. */
  readonly include?: string | undefined;
  /** Bytes of an answer; what is longer is broken off. */
  readonly bytesMax?: number | undefined;
  /** Ends the asking, whatever it waits for. */
  readonly signal?: AbortSignal | undefined;
}

/** A reply that answers the question, read. */
export interface Answer<T> {
  readonly value: T;
  readonly tid: string | undefined;
  readonly requestedAt: UtcInstant;
  /** ms from the request to the last byte of its answer, earlier tries not included. */
  readonly durationMs: number;
}
