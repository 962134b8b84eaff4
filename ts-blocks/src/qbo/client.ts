import type { Clock } from "../clock";
import { ContractError } from "../errors";
import type { CallTime } from "../job/call-time";
import { type UtcInstant, utcInstant } from "../job/instants";
import type { AccessToken, AccessTokens } from "./access";
import { CHANGES_BYTES_MAX } from "./answer-size";
import { type BatchAnswer, batchBody, readBatch } from "./batch";
import type { Answer, Asking, CallKind, CallStart, Gate } from "./call";
import { callError } from "./call-errors";
import { type CdcAnswer, readCdc } from "./cdc";
import { type Failure, meaningOf } from "./meaning";
import {
  type Attempts,
  afterAnswer,
  failingForMs,
  type NextAttempt,
  NO_ATTEMPTS,
  nextAttempt,
  notWorthAsking,
  type Refusing,
} from "./next-attempt";
import { OneAtATime } from "./one-at-a-time";
import { ALLOWANCES, type Allowance, REQUEST_MS_MAX } from "./patience";
import type { Reply } from "./reply";
import type { Transport } from "./transport";

/** Versions 1 to 74 were withdrawn on 2025-08-01; 75 is what every request gets. */
const MINOR_VERSION = 75;

export interface QboClientOptions {
  readonly apiBaseUrl: string;
  readonly realmId: string;
  readonly tokens: AccessTokens;
  readonly transport: Transport;
  readonly gate: Gate;
  readonly clock: Clock;
  readonly onCall: (kind: CallKind, ok: boolean, took: CallTime) => void;
  readonly onWait: (reason: string, delayMs: number, throttled: boolean) => void;
}

interface Sent {
  readonly path: string;
  /** Longest answer, in bytes. */
  readonly bytesMax?: number | undefined;
  /** If present, it is posted as JSON. */
  readonly body?: string;
}

interface Question<T> extends CallStart, Sent {
  readonly allowance: Allowance;
  /** Throws a SyntaxError if the body is not JSON, and a ContractError if it does not answer this question. */
  readonly read: (body: Buffer) => T | Promise<T>;
}

/** The result of one request. */
type Outcome<T> = { readonly kind: "answered"; readonly answer: Answer<T> } | Failure;

/** Asks one company's QuickBooks, as `next-attempt.ts` decides. Unless its signal aborts, a method throws only BackfillErrors. */
export class QboClient {
  /** What all callers of this client know about a limit. */
  private refusing: Refusing | undefined;
  private readonly turns = new OneAtATime();

  constructor(private readonly options: QboClientOptions) {}

  /** Runs a statement. `read` turns the body into a value. If `read` cannot parse the body, the question is asked again. */
  query<T>(
    kind: "page" | "count",
    statement: string,
    read: (body: Buffer) => T | Promise<T>,
    asking: Asking = {},
  ): Promise<Answer<T>> {
    const include = asking.include === undefined ? "" : `&include=${encodeURIComponent(asking.include)}`;
    const path = `query?query=${encodeURIComponent(statement)}&minorversion=${MINOR_VERSION}${include}`;
    const allowance = kind === "page" ? ALLOWANCES.page : ALLOWANCES.question;
    return this.ask({ kind, path, bytesMax: asking.bytesMax, monthCalls: 1, allowance, read }, asking);
  }

  /** Runs up to 30 statements in one request. */
  batch(statements: readonly string[], asking: Asking = {}): Promise<Answer<BatchAnswer>> {
    const { bytesMax } = asking;
    const call = { kind: "batch", bytesMax, monthCalls: statements.length, allowance: ALLOWANCES.batch } as const;
    const path = `batch?minorversion=${MINOR_VERSION}`;
    const read = (body: Buffer) => readBatch(body, statements.length);
    return this.ask({ ...call, path, body: batchBody(statements), read }, asking);
  }

  /**
   * What was changed and deleted since an instant, for several entities at once.
   *
   * @param entityNames QuickBooks' names. If change data capture does not cover one of them, QuickBooks refuses the whole call.
   * @param changedSince at most 29 days ago: QuickBooks refuses older instants.
   */
  cdc(entityNames: readonly string[], changedSince: UtcInstant, asking: Asking = {}): Promise<Answer<CdcAnswer>> {
    const entities = encodeURIComponent(entityNames.join(","));
    const path = `cdc?entities=${entities}&changedSince=${encodeURIComponent(changedSince)}&minorversion=${MINOR_VERSION}`;
    const call = { kind: "cdc", path, bytesMax: CHANGES_BYTES_MAX, monthCalls: 1 } as const;
    return this.ask({ ...call, allowance: ALLOWANCES.question, read: readCdc }, asking);
  }

  companyInfo<T>(read: (body: Buffer) => T): Promise<Answer<T>> {
    const realm = encodeURIComponent(this.options.realmId);
    const path = `companyinfo/${realm}?minorversion=${MINOR_VERSION}`;
    return this.ask({ kind: "companyinfo", path, monthCalls: 1, allowance: ALLOWANCES.question, read }, {});
  }

