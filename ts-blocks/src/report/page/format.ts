import type { UtcInstant } from "../../job/instants";

export type Language = "en" | "es";
export const LANGUAGES: readonly Language[] = ["en", "es"];

/** Writes numbers and times as a reader of the language does. */
export class Format {
  /** Created once: a report of twenty years formats tens of thousands of numbers. */
  private readonly counts: Intl.NumberFormat;

  constructor(private readonly language: Language) {
    this.counts = new Intl.NumberFormat(language, { useGrouping: true });
  }

  /** `4,000` or `4.000`. */
  count(value: number): string {
    return this.counts.format(value);
  }

  /** `12.3 %`, with as many digits as a small share needs to differ from zero. */
  share(part: number, whole: number): string {
    const percent = whole === 0 ? 0 : (100 * part) / whole;
    const digits = percent === 0 || percent >= 1 ? 1 : 3;
    return `${percent.toLocaleString(this.language, { maximumFractionDigits: digits })} %`;
  }

  /** `0.4 s`, `3 min 12 s`, `1 h 4 min`. */
  duration(ms: number): string {
    const tenths = Math.round(ms / 100);
    if (tenths < 600) {
      const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
      return `${(tenths / 10).toLocaleString(this.language, digits)} s`;
    }
    const seconds = Math.round(ms / 1_000);
    if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
    const minutes = Math.round(ms / 60_000);
    return `${this.count(Math.floor(minutes / 60))} h ${minutes % 60} min`;
  }

  /** `45 s`, `4 min`, `5 h 12 min`, `24 h`, `3 d 4 h`: as fine as an age needs to be. */
  age(ms: number): string {
    const seconds = Math.round(ms / 1_000);
    if (seconds < 60) return `${seconds} s`;
    const minutes = Math.round(seconds / 60);
    if (minutes < 60) return `${minutes} min`;
    if (minutes < 48 * 60) return both(`${Math.floor(minutes / 60)} h`, minutes % 60, "min");
    const hours = Math.round(minutes / 60);
    return both(`${this.count(Math.floor(hours / 24))} d`, hours % 24, "h");
  }

  /** `2026-01-05 14:03:22 UTC`: the same in every language, so that nobody confuses month and day. */
  time(instant: UtcInstant | null): string {
    return instant === null ? "–" : `${instant.slice(0, 19).replace("T", " ")} UTC`;
  }

  /** `2026-01-05`, with the time if it is not midnight. */
  edge(instant: UtcInstant): string {
    return instant.endsWith("T00:00:00Z") ? instant.slice(0, 10) : this.time(instant);
  }
}

function both(large: string, small: number, unit: string): string {
  return small === 0 ? large : `${large} ${small} ${unit}`;
}
