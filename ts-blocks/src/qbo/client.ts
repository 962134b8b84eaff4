import type { Clock } from "../clock";
import { BackfillError } from "../errors";
import type { CallTime } from "../job/call-time";
import { type UtcInstant, utcInstant } from "../job/instants";
import type { AccessTokens } from "./access";
import { type BatchAnswer, batchBody, readBatch } from "./batch";
import { callError, reasonOf } from "./call-errors";
import { type CdcAnswer, readCdc } from "./cdc";
import { judge, OVERTIME, type Reply, type Verdict } from "./judge";
import { RETRY, type RetryPolicy, retryDelayMs, THROTTLE_PAUSE_MS } from "./retry";
import type { Transport } from "./transport";

/** Versions 1 to 74 were withdrawn on 2025-08-01; 75 is what every request gets. */
const MINOR_VERSION = 75;
/** How often an application error without a cause is asked about again before a bad record is looked for behind it. */
const SUSPECT_RETRIES_MAX = 3;
/** A Retry-After of 0, or of a date that our clock has passed, is no leave to ask without end. */
const ASKED_PAUSE_MS_MIN = 1_000;
/** Intuit cuts a request off after 120 s (limits and throttles page). */
const REQUEST_TIMEOUT_MS = 130_000;

export type CallKind = "page" | "count" | "companyinfo" | "batch" | "cdc";

/** An answer, read. */
export interface Answer<T> {
  readonly value: T;
  readonly tid: string | undefined;
  readonly requestedAt: UtcInstant;
  /** From the request to the last byte of its answer, retries not included. */
  readonly durationMs: number;
}

/** What the limits of a company have to know of a call before it starts. */
export interface CallStart {
  readonly kind: CallKind;
  /** What it may cost of the month: how Intuit meters a batch is not known, so each of its items counts. */
  readonly monthCalls: number;
}

/** Tells that a call is over. One that was refused is not counted by QuickBooks; any other may have been. */
export type Leave = (refused: boolean) => Promise<void>;

/** Keeps everything that asks the same company within its limits. */
export interface Gate {
  /** Waits until one more call may start. */
  enter(call: CallStart, signal?: AbortSignal): Promise<Leave>;
  /** A limit is reached: nobody calls for so long. */
  pause(ms: number): Promise<void>;
}

export interface Asking {
  /** How often an answer that may pass by itself is asked for again; as long as patience lasts by default. */
  readonly passingRetriesMax?: number | undefined;
  /** How often an application error without a cause is asked about again; 3 by default. */
  readonly suspectRetriesMax?: number | undefined;
  /** How often something that took the source too long is asked for again; as long as patience lasts by default. */
  readonly overtimeRetriesMax?: number | undefined;
  /** Ends the asking, whatever it waits for. */
  readonly signal?: AbortSignal | undefined;
}

export interface QboClientOptions {
  readonly apiBaseUrl: string;
  readonly realmId: string;
  readonly tokens: AccessTokens;
  readonly transport: Transport;
  readonly gate: Gate;
  readonly clock: Clock;
  readonly retry?: RetryPolicy;
  readonly onCall: (kind: CallKind, ok: boolean, took: CallTime) => void;
  readonly onWait: (reason: string, delayMs: number, throttled: boolean) => void;
}

interface Sent {
  readonly path: string;
  /** Posted as JSON where there is one. */
  readonly body?: string;
}

interface Question<T> extends CallStart, Sent {
  readonly read: (body: string) => T;
}

/** Asks one company's QuickBooks, patiently. Unless its signal aborts, a method throws BackfillErrors only. */
export class QboClient {
  constructor(private readonly options: QboClientOptions) {}

  /** Runs a statement; `read` turns the body into a value, and a body it cannot parse is asked for again. */
  query<T>(
    kind: "page" | "count",
    statement: string,
    read: (body: string) => T,
    asking: Asking = {},
  ): Promise<Answer<T>> {
    const path = `query?query=${encodeURIComponent(statement)}&minorversion=${MINOR_VERSION}`;
    return this.ask({ kind, path, monthCalls: 1, read }, asking);
  }

  /** Runs up to 30 statements in one request. */
  batch(statements: readonly string[], asking: Asking = {}): Promise<Answer<BatchAnswer>> {
    const question = {
      kind: "batch" as const,
      path: `batch?minorversion=${MINOR_VERSION}`,
      monthCalls: statements.length,
    };
    const read = (body: string) => readBatch(body, statements.length);
    return this.ask({ ...question, body: batchBody(statements), read }, asking);
  }

  /**
   * What has changed and what was deleted since an instant, of several entities at once.
   *
   * @param entityNames as QuickBooks names them; one that change data capture does not cover refuses the whole call.
   * @param changedSince at most 29 days back: older ones are refused.
   */
  cdc(entityNames: readonly string[], changedSince: UtcInstant, asking: Asking = {}): Promise<Answer<CdcAnswer>> {
    const entities = encodeURIComponent(entityNames.join(","));
    const path = `cdc?entities=${entities}&changedSince=${encodeURIComponent(changedSince)}&minorversion=${MINOR_VERSION}`;
    return this.ask({ kind: "cdc", path, monthCalls: 1, read: readCdc }, asking);
  }

