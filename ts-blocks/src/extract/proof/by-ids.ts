import type { TimeRange, UtcInstant, Window } from "../../job/instants";
import { dayOf } from "../../job/windows";
import { type Finding, recordFindings } from "../../warehouse/ledger/findings";
import { countHeld } from "../../warehouse/ledger/held";
import { ListedRecords, type MissingRecord } from "../../warehouse/ledger/listed-records";
import { coveringStretches, differingDays } from "../differing-days";
import { listRange } from "../listing";
import { CONTROLS, contradicts, someOfEntity } from "../suspects";
import type { Settled } from "./context";
import type { Tally } from "./tally";

/** After this many further readings, days that still lack records are reported as short and not read again. */
const REREADS_MAX = 3;

/** How often COUNT is taken again while records leave each time. */
const COUNTS_MAX = 3;

/** The source's COUNT before a listing, and what was known then. */
interface Before {
  readonly count: number;
  readonly listIsComplete: boolean;
  /** Ids of the records that had left. Not asked for where deletions are known by id. */
  readonly departures: ReadonlySet<string>;
}

/** Lists the range, reads the missing records again, and gives each day its verdict. */
export async function settleByIds(tally: Tally): Promise<Settled> {
  const { warehouse, entity, runId } = tally.context;
  const listing = await ListedRecords.open(warehouse, entity, runId);
  try {
    return await new Comparison(tally, listing).settle();
  } finally {
    listing.close();
  }
}

/** Compares the source's listing of the range with what the run holds. */
class Comparison {
  private readonly lookedUp = new Set<string>();

  constructor(
    private readonly tally: Tally,
    private readonly listing: ListedRecords,
  ) {}

  async settle(): Promise<Settled> {
    const { tally, listing } = this;
    const { warehouse, entity, runId } = tally.context;
    const { unreadable, differing } = await this.list();
    await this.readUnknown(unreadable);
    const { missing, gone } = await this.readMissing();
    const unsure = await tally.placeUnreadable(gone);
    const departed = [...tally.departures.ids, ...gone];
    const held = await countHeld(warehouse.db, entity, runId, tally.range, departed);
    const { total, days } = await listing.counts(tally.departures.ids);
    const rejected = await this.countsOfRejectedDays();
    const differs = [...differing].filter(([day]) => !rejected.has(day));
    const short = new Map([...differs, ...missing, ...tally.unansweredCounts]);
    const verdictOf = await tally.verdicts(held.movedDays, short, unsure);
    const present = presentUnreadable(unreadable, rejected, days);
    // Unreadable records that the source no longer counts have left the range too. They have no id.
    const unreadableLeft = Math.max(0, (await tally.unreadableRecords()) - present);
    return {
      kind: "ids",
      source: total + present + tally.unansweredRecords,
      distinct: held.distinct,
      departed: held.distinct - held.held + unreadableLeft,
      days: tally.days.map((day) => ({
        ...day,
        sourceCount: short.get(day.start) ?? rejected.get(day.start) ?? days.get(dayOf(day.start)) ?? 0,
        verdict: verdictOf(day),
      })),
      unlisted: gone,
    };
  }

  /**
   * Fills the listing, and compares it with COUNT. A record that leaves the range meanwhile could hide one that the listing
   * missed. So the numbers are compared only when the ids of the records that left are known.
   *
   * @returns the days whose COUNT differs from the number of records listed, each with its COUNT.
   */
  private async list(): Promise<{ unreadable: number; differing: ReadonlyMap<UtcInstant, number | null> }> {
    const { tally, listing } = this;
    for (let trustShort = true; ; trustShort = false) {
      await listing.clear();
      const before = await this.countBefore();
      let unreadable = 0;
      for (const stretch of this.answeredStretches()) {
        unreadable += await listRange(tally.reader, listing, stretch, trustShort);
      }
      if ((await this.hasAllFromAfter(unreadable)) && (await this.hasAllFromBefore(before, unreadable)))
        return { unreadable, differing: new Map() };
      // A page that was cut short may have been taken for the last page.
      if (!trustShort) {
        const sides = {
          count: (parts: readonly TimeRange[]) => tally.countParts(parts),
          known: () => this.remaining(),
        };
        return { unreadable, differing: await differingDays(tally.days, sides) };
      }
    }
  }

