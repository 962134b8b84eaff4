import type { Clock } from "../clock";
import { AuthError, BackfillError, ContractError, QuotaError, TransientError } from "../errors";
import type { CallTime } from "../job/call-time";
import { type UtcInstant, utcInstant } from "../job/instants";
import type { AccessTokens } from "./access";
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

export type CallKind = "page" | "count" | "companyinfo";

/** An answer, read. */
export interface Answer<T> {
  readonly value: T;
  readonly tid: string | undefined;
  readonly requestedAt: UtcInstant;
  /** From the request to the last byte of its answer, retries not included. */
  readonly durationMs: number;
}

/** Tells that a call is over. One that was refused is not counted by QuickBooks; any other may have been. */
export type Leave = (refused: boolean) => Promise<void>;

/** Keeps everything that asks the same company within its limits. */
export interface Gate {
  /** Waits until one more call may start. */
  enter(signal?: AbortSignal): Promise<Leave>;
  /** A limit is reached: nobody calls for so long. */
  pause(ms: number): Promise<void>;
}

export interface Asking {
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
    return this.get(kind, path, read, asking);
  }

  companyInfo<T>(read: (body: string) => T): Promise<Answer<T>> {
    const realm = encodeURIComponent(this.options.realmId);
    return this.get("companyinfo", `companyinfo/${realm}?minorversion=${MINOR_VERSION}`, read);
  }

  /** Patience is for the time that the source fails; waiting for a place at the gate, or signing in, spends none of it. */
  private async get<T>(
    kind: CallKind,
    path: string,
    read: (body: string) => T,
    asking: Asking = {},
  ): Promise<Answer<T>> {
    const { tokens, gate, clock, onCall, onWait, retry = RETRY } = this.options;
    const { signal } = asking;
    let failingMs = 0;
    let refusedToken: string | undefined;
    let pausedMs = 0;
    let overtimes = 0;
    for (let attempt = 1; ; attempt++) {
      const token = refusedToken === undefined ? await tokens.get() : await tokens.renew(refusedToken);
      const readyAt = clock.now();
      const leave = await gate.enter(signal);
      const askedAt = clock.now();
      const reply = await this.send(path, token, signal);
      const durationMs = clock.now() - askedAt;
      const judged = judge(reply, token);
      await leave(reply.kind === "answer" && judged.kind !== "good");
      const tid = reply.kind === "answer" ? reply.tid : undefined;
      const took = { limitMs: askedAt - readyAt, sourceMs: pausedMs + durationMs };
      const { verdict, value } = understand(reply, judged, read, (ok) => onCall(kind, ok, took));
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
      if (delayMs === undefined || failingMs + delayMs > retry.patienceMs) throw asError(verdict, tid, failingMs);
      failingMs += delayMs;
      onWait(reasonOf(verdict), delayMs, verdict.kind === "throttled");
      if (verdict.kind === "throttled") await gate.pause(delayMs);
      else {
        await clock.sleep(delayMs, signal);
        pausedMs = delayMs;
      }
    }
  }

  private send(path: string, token: string, signal: AbortSignal | undefined): Promise<Reply> {
    const { apiBaseUrl, realmId, transport } = this.options;
    return transport({
      method: "GET",
      url: `${apiBaseUrl}/v3/company/${encodeURIComponent(realmId)}/${path}`,
      headers: { Accept: "application/json", Authorization: `Bearer ${token}` },
      timeoutMs: REQUEST_TIMEOUT_MS,
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
  return (isOvertime(verdict) ? asking.overtimeRetriesMax : undefined) ?? Number.POSITIVE_INFINITY;
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

function reasonOf(verdict: Verdict): string {
  return "reason" in verdict ? verdict.reason : "no reason given";
}

function asError(verdict: Verdict, tid: string | undefined, waitedMs: number): Error {
  const ids = { intuit_tid: tid ?? null };
  const waited = `${Math.ceil(waitedMs / 1_000)} s`;
  const reason = reasonOf(verdict);
  switch (verdict.kind) {
    case "throttled":
      // The monthly stop wears the same code as the minute's limit; only its lasting tells them apart.
      return new QuotaError(
        "QBO_THROTTLED",
        `QuickBooks has refused every call for ${waited} because a limit is reached (${reason}).`,
        {
          remedy:
            "Run again later; if it lasts, the month's free reads may be spent: see the app's usage at Intuit. What was read is kept.",
          ids,
        },
      );
    case "sign-in":
      return new AuthError(
        "QBO_TOKEN_NOT_ACCEPTED",
        `QuickBooks does not accept a token that was just issued (${reason}).`,
        {
          remedy:
            "Check that QBO_REALM_ID is the company that was authorised and that QBO_ENV fits; if both do, authorise the app again.",
          ids,
        },
      );
    case "forbidden":
      return new AuthError("QBO_FORBIDDEN", `QuickBooks refuses access to this company (${reason}).`, {
        remedy:
          "Check QBO_ENV and QBO_REALM_ID, that the app is still connected, and that the company's subscription is active.",
        ids,
      });
    case "suspect":
    case "refused":
      return new ContractError("QBO_REFUSED", `QuickBooks will not answer this query (${reason}).`, {
        remedy: "Report it with the run id and the intuit_tid in this block's log; what was read is kept.",
        ids: { ...ids, fault: verdict.code },
      });
    default:
      return new TransientError("QBO_UNAVAILABLE", `QuickBooks did not answer for ${waited} (${reason}).`, {
        remedy: "Run again later; the run goes on where it stopped.",
        ids: "code" in verdict && verdict.code !== undefined ? { ...ids, fault: verdict.code } : ids,
      });
  }
}
