import type { UtcInstant } from "../job/instants";
import { dayOf } from "../job/windows";

/** The unit of a log line: a day or a month. */
export type Grain = "day" | "month";

/** With more days than this, one line for each day is more than a person reads, and more than Mage's log page shows well. */
const DAILY_LINES_MAX = 92;

export function grainFor(windows: number): Grain {
  return windows <= DAILY_LINES_MAX ? "day" : "month";
}

/** `2026-01-05`, or `2026-01`. */
export function labelOf(grain: Grain, windowStart: UtcInstant): string {
  return grain === "day" ? dayOf(windowStart) : dayOf(windowStart).slice(0, 7);
}

/** What is logged about a span of days. The counts of its days are added up. */
export interface LoggedSpan<K extends string> {
  /** `2026-01-05`, `2026-01`, or `2026-01-03 to 2026-01-04` for a quiet span. */
  readonly label: string;
  readonly days: number;
  readonly counts: Readonly<Record<K, number>>;
  readonly quiet: boolean;
}

/**
 * Gathers days into spans that get one line each: each day (or month) with rows gets its own, and a series of days without
 * rows shares one. Days should come in order; other orders only make more lines.
 */
export class WindowLines<K extends string> {
  private open: { key: string; days: number; counts: Record<K, number> } | undefined;
  private quiet: { first: string; last: string; days: number; counts: Record<K, number> } | undefined;

  constructor(
    private readonly grain: Grain,
    private readonly rowsKey: K,
    private readonly emit: (span: LoggedSpan<K>) => void,
  ) {}

  add(windowStart: UtcInstant, counts: Readonly<Record<K, number>>): void {
    const key = labelOf(this.grain, windowStart);
    if (this.open !== undefined && this.open.key !== key) this.close();
    this.open ??= { key, days: 0, counts: zeros(counts) };
    this.open.days++;
    addTo(this.open.counts, counts);
  }

  /** Logs what is left. Call it after the last day. */
  end(): void {
    this.close();
    this.closeQuiet();
  }

  private close(): void {
    const span = this.open;
    this.open = undefined;
    if (span === undefined) return;
    if (span.counts[this.rowsKey] > 0) {
      this.closeQuiet();
      this.emit({ label: span.key, days: span.days, counts: span.counts, quiet: false });
      return;
    }
    this.quiet ??= { first: span.key, last: span.key, days: 0, counts: zeros(span.counts) };
    this.quiet.last = span.key;
    this.quiet.days += span.days;
    addTo(this.quiet.counts, span.counts);
  }

  private closeQuiet(): void {
    const quiet = this.quiet;
    this.quiet = undefined;
    if (quiet === undefined) return;
    const label = quiet.first === quiet.last ? quiet.first : `${quiet.first} to ${quiet.last}`;
    this.emit({ label, days: quiet.days, counts: quiet.counts, quiet: true });
  }
}

function zeros<K extends string>(counts: Readonly<Record<K, number>>): Record<K, number> {
  return Object.fromEntries(Object.keys(counts).map((key) => [key, 0])) as Record<K, number>;
}

function addTo<K extends string>(sums: Record<K, number>, counts: Readonly<Record<K, number>>): void {
  for (const key of Object.keys(counts) as K[]) sums[key] += counts[key];
}
