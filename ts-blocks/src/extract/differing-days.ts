import type { TimeRange, UtcInstant, Window } from "../job/instants";
import { dayOf } from "../job/windows";
import type { PageReader } from "./read-page";

/** Parts of the range that one round of counts covers: as many as a batch request holds. */
const PARTS_PER_LOOK = 30;
/** Rounds of counts in all. Days that are not separated by then are reported together as differing. */
const LOOKS_MAX = 4;

/**
 * Finds the days whose COUNT differs from the records that are known of them, by counting smaller and smaller parts of the
 * range.
 *
 * @param known records by day, `2026-01-05`; a day that is missing has none.
 * @returns the count of each day that differs. Where the rounds do not suffice to separate several days, each of these days
 *   has null.
 */
export async function differingDays(
  reader: PageReader,
  days: readonly Window[],
  known: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<UtcInstant, number | null>> {
  const differing = new Map<UtcInstant, number | null>();
  let open: (readonly Window[])[] = [days];
  for (let look = 0; look < LOOKS_MAX && open.length > 0; look++) {
    const size = Math.ceil(open.reduce((sum, part) => sum + part.length, 0) / PARTS_PER_LOOK);
    const parts = open.flatMap((part) => chunks(part, size)).slice(0, PARTS_PER_LOOK * 2);
    const left = open.flatMap((part) => chunks(part, size)).slice(PARTS_PER_LOOK * 2);
    const { counts } = await reader.counts(parts.map(rangeOfDays));
    open = left;
    for (const [place, part] of parts.entries()) {
      const count = counts[place] as number;
      const expected = part.reduce((sum, day) => sum + (known.get(dayOf(day.start)) ?? 0), 0);
      if (count === expected) continue;
      if (part.length === 1) differing.set((part[0] as Window).start, count);
      else open.push(part);
    }
  }
  for (const day of open.flat()) differing.set(day.start, null);
  return differing;
}

/** Cuts stretches of days into smaller ones, about as many as asked for, each in proportion to its length. */
export function smaller(stretches: readonly (readonly Window[])[], about: number): (readonly Window[])[] {
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
