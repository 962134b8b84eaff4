import type { TimeRange, UtcInstant, Window } from "../job/instants";
import { dayOf } from "../job/windows";
import { BATCH_ITEMS_MAX } from "../qbo/batch";

/** How often the parts that may differ are counted. */
const LOOKS_MAX = 5;
/** A look at this many stretches or fewer takes one batch request. More stretches take two, so that each is cut small enough. */
const STRETCHES_OF_A_REQUEST = 7;

/** Both sides of a comparison of days. */
export interface BothSides {
  /** The source's COUNT of each part. */
  readonly count: (parts: readonly TimeRange[]) => Promise<{ readonly counts: readonly number[] }>;
  /** Records that should be there, by day, `2026-01-05`; a day that is missing has none. May become fewer with each count. */
  readonly known: () => Promise<ReadonlyMap<string, number>>;
}

/**
 * Finds the days whose COUNT differs from the records that are known of them, by counting smaller and smaller parts of the
 * range. A part that a record left while it was counted is counted again.
 *
 * @returns the count of each day that differs. Where the looks do not suffice to separate several days, each of these days
 *   has null.
 */
export async function differingDays(
  days: readonly Window[],
  { count, known }: BothSides,
): Promise<ReadonlyMap<UtcInstant, number | null>> {
  const differing = new Map<UtcInstant, number | null>();
  let unsure: (readonly Window[])[] = [];
  let open: (readonly Window[])[] = [days];
  let after = await known();
  for (let look = 0; look < LOOKS_MAX && open.length + unsure.length > 0; look++) {
    const stretches = [...open, ...unsure];
    const requests = stretches.length > STRETCHES_OF_A_REQUEST ? 2 : 1;
    // The caller may add a count of its own.
    const parts = smaller(stretches, requests * BATCH_ITEMS_MAX - 1);
    const before = after;
    const { counts } = await count(parts.map(rangeOfDays));
    after = await known();
    [open, unsure] = [[], []];
    for (const [place, part] of parts.entries()) {
      const counted = counts[place] as number;
      const [most, least] = [recordsOf(part, before), recordsOf(part, after)];
      if (counted === most && counted === least) continue;
      if (counted >= least && counted <= most) unsure.push(part);
      else if (part.length > 1) open.push(part);
      else differing.set((part[0] as Window).start, counted);
    }
  }
  for (const { start } of open.flat()) differing.set(start, null);
  return differing;
}

function recordsOf(days: readonly Window[], records: ReadonlyMap<string, number>): number {
  return days.reduce((sum, { start }) => sum + (records.get(dayOf(start)) ?? 0), 0);
}

/** Cuts stretches of days into smaller ones, about as many as asked for, each in proportion to its length. */
function smaller(stretches: readonly (readonly Window[])[], about: number): (readonly Window[])[] {
  const days = stretches.reduce((sum, stretch) => sum + stretch.length, 0);
  return stretches.flatMap((stretch) => {
    const pieces = Math.max(1, Math.floor((stretch.length * about) / days));
    return chunks(stretch, Math.ceil(stretch.length / pieces));
  });
}

/** From the first of some days to the last. */
export function rangeOfDays(days: readonly Window[]): TimeRange {
  const [first, last] = [days[0], days[days.length - 1]];
  if (first === undefined || last === undefined) throw new RangeError("a run has at least one window");
  return { start: first.start, end: last.end };
}

/**
 * Stretches that cover some days. The end of each stretch costs calls. So the time between two days is covered as well,
 * unless it holds more records than a page.
 *
 * @param all every day of the range, in order.
 * @param records of each day, `2026-01-05`.
 */
export function coveringStretches(
  days: readonly Window[],
  all: readonly Window[],
  records: ReadonlyMap<string, number>,
  pageSize: number,
): TimeRange[] {
  const wanted = new Set(days.map(({ start }) => start));
  const stretches: TimeRange[] = [];
  let between = 0;
  for (const day of all) {
    if (!wanted.has(day.start)) {
      between += records.get(dayOf(day.start)) ?? 0;
      continue;
    }
    const last = stretches.at(-1);
    if (last !== undefined && between <= pageSize)
      stretches[stretches.length - 1] = { start: last.start, end: day.end };
    else stretches.push(day);
    between = 0;
  }
  return stretches;
}

function chunks<T>(items: readonly T[], size: number): (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}
