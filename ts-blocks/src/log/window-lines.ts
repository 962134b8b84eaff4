import type { UtcInstant } from "../job/instants";
import { dayOf } from "../job/windows";

/** A day or a month: what one log line speaks of. */
export type Grain = "day" | "month";

/** Above this many days a line a day is more than a person reads, and more than Mage's log page shows well. */
const DAILY_LINES_MAX = 92;

export function grainFor(windows: number): Grain {
  return windows <= DAILY_LINES_MAX ? "day" : "month";
}

/** `2026-01-05`, or `2026-01`. */
export function labelOf(grain: Grain, windowStart: UtcInstant): string {
  return grain === "day" ? dayOf(windowStart) : dayOf(windowStart).slice(0, 7);
}

/** What is logged of a span of days. Counts of the days in it are added up. */
export interface LoggedSpan<K extends string> {
  /** `2026-01-05`, `2026-01`, or `2026-01-03 to 2026-01-04` for a quiet span. */
  readonly label: string;
  readonly days: number;
  readonly counts: Readonly<Record<K, number>>;
  readonly quiet: boolean;
}

/**
 * Gathers days into spans worth a line each: one for each day (or month) that had rows, one for a whole run of quiet
 * ones. Days must come in order; what is not in order only makes more lines.
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

  /** Tells what is left; call it after the last day. */
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
