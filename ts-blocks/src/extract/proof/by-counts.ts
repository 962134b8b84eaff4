import type { Settled } from "./context";
import type { Tally } from "./tally";

/** Edits can make counts differ. So counts are taken this often before the proof goes on to compare ids. */
const LOOKS_MAX = 2;

/** Compares counts. @returns why the counts do not settle the proof; undefined when they do. */
export async function doubtOfCounts(tally: Tally): Promise<string | undefined> {
  for (let look = 1; ; look++) {
    const departuresBefore = tally.departures.size;
    const { listIsComplete } = await tally.take();
    const { source, held } = tally;
    const daysUnanswered = tally.unanswered.size;
    if (daysUnanswered > 0) return `it does not return ${daysUnanswered === 1 ? "a day" : `${daysUnanswered} days`}`;
    if (!listIsComplete) return "its list of edited records is shorter than its count of them";
    const left = tally.context.planned.count - source;
    if (source === held.held && (await explains(tally, left))) return undefined;
    // An edit between two counts looks like a difference. A second look shows whether it was one.
    if (look < LOOKS_MAX && tally.departures.size > departuresBefore) continue;
    if (source === held.held) return `${left} records left the range, and ${held.distinct - held.held} are known by id`;
    return `it counts ${source} records, and ${held.held} are held`;
  }
}

/**
 * Whether that number of records may have left the range since the plan. If deletions are known by id, records that were
 * never read may account for some of them. If deletions are not known, a deletion could hide a record that was missed. So
 * could a record that cannot be rendered: nobody knows whether that record has left.
 */
async function explains(tally: Tally, left: number): Promise<boolean> {
  const { held, departures } = tally;
  const departed = held.distinct - held.held;
  const unreadable = await tally.unreadableByDay();
  if (!departures.knowsDeletions || unreadable.size > 0) return left === departed;
  const unheld = departures.older.size + departures.deleted.size;
  return departed <= left && left <= departed + unheld;
}

/** Gives each day its verdict. Call it when the counts leave no doubt. */
export async function settleByCounts(tally: Tally): Promise<Settled> {
  const { held, source, days } = tally;
  const unsure = await tally.placeUnreadable([]);
  const verdictOf = await tally.verdicts(held.movedDays, new Map(), unsure);
  return {
    kind: "counts",
    source,
    distinct: held.distinct,
    departed: held.distinct - held.held,
    days: days.map((day) => ({ ...day, sourceCount: null, verdict: verdictOf(day) })),
    unlisted: [],
  };
}