  companyInfo<T>(read: (body: string) => T): Promise<Answer<T>> {
    const realm = encodeURIComponent(this.options.realmId);
    const path = `companyinfo/${realm}?minorversion=${MINOR_VERSION}`;
    return this.ask({ kind: "companyinfo", path, monthCalls: 1, read }, {});
  }

  /** Patience is for the time that the source fails; waiting for a place at the gate, or signing in, spends none of it. */
  private async ask<T>(question: Question<T>, asking: Asking): Promise<Answer<T>> {
    const { tokens, gate, clock, onCall, onWait, retry = RETRY } = this.options;
    const { signal } = asking;
    let failingMs = 0;
    let refusedToken: string | undefined;
    let pausedMs = 0;
    let overtimes = 0;
    for (let attempt = 1; ; attempt++) {
      const token = refusedToken === undefined ? await tokens.get() : await tokens.renew(refusedToken);
      const readyAt = clock.now();
      const leave = await gate.enter(question, signal);
      const askedAt = clock.now();
      const reply = await this.send(question, token, signal);
      const durationMs = clock.now() - askedAt;
      const judged = judge(reply, token);
      await leave(reply.kind === "answer" && judged.kind !== "good");
      const tid = reply.kind === "answer" ? reply.tid : undefined;
      const took = { limitMs: askedAt - readyAt, sourceMs: pausedMs + durationMs };
      const { verdict, value } = understand(reply, judged, question.read, (ok) => onCall(question.kind, ok, took));
      pausedMs = 0;
      if (value !== undefined) return { value: value.read, tid, requestedAt: utcInstant(askedAt), durationMs };
      signal?.throwIfAborted();
      if (verdict.kind === "sign-in" && refusedToken === undefined) {
        refusedToken = token;
        continue;
      }
      failingMs += durationMs;
      if (isOvertime(verdict)) overtimes++;
      const worthAsking = (isOvertime(verdict) ? overtimes : attempt) <= retriesMax(verdict, asking);
      const delayMs = worthAsking ? pauseMs(verdict, attempt, retry, () => clock.random()) : undefined;
      if (delayMs === undefined || failingMs + delayMs > retry.patienceMs) throw callError(verdict, tid, failingMs);
      failingMs += delayMs;
      onWait(reasonOf(verdict), delayMs, verdict.kind === "throttled");
      if (verdict.kind === "throttled") await gate.pause(delayMs);
      else {
        await clock.sleep(delayMs, signal);
        pausedMs = delayMs;
      }
    }
  }

  private send({ path, body }: Sent, token: string, signal: AbortSignal | undefined): Promise<Reply> {
    const { apiBaseUrl, realmId, transport } = this.options;
    const headers = { Accept: "application/json", Authorization: `Bearer ${token}` };
    return transport({
      url: `${apiBaseUrl}/v3/company/${encodeURIComponent(realmId)}/${path}`,
      timeoutMs: REQUEST_TIMEOUT_MS,
      ...(body === undefined
        ? { method: "GET", headers }
        : { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body }),
      ...(signal === undefined ? {} : { signal }),
    });
  }
}

/** Reads a reply that was judged good: a body cut off in the middle is only noticed then. */
function understand<T>(
  reply: Reply,
  verdict: Verdict,
  read: (body: string) => T,
  onCall: (ok: boolean) => void,
): { verdict: Verdict; value?: { read: T } } {
  if (verdict.kind !== "good" || reply.kind !== "answer") {
    onCall(false);
    return { verdict };
  }
  try {
    const value = { read: read(reply.body) };
    onCall(true);
    return { verdict, value };
  } catch (error) {
    onCall(false);
    if (error instanceof BackfillError) throw error.at({ intuit_tid: reply.tid ?? null });
    if (!(error instanceof SyntaxError)) throw error;
    return { verdict: { kind: "unavailable", reason: `HTTP ${reply.status} with JSON that is cut off or malformed` } };
  }
}

function retriesMax(verdict: Verdict, asking: Asking): number {
  if (verdict.kind === "suspect") return asking.suspectRetriesMax ?? SUSPECT_RETRIES_MAX;
  const passing = verdict.kind === "unavailable" ? asking.passingRetriesMax : undefined;
  return (isOvertime(verdict) ? asking.overtimeRetriesMax : undefined) ?? passing ?? Number.POSITIVE_INFINITY;
}

function isOvertime(verdict: Verdict): boolean {
  return verdict.kind === "unavailable" && verdict.code === OVERTIME;
}

/** How long to wait before asking again; undefined when asking again would not help. */
function pauseMs(verdict: Verdict, attempt: number, retry: RetryPolicy, random: () => number): number | undefined {
  const named = "retryAfterMs" in verdict ? verdict.retryAfterMs : undefined;
  const asked = named === undefined || named < ASKED_PAUSE_MS_MIN ? undefined : named;
  switch (verdict.kind) {
    case "throttled":
      return asked ?? THROTTLE_PAUSE_MS + retryDelayMs(1, undefined, retry, random);
    case "unavailable":
    case "suspect":
      return retryDelayMs(attempt, asked, retry, random);
    default:
      return undefined;
  }
}
