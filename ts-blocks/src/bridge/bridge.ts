import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { ContractError, TransientError } from "../errors";
import type {
  AccessMessage,
  ChildMessage,
  FailureMessage,
  JobMessage,
  LogLevel,
  ParentMessage,
  SecretName,
} from "./messages";
import { parentMessage } from "./messages";
import { Redactor } from "./redactor";

/** What is in this program's hands for as long as the lease lasts. */
export interface LeasedTokens {
  readonly refreshToken: string;
  readonly access?: AccessMessage;
}

type Fields = Extract<ChildMessage, { type: "log" }>["fields"];
type ParentType = ParentMessage["type"];

/** Worth reading in an error: sandbox or production, a word such as verify-full, and the text that stands for the token. */
const PLAIN: ReadonlySet<SecretName> = new Set(["QBO_ENV", "QBO_REFRESH_TOKEN", "POSTGRES_SSLMODE"]);

/**
 * Our end of the conversation with the Mage block that started us. Nothing but protocol lines leaves through it, and
 * nothing that was handed over as a secret leaves in any of them (but in `token.rotated` and `token.release`, which carry
 * tokens back).
 */
export class Bridge {
  private readonly inbox: ParentMessage[] = [];
  private waiting: ((message: ParentMessage | Error) => void) | undefined;
  private broken: Error | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private readonly redactor = new Redactor();
  private finished = false;

  /**
   * @param onParentGone is called at end of input before we have finished, or when nobody reads what we write: Mage cancelled
   * the run, or died.
   */
  constructor(
    input: Readable,
    private readonly output: Writable,
    private readonly onParentGone: () => void,
  ) {
    const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
    lines.on("line", (line) => this.receive(line));
    lines.on("close", () => {
      if (!this.finished) this.onParentGone();
    });
    // Without a listener it would be an uncaught error, reported by another write that fails, without end.
    output.on("error", () => this.onParentGone());
  }

  /** The first message of every conversation. */
  job(): Promise<JobMessage> {
    return this.expect("job");
  }

  /** Values from Mage Secrets; null where Mage holds none of that name. Those not hidden are kept out of errors still. */
  async secrets<N extends SecretName>(names: readonly N[], hidden: readonly N[]): Promise<Record<N, string | null>> {
    const { values } = await this.ask({ type: "need", secrets: [...names] }, "secret");
    const found = Object.fromEntries(names.map((name) => [name, values[name] ?? null])) as Record<N, string | null>;
    for (const name of names) {
      if (hidden.includes(name)) this.redactor.hide(found[name]);
      else if (!PLAIN.has(name)) this.redactor.hidePlace(found[name]);
    }
    return found;
  }

  /** Waits until nobody else holds the refresh token. */
  async leaseToken(): Promise<LeasedTokens> {
    const answer = await this.ask({ type: "token.lease" }, "token.leased", "token.refused");
    if (answer.type === "token.refused") {
      throw new TransientError(
        "TOKEN_LEASE_REFUSED",
        `Mage did not hand over the refresh token: ${bare(answer.reason)}.`,
        {
          remedy: "Check that the secret QBO_REFRESH_TOKEN exists in Mage and that no other run hangs; then run again.",
        },
      );
    }
    this.redactor.hide(answer.refresh_token);
    // The block may have been killed while we waited for our turn. The end of input that tells so is read within two
    // turns of the event loop: before Intuit is asked, and not while it answers.
    await nextTurn();
    await nextTurn();
    const { refresh_token: refreshToken, access } = answer;
    this.redactor.hide(access?.token ?? null);
    return access === undefined ? { refreshToken } : { refreshToken, access };
  }

  /** Resolves when the new value is committed in Mage Secrets, and beside it the access token that came with it. */
  async storeToken(refreshToken: string, access?: AccessMessage): Promise<void> {
    this.redactor.hide(refreshToken);
    this.redactor.hide(access?.token ?? null);
    const rotated = { type: "token.rotated", refresh_token: refreshToken } as const;
    const answer = await this.ask(
      access === undefined ? rotated : { ...rotated, access },
      "token.stored",
      "token.refused",
    );
    if (answer.type === "token.refused") {
      throw new TransientError(
        "TOKEN_NOT_STORED",
        `Mage did not store the new refresh token: ${bare(answer.reason)}.`,
        {
          remedy: "Run again; if QuickBooks then refuses the stored token, authorise the app again.",
        },
      );
    }
  }

