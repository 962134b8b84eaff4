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

/** The tokens that this program may use while the lease lasts. */
export interface LeasedTokens {
  readonly refreshToken: string;
  readonly access?: AccessMessage;
}

type Fields = Extract<ChildMessage, { type: "log" }>["fields"];
type ParentType = ParentMessage["type"];

/** Values that may appear in an error: sandbox or production, and a word such as verify-full. Of the refresh token, Mage sends only a placeholder. */
const PLAIN: ReadonlySet<SecretName> = new Set(["QBO_ENV", "QBO_REFRESH_TOKEN", "POSTGRES_SSLMODE"]);

/**
 * This program's side of the conversation with the Mage block that started it. It writes only lines of the protocol. No line
 * holds a value that was handed over as a secret, except `token.rotated` and `token.release`, which carry tokens back.
 */
export class Bridge {
  private readonly inbox: ParentMessage[] = [];
  private waiting: ((message: ParentMessage | Error) => void) | undefined;
  private broken: Error | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private readonly redactor = new Redactor();
  private finished = false;

  /**
   * @param onParentGone is called when the input ends before this program has finished, or when nobody reads its output: Mage
   * has cancelled the run, or has died.
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
    // Without a listener the error would be uncaught. Reporting it would need another write, which fails too, without end.
    output.on("error", () => this.onParentGone());
  }

  /** The first message of every conversation. */
  job(): Promise<JobMessage> {
    return this.expect("job");
  }

  /** Values from Mage Secrets; null if Mage has no secret of that name. The values of `hidden` are kept out of every line, those of other names out of errors only, and those of `PLAIN` out of none. */
  async secrets<N extends SecretName>(names: readonly N[], hidden: readonly N[]): Promise<Record<N, string | null>> {
    const { values } = await this.ask({ type: "need", secrets: [...names] }, "secret");
    const found = Object.fromEntries(names.map((name) => [name, values[name] ?? null])) as Record<N, string | null>;
    for (const name of names) {
      if (hidden.includes(name)) this.redactor.hide(found[name]);
      else if (!PLAIN.has(name)) this.redactor.hidePlace(found[name]);
    }
    return found;
  }

  /** Waits until no other program holds the refresh token. */
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
    // The block may have been killed while this program waited. The end of the input shows this within two turns of the event
    // loop. So this program learns of it before it asks Intuit, and not while Intuit answers.
    await nextTurn();
    await nextTurn();
    const { refresh_token: refreshToken, access } = answer;
    this.redactor.hide(access?.token ?? null);
    return access === undefined ? { refreshToken } : { refreshToken, access };
  }

  /** Resolves when Mage Secrets has committed the new refresh token and the access token that came with it. */
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

  /** @param access the access token that Intuit gave for an accepted refresh token, for all programs of the connection. */
  releaseToken(accepted?: boolean, access?: AccessMessage): void {
    this.redactor.hide(access?.token ?? null);
    this.send({
      type: "token.release",
      ...(accepted === undefined ? {} : { accepted }),
      ...(access === undefined ? {} : { access }),
    });
  }

  /** Keeps a value, such as an access token, out of everything that this program writes. */
  hide(secret: string): void {
    this.redactor.hide(secret);
  }

  /** The text of an error without any secret that was handed over, for use outside of the log. */
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
   * Sends the last message: exactly one result or failure. A second one is not sent. Resolves when the message has been handed
   * to the operating system.
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
    // Only values are redacted. The same characters in a key, a number or the message's own type are not a secret.
    const isError = message.type === "failure";
    const clean = (key: string, value: unknown) => {
      if (typeof value !== "string" || key === "type") return value;
      return isError && key !== "code" ? this.redactor.cleanError(value) : this.redactor.clean(value);
    };
    return `${JSON.stringify(message, clean)}\n`;
  }

  /** One question at a time, since answers carry no number. */
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

/** The reason without its final full stop: it becomes part of a longer sentence. */
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