  /** COUNT before the listing. Where deletions are not known by id, also the records that had left by then. */
  private async countBefore(): Promise<Before> {
    const { range, reader, departures, unansweredRecords } = this.tally;
    if (departures.knowsDeletions) {
      const { count } = await reader.count(range);
      return { count: count - unansweredRecords, listIsComplete: true, departures: new Set() };
    }
    const { counts, listIsComplete } = await this.tally.countParts([range]);
    return { count: (counts[0] as number) - unansweredRecords, listIsComplete, departures: new Set(departures.ids) };
  }

  /**
   * Whether the listing holds all records that a COUNT after it counts. COUNT cannot be higher than what remains of the listing
   * without the records that are known before COUNT to have left. If it is not higher than what remains without those known
   * after it, that is certain. Between the two lies what left while COUNT was asked for, and then COUNT is taken again. A record
   * that the listing missed would be hidden only if another left in each of these moments.
   */
  private async hasAllFromAfter(unreadable: number): Promise<boolean> {
    const { tally } = this;
    const taken = await tally.take();
    let remains = sum(await this.remaining());
    if (taken.listIsComplete && tally.source - unreadable <= remains) return true;
    for (let look = 1; look <= COUNTS_MAX; look++) {
      const { counts, listIsComplete } = await tally.countParts([tally.range]);
      const counted = (counts[0] as number) - unreadable;
      if (counted > remains) return false;
      remains = sum(await this.remaining());
      if (listIsComplete && counted <= remains) return true;
    }
    return true;
  }

  /**
   * Whether the listing holds all records that the COUNT before it counted, but for those that left in between. Where deletions
   * are not known by id, a record that was deleted after it was listed makes the COUNT after the listing too low.
   */
  private async hasAllFromBefore(before: Before, unreadable: number): Promise<boolean> {
    const { tally, listing } = this;
    const { warehouse, entity, runId } = tally.context;
    const { total } = await listing.counts([]);
    if (total + unreadable > before.count) return false;
    if (tally.departures.knowsDeletions) return true;
    const left = [...new Set(tally.departures.ids)].filter((id) => !before.departures.has(id));
    // Only a record that is held in the range was surely counted there. Others may be new, and never were in the range.
    const held = await countHeld(warehouse.db, entity, runId, tally.range, left);
    const listedAndLeft = total - (await listing.counts(left)).total;
    const leftUnlisted = Math.max(0, held.distinct - held.held - listedAndLeft);
    return before.listIsComplete && before.count <= total + unreadable + leftUnlisted;
  }

  /** What remains of the listing without the records that are known to have left, by day. */
  private async remaining(): Promise<ReadonlyMap<string, number>> {
    return this.tally.withUnanswered((await this.listing.counts(this.tally.departures.ids)).days);
  }

  /** The range without the days that the source does not return. */
  private answeredStretches(): TimeRange[] {
    const stretches: TimeRange[] = [];
    for (const day of this.tally.days) {
      if (this.tally.unanswered.has(day.start)) continue;
      const last = stretches.at(-1);
      if (last?.end === day.start) stretches[stretches.length - 1] = { start: last.start, end: day.end };
      else stretches.push(day);
    }
    return stretches;
  }

  /**
   * A record that cannot be rendered has no id, so a comparison of ids does not miss it. If the listing met more such records
   * than this run knows, the days whose count is higher than the known records are read again.
   */
  private async readUnknown(unreadable: number): Promise<void> {
    const { tally } = this;
    if (unreadable <= (await tally.unreadableRecords())) return;
    const records = new Map(await this.remaining());
    for (const [start, booked] of await tally.unreadableByDay()) {
      records.set(dayOf(start), (records.get(dayOf(start)) ?? 0) + booked);
    }
    const differing = await differingDays(tally.days, {
      count: (parts) => tally.reader.counts(parts),
      known: async () => records,
    });
    const doubtful = tally.days.filter(({ start }) => differing.has(start));
    if (doubtful.length > 0) await this.readAgain(doubtful);
  }

  private async readAgain(days: readonly Window[]): Promise<void> {
    const { tally, listing } = this;
    const records = new Map((await listing.counts([])).days);
    // A stretch must not lead through a day that cannot be read.
    for (const day of tally.unanswered.keys()) records.set(dayOf(day), Number.POSITIVE_INFINITY);
    await tally.context.readAgain(days, coveringStretches(days, tally.days, records, tally.context.pageSize));
    await tally.take();
  }

