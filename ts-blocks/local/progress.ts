export interface Output {
  write(text: string): unknown;
  isTTY?: boolean | undefined;
  columns?: number | undefined;
}

const QUIET_MS = 5_000;
/** A terminal that does not tell its width. */
const NARROW = 80;

/**
 * On a terminal the status is one line that is rewritten; elsewhere it is a plain line, at most one in five seconds.
 * What is said stays.
 */
export class Progress {
  private shown = "";
  private lastStatusMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly name: string,
    private readonly out: Output,
    private readonly now: () => number = () => performance.now(),
  ) {}

  say(line: string): void {
    this.clear();
    this.out.write(`${this.name}: ${line}\n`);
  }

  status(line: string): void {
    if (line === this.shown) return;
    if (this.out.isTTY) {
      this.clear();
      // Cut to the width: a line that wraps cannot be rewritten.
      this.out.write(`${this.name}: ${line}`.slice(0, (this.out.columns || NARROW) - 1));
    } else {
      if (this.now() - this.lastStatusMs < QUIET_MS) return;
      this.lastStatusMs = this.now();
      this.out.write(`${this.name}: ${line}\n`);
    }
    this.shown = line;
  }

  clear(): void {
    if (this.out.isTTY && this.shown) this.out.write("\r\x1b[2K");
    this.shown = "";
  }
}