  private async ask<T>(question: Question<T>, { signal, allowance = question.allowance }: Asking): Promise<Answer<T>> {
    const { tokens, clock } = this.options;
    let attempts = NO_ATTEMPTS;
    let pausedMs = 0;
    for (;;) {
      const token = await tokens.get();
      // While a limit refuses every call, one caller finds out whether the limit still holds.
      const endTurn = await this.turns.turn(() => this.refusing !== undefined, signal);
      try {
        this.throwIfJustGivenUp(attempts);
        const { outcome, tid, askedAtMs } = await this.askOnce(question, token, pausedMs, signal);
        if (outcome.kind === "answered") {
          this.refusing = afterAnswer(this.refusing, askedAtMs);
          return outcome.answer;
        }
        signal?.throwIfAborted();
        const failed = { failure: outcome, askedAtMs, heardAtMs: clock.now(), tokenIssuedAtMs: token.issuedAtMs };
        const next = nextAttempt({ attempts, refusing: this.refusing }, failed, allowance, () => clock.random());
        ({ attempts, refusing: this.refusing } = next.state);
        if (next.kind === "give-up") throw callError(outcome, tid, failingForMs(next.state, clock.now()));
        pausedMs = await this.prepareNextAttempt(next, outcome, token, signal);
      } finally {
        endTurn();
      }
    }
  }

  /** Does what must happen before a question is asked again. @returns ms of a pause that was only for this question. */
  private async prepareNextAttempt(
    next: Exclude<NextAttempt, { kind: "give-up" }>,
    failure: Failure,
    token: AccessToken,
    signal: AbortSignal | undefined,
  ): Promise<number> {
    const { tokens, gate, clock, onWait } = this.options;
    if (next.kind === "sign-in") {
      const held = next.how === "look" ? await tokens.look(token) : await tokens.renew(token);
      if (held.value !== token.value) return 0;
    } else {
      if (next.delayMs > 0) onWait(failure.reason, next.delayMs, next.everybody);
      if (next.everybody) {
        await gate.pause(next.delayMs);
        return 0;
      }
    }
    await clock.sleep(next.delayMs, signal);
    return next.delayMs;
  }

  private throwIfJustGivenUp(attempts: Attempts): void {
    const nowMs = this.options.clock.now();
    const heard = notWorthAsking(this.refusing, nowMs);
    if (heard) throw callError(heard, undefined, failingForMs({ attempts, refusing: this.refusing }, nowMs));
  }

  private async askOnce<T>(
    question: Question<T>,
    { value: token }: AccessToken,
    pausedMs: number,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly outcome: Outcome<T>; readonly tid: string | undefined; readonly askedAtMs: number }> {
    const { gate, clock, onCall } = this.options;
    const readyAtMs = clock.now();
    const leave = await gate.enter(question, signal);
    const askedAtMs = clock.now();
    const reply = await this.send(question, token, signal);
    const durationMs = clock.now() - askedAtMs;
    const meaning = meaningOf(reply, token);
    await leave(reply.kind === "received" && meaning.kind !== "good");
    const tid = reply.kind === "received" ? reply.tid : undefined;
    const call = { tid, requestedAt: utcInstant(askedAtMs), durationMs };
    const outcome = meaning.kind === "good" ? await readBody(meaning.body, question.read, call) : meaning;
    const isAnswered = outcome.kind === "answered";
    onCall(question.kind, isAnswered, { limitMs: askedAtMs - readyAtMs, sourceMs: pausedMs + durationMs });
    return { outcome, tid, askedAtMs };
  }

  private send({ path, body, bytesMax }: Sent, token: string, signal: AbortSignal | undefined): Promise<Reply> {
    const { apiBaseUrl, realmId, transport } = this.options;
    const headers = { Accept: "application/json", Authorization: `Bearer ${token}` };
    return transport({
      url: `${apiBaseUrl}/v3/company/${encodeURIComponent(realmId)}/${path}`,
      timeoutMs: REQUEST_MS_MAX,
      ...(body === undefined
        ? { method: "GET", headers }
        : { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body }),
      ...(bytesMax === undefined ? {} : { bodyBytesMax: bytesMax }),
      ...(signal === undefined ? {} : { signal }),
    });
  }
}

/** Reads the body. Only here does it show that a body was cut off, or does not answer the question. */
async function readBody<T>(
  body: Buffer,
  read: Question<T>["read"],
  call: Omit<Answer<T>, "value">,
): Promise<Outcome<T>> {
  try {
    return { kind: "answered", answer: { value: await read(body), ...call } };
  } catch (error) {
    if (error instanceof ContractError) {
      return { kind: "doubtful", reason: error.message, lasting: error.at({ intuit_tid: call.tid ?? null }) };
    }
    if (!(error instanceof SyntaxError)) throw error;
    return { kind: "unavailable", reason: "an answer of JSON that is cut off or malformed" };
  }
}