  /** @returns the days that still lack records in the end, and the ids that the source no longer lists. */
  private async readMissing(): Promise<{ missing: ReadonlyMap<UtcInstant, number | null>; gone: readonly string[] }> {
    const { range, departures, unanswered } = this.tally;
    for (let rereads = 0; ; rereads++) {
      const { missing, gone } = await this.listing.compare(range, departures.ids, [...unanswered.values()]);
      if ((await this.lookUp(gone)) > 0) continue;
      const lacking = await this.daysOf(missing);
      if (rereads === 0) await this.note(missing, gone);
      if (lacking.length === 0 || rereads === REREADS_MAX) {
        return { missing: new Map(lacking.map(({ start }) => [start, null])), gone };
      }
      await this.readAgain(lacking);
    }
  }

  /**
   * A listing can leave out a record that exists. So each record that is held and not listed is asked for by its id. The same
   * question names some records that are known to exist. An answer without these proves nothing: in an outage, QuickBooks
   * answers every question with no rows.
   *
   * @returns how many records the listing had left out. They are added to it.
   * @throws TransientError `QBO_CONTRADICTS` when the answer does not return the records known to exist.
   */
  private async lookUp(gone: readonly string[]): Promise<number> {
    const { reader, range } = this.tally;
    const unknown = gone.filter((id) => !this.lookedUp.has(id));
    if (unknown.length === 0) return 0;
    const listed = await this.listing.some(CONTROLS);
    const alive = listed.length > 0 ? listed : await someOfEntity(reader, gone);
    const found = await reader.keysOf([...alive, ...unknown]);
    const ids = new Set(found.map(({ id }) => id));
    if (alive.length === 0 || !alive.every((id) => ids.has(id))) throw contradicts(unknown.length, alive.length);
    for (const id of unknown) this.lookedUp.add(id);
    const isWithin = (at: UtcInstant | undefined) => at !== undefined && at >= range.start && at < range.end;
    const within = found.filter(({ id, updatedAt }) => unknown.includes(id ?? "") && isWithin(updatedAt));
    for (const key of within) await this.listing.add([key], range.start);
    return within.length;
  }

  /** Days that lack more records than are known to be unreadable there. */
  private async daysOf(missing: readonly MissingRecord[]): Promise<Window[]> {
    const unreadable = await this.tally.unreadableByDay();
    const byDay = new Map<string, number>();
    for (const { near } of missing) byDay.set(dayOf(near), (byDay.get(dayOf(near)) ?? 0) + 1);
    return this.tally.days.filter(({ start }) => (byDay.get(dayOf(start)) ?? 0) > (unreadable.get(start) ?? 0));
  }

  private async note(missing: readonly MissingRecord[], gone: readonly string[]): Promise<void> {
    const { warehouse, runId } = this.tally.context;
    const findings: Finding[] = [
      ...missing.map(({ id, near, older }) => ({
        kind: older ? ("older" as const) : ("missing" as const),
        id,
        at: near,
      })),
      ...gone.map((id) => ({ kind: "gone" as const, id, at: null })),
    ];
    await recordFindings(warehouse.db, runId, findings);
  }

  /** COUNT of each day that holds a record which cannot be rendered: a listing may show that record or not. */
  private async countsOfRejectedDays(): Promise<ReadonlyMap<UtcInstant, number>> {
    const unreadable = await this.tally.unreadableByDay();
    const days = this.tally.days.filter(({ start }) => unreadable.has(start));
    if (days.length === 0) return new Map();
    const { counts } = await this.tally.reader.counts(days);
    return new Map(days.map(({ start }, place) => [start, counts[place] as number]));
  }
}

function sum(records: ReadonlyMap<string, number>): number {
  return [...records.values()].reduce((total, count) => total + count, 0);
}

/**
 * How many unreadable records the source still has: as many as the listing met, or as many as the days that hold such records
 * count and do not list. Where records of one second change places, a listing may never meet such a record.
 */
function presentUnreadable(
  met: number,
  rejected: ReadonlyMap<UtcInstant, number>,
  listed: ReadonlyMap<string, number>,
): number {
  const unlisted = [...rejected].map(([day, count]) => Math.max(0, count - (listed.get(dayOf(day)) ?? 0)));
  return Math.max(
    met,
    unlisted.reduce((sum, records) => sum + records, 0),
  );
}
