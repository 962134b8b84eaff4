/**
 * How long an answer may be, in bytes of its unpacked body. What goes on for longer is broken off: the memory of a program is
 * bounded, whatever the other side sends. Where pages are too long they are asked for with fewer rows.
 */
const MB = 1_000_000;

/** Counts, sign-ins and faults: those recorded have a few kilobytes. */
export const SHORT_ANSWER_BYTES_MAX = MB;

/** Change data capture answers up to a thousand whole objects; a longer answer is asked for by other means. */
export const CHANGES_BYTES_MAX = 8 * MB;

/** A record by itself: QuickBooks takes a few hundred lines of a kilobyte each for one transaction. */
export const RECORD_BYTES_MAX = 16 * MB;

/** Pages that all workers of a program hold at once. Each takes about five times its length, on its way to Postgres. */
const PAGES_BYTES_MAX = 24 * MB;
const PAGE_BYTES = { least: 2 * MB, most: 8 * MB };

/** @param workers that read side by side. */
export function pageBytesMax(workers: number): number {
  return Math.min(PAGE_BYTES.most, Math.max(PAGE_BYTES.least, Math.floor(PAGES_BYTES_MAX / workers)));
}

/** `4.8 MB`, for a sentence. */
export function megabytes(bytes: number): string {
  return `${Number((bytes / MB).toFixed(1))} MB`;
}
