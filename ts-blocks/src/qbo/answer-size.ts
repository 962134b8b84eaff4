/**
 * How long an answer may be, in bytes of its unpacked body. A longer one is broken off, so the memory of a program is bounded
 * whatever the other side sends. Pages that are too long are asked for with fewer rows.
 */
const MB = 1_000_000;

/** For counts, sign-ins and faults. The recorded ones have a few kilobytes. */
export const SHORT_ANSWER_BYTES_MAX = MB;

/** Change data capture returns up to a thousand whole objects, and a batch the pages of many lists. If longer, they are read in pages. */
export const CHANGES_BYTES_MAX = 8 * MB;

/** For a single record. QuickBooks allows a few hundred lines of a kilobyte each in one transaction. */
export const RECORD_BYTES_MAX = 16 * MB;

/**
 * For the pages that all workers of a program hold at once. A page takes about five times its length until it is stored. A load
 * of several entities may hold half as much more, since it asks for a page while one of at most half that length is stored.
 */
const PAGES_BYTES_MAX = 24 * MB;
const PAGE_BYTES = { least: 2 * MB, most: 8 * MB };

/** @param workers how many workers read side by side. */
export function pageBytesMax(workers: number): number {
  return Math.min(PAGE_BYTES.most, Math.max(PAGE_BYTES.least, Math.floor(PAGES_BYTES_MAX / workers)));
}

/** `4.8 MB`, for a sentence. */
export function megabytes(bytes: number): string {
  return `${Number((bytes / MB).toFixed(1))} MB`;
}