  /** @param access what Intuit gave for the refresh token where it accepted it, for all programs of the connection. */
  releaseToken(accepted?: boolean, access?: AccessMessage): void {
    this.redactor.hide(access?.token ?? null);
    this.send({
      type: "token.release",
      ...(accepted === undefined ? {} : { accepted }),
      ...(access === undefined ? {} : { access }),
    });
  }

  /** An access token and the like: kept out of whatever this side writes. */
  hide(secret: string): void {
    this.redactor.hide(secret);
  }

  /** An error's text without anything that was handed over as a secret, for places other than the log. */
  cleaned(errorText: string): string {
    return this.redactor.cleanError(errorText);
  }

  log(level: LogLevel, message: string, fields: Fields = {}): void {
    this.send({ type: "log", level, message, fields });
  }

  metric(name: string, fields: Fields): void {
    this.send({ type: "metric", name, fields });
  }

  progress(done: number, total: number, unit: string): void {
    this.send({ type: "progress", done, total, unit });
  }

  /**
   * The last word: exactly one result or failure; another one is not sent any more. Resolves when it has been handed to the
   * operating system.
   */
  finish(last: Extract<ChildMessage, { type: "result" }> | FailureMessage): Promise<void> {
    if (this.finished) return Promise.resolve();
    this.finished = true;
    return new Promise((resolve) => this.output.write(this.lineOf(last), () => resolve()));
  }

  private send(message: ChildMessage): void {
    this.output.write(this.lineOf(message));
  }

  private lineOf(message: ChildMessage): string {
    if (message.type === "token.rotated" || message.type === "token.release") return `${JSON.stringify(message)}\n`;
    // Values only: the same characters in a key, a number or the message's own type are no secret.
    const isError = message.type === "failure";
    const clean = (key: string, value: unknown) => {
      if (typeof value !== "string" || key === "type") return value;
      return isError && key !== "code" ? this.redactor.cleanError(value) : this.redactor.clean(value);
    };
    return `${JSON.stringify(message, clean)}\n`;
  }

  /** One question at a time: answers carry no number. */
  private ask<T extends ParentType>(
    message: ChildMessage,
    ...types: T[]
  ): Promise<Extract<ParentMessage, { type: T }>> {
    const answer = this.turn.then(() => {
      this.send(message);
      return this.expect(...types);
    });
    this.turn = answer.catch(() => undefined);
    return answer;
  }

  private async expect<T extends ParentType>(...types: T[]): Promise<Extract<ParentMessage, { type: T }>> {
    const message =
      this.inbox.shift() ??
      this.broken ??
      (await new Promise<ParentMessage | Error>((resolve) => {
        this.waiting = resolve;
      }));
    if (message instanceof Error) throw message;
    if (!(types as ParentType[]).includes(message.type)) {
      throw protocolError(`${message.type} came where ${types.join(" or ")} was expected`);
    }
    return message as Extract<ParentMessage, { type: T }>;
  }

  private receive(line: string): void {
    if (line.trim() === "") return;
    const message = parse(line);
    if (message instanceof Error) this.broken = message;
    const waiting = this.waiting;
    this.waiting = undefined;
    if (waiting !== undefined) waiting(message);
    else if (!(message instanceof Error)) this.inbox.push(message);
  }
}

/** A reason may come as a sentence of its own. */
function bare(reason: string): string {
  return reason.replace(/\.$/, "");
}

function parse(line: string): ParentMessage | Error {
  try {
    const message = parentMessage.safeParse(JSON.parse(line));
    // The issues name keys and kinds, never values.
    return message.success
      ? message.data
      : protocolError(message.error.issues.map((issue) => `${issue.path.join(".")} ${issue.code}`).join(", "));
  } catch {
    return protocolError("a line is not JSON");
  }
}

function protocolError(what: string): ContractError {
  return new ContractError("BRIDGE_PROTOCOL", `The Mage block and its program do not understand each other: ${what}.`, {
    remedy: "Run `npm run build`, restart Mage and run again: the two are of different versions.",
  });
}
