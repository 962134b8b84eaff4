/** Removes a status from its line. */
const CLEARED = "\r\x1b[2K";

/** An error message on a line of its own. A command that fails may have left a status on the terminal. */
export function tellError(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(CLEARED);
  process.stderr.write(`${line}\n`);
}

export interface Output {
  write(text: string): unknown;
  isTTY?: boolean | undefined;
  columns?: number | undefined;
}

/** How far a piece of work has come. */
export interface Part {
  readonly done: number;
  readonly total: number;
}

type Fields = Readonly<Record<string, unknown>>;

const QUIET_MS = 5_000;
const TICK_MS = 1_000;
/** The width of a terminal that does not report its width. */
const NARROW = 80;
const BAR_CELLS = 20;

/**
 * What a command shows while it works, and its result at the end. On a terminal the status is one line that is rewritten, with
 * a bar if the length is known. Elsewhere it is a plain line, at most one in five seconds. Lines that are said stay. For a
 * program, each line is a JSON object: `{"event": "said" | "progress" | "result", …}`.
 */
export class Progress {
  private shown = "";
  private lastStatusMs = Number.NEGATIVE_INFINITY;
  private ticking: NodeJS.Timeout | undefined;
  private readonly json: boolean;
  private readonly now: () => number;

  constructor(
    readonly name: string,
    private readonly out: Output,
    options: { readonly json?: boolean; readonly now?: () => number } = {},
  ) {
    this.json = options.json ?? false;
    this.now = options.now ?? (() => performance.now());
  }

  /** Shown when something begins that may take a while. A terminal then shows the seconds until the next message. */
  step(line: string): void {
    this.say(line);
    const startedAt = this.now();
    if (this.out.isTTY && !this.json) {
      this.ticking = setInterval(() => this.show(`${Math.round((this.now() - startedAt) / 1_000)} s`), TICK_MS).unref();
    }
  }

  say(line: string): void {
    this.clear();
    if (this.json) this.emit("said", { message: line });
    else this.out.write(`${this.name}: ${line}\n`);
  }

  status(line: string, part?: Part): void {
    clearInterval(this.ticking);
    this.show(line, part);
  }

  private show(line: string, part?: Part): void {
    if (line === this.shown) return;
    if (this.out.isTTY && !this.json) {
      this.wipe();
      // Cut to the width of the terminal: a line that wraps cannot be rewritten.
      const bar = part === undefined ? "" : `${barOf(part)} `;
      this.out.write(`${this.name}: ${bar}${line}`.slice(0, (this.out.columns || NARROW) - 1));
    } else {
      if (this.now() - this.lastStatusMs < QUIET_MS) return;
      this.lastStatusMs = this.now();
      if (this.json) this.emit("progress", { message: line, ...part });
      else this.out.write(`${this.name}: ${line}\n`);
    }
    this.shown = line;
  }

  /** The last message: a program gets the fields, a person gets the text unchanged. */
  result(fields: Fields, text: string): void {
    this.clear();
    if (this.json) this.emit("result", fields);
    else this.out.write(text);
  }

  clear(): void {
    clearInterval(this.ticking);
    this.wipe();
  }

  private wipe(): void {
    if (this.out.isTTY && !this.json && this.shown) this.out.write(CLEARED);
    this.shown = "";
  }

  private emit(event: string, fields: Fields): void {
    this.out.write(`${JSON.stringify({ event, command: this.name, ...fields })}\n`);
  }
}

/** `[#########-----------]  45 %`, with signs that every terminal has. */
function barOf({ done, total }: Part): string {
  const share = total === 0 ? 0 : Math.min(1, done / total);
  const cells = Math.floor(share * BAR_CELLS);
  return `[${"#".repeat(cells)}${"-".repeat(BAR_CELLS - cells)}] ${String(Math.floor(share * 100)).padStart(3)} %`;
}
