import { DAY_MS, millisOf, type TimeRange, type UtcInstant, utcInstant, type Window } from "../../job/instants";
import { dayOf } from "../../job/windows";
import { BATCH_ITEMS_MAX } from "../../qbo/batch";
import { countHeld, type Held, unreadableByDay, type WindowVerdict } from "../../warehouse/ledger/held";
import { rangeOfDays } from "../differing-days";
import type { PageReader } from "../read-page";
import type { Elsewhere, ProofContext } from "./context";
import type { Departures } from "./departures";
import { daysToCount, placeUnreadableRecords } from "./unreadable-days";

/**
 * The numbers of both sides of a proof: what the source counts of the range, which records have left the range, and what the
 * run holds. `take` asks for all of them once more.
 */
export class Tally {
  /** The source's COUNT of the range. */
  source = 0;
  held: Held = { distinct: 0, held: 0, movedDays: [] };
  /** The source's clock at the last count. */
  sourceNow: UtcInstant;
  elsewhere: Elsewhere = { before: 0, after: 0, future: 0, untimed: 0 };
  readonly range: TimeRange;
  /** Days that the source does not return. These days are reported short; the other days are proven. */
  readonly unanswered: ReadonlyMap<UtcInstant, Window>;
  /** The source's count for each of the days that it does not return. */
  unansweredCounts: ReadonlyMap<UtcInstant, number> = new Map();
  /** Counts of the days that may hold a record which cannot be rendered; none if records have left since. */
  private dayCounts: ReadonlyMap<UtcInstant, number> = new Map();

  constructor(
    readonly context: ProofContext,
    readonly days: readonly Window[],
    unanswered: readonly Window[],
    readonly reader: PageReader,
    readonly departures: Departures,
  ) {
    this.range = rangeOfDays(days);
    this.unanswered = new Map(unanswered.map((day) => [day.start, day]));
    this.sourceNow = utcInstant(context.now());
  }

  /**
   * Asks first for the count, then for the edited records, then for what is held. In this order, an edited record cannot be
   * taken for a record that was read.
   *
   * @returns whether the list of edited records is at least as long as the source's count of them.
   */
  async take(): Promise<{ readonly listIsComplete: boolean }> {
    const { warehouse, entity, runId, now } = this.context;
    const { start, end } = this.range;
    const tomorrow = utcInstant(millisOf(this.sourceNow) + DAY_MS);
    const scopes = [
      this.range,
      { start: this.departures.since },
      {},
      { end: start },
      { start: end },
      { start: tomorrow },
    ];
    const unanswered = [...this.unanswered.values()];
    // They fill the request that is made anyway.
    const room = BATCH_ITEMS_MAX - scopes.length - unanswered.length;
    const around = await daysToCount(this.context, this.days, room);
    const { counts, sourceTime } = await this.reader.counts([...scopes, ...unanswered, ...around]);
    const ofDays = (days: readonly Window[], first: number) =>
      new Map(days.map((day, n) => [day.start, counts[first + n] as number]));
    this.unansweredCounts = ofDays(unanswered, scopes.length);
    const [source, editedCount, all, before, after, future] = counts as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    this.source = source;
    this.elsewhere = { before, after, future, untimed: Math.max(0, all - before - source - after) };
    this.sourceNow = sourceTime ?? utcInstant(now());
    const departuresBefore = this.departures.size;
    const listIsComplete = await this.departures.catchUp(this.sourceNow, editedCount);
    const isQuiet = this.departures.size === departuresBefore;
    this.dayCounts = isQuiet ? ofDays(around, scopes.length + unanswered.length) : new Map();
    this.held = await countHeld(warehouse.db, entity, runId, this.range, this.departures.ids);
    return { listIsComplete };
  }

  /** Counts parts of the range, and asks then for the records that have left. */
  async countParts(
    parts: readonly TimeRange[],
  ): Promise<{ readonly counts: readonly number[]; readonly listIsComplete: boolean }> {
    const { counts, sourceTime } = await this.reader.counts([...parts, { start: this.departures.since }]);
    const now = sourceTime ?? utcInstant(this.context.now());
    return { counts, listIsComplete: await this.departures.catchUp(now, counts[parts.length] as number) };
  }

  /** Unreadable records of the run, by the day under which each is booked. */
  unreadableByDay(): Promise<ReadonlyMap<UtcInstant, number>> {
    return unreadableByDay(this.context.warehouse.db, this.context.runId);
  }

  /** How many records of the run could not be rendered. */
  async unreadableRecords(): Promise<number> {
    return sum(await this.unreadableByDay());
  }

  /** How many records the source counts in the days that it does not return. */
  get unansweredRecords(): number {
    return sum(this.unansweredCounts);
  }

  /** Completes records by day: a day that the source does not return has the source's count. */
  withUnanswered(days: ReadonlyMap<string, number>): Map<string, number> {
    return new Map([...days, ...[...this.unansweredCounts].map(([day, records]) => [dayOf(day), records] as const)]);
  }

  /**
   * Books each record that cannot be rendered under its day.
   *
   * @param gone ids that the source no longer lists.
   * @returns days that may hold such a record, although no count showed it.
   */
  placeUnreadable(gone: readonly string[]): Promise<ReadonlySet<UtcInstant>> {
    let lastCount = this.source;
    return placeUnreadableRecords(this.context, {
      reader: this.reader,
      days: this.days,
      counted: this.dayCounts,
      departed: () => [...this.departures.ids, ...gone],
      catchUp: async () => {
        const [departuresBefore, countBefore] = [this.departures.size, lastCount];
        const { counts, sourceTime } = await this.reader.counts([this.range, { start: this.departures.since }]);
        const [source, editedCount] = counts as [number, number];
        lastCount = source;
        const listIsComplete = await this.departures.catchUp(sourceTime ?? utcInstant(this.context.now()), editedCount);
        return listIsComplete && source === countBefore && this.departures.size === departuresBefore;
      },
    });
  }

  /**
   * @param moved days that a record has left.
   * @param short days for which the source shows more than is held.
   * @param unsure days that may hold a record which cannot be rendered.
   */
  async verdicts(
    moved: readonly UtcInstant[],
    short: ReadonlyMap<UtcInstant, unknown>,
    unsure: ReadonlySet<UtcInstant>,
  ): Promise<(day: Window) => WindowVerdict> {
    const movedDays = new Set(moved);
    const unreadable = await this.unreadableByDay();
    return ({ start }) => {
      if (short.has(start)) return "short";
      if (unreadable.has(start) || unsure.has(start)) return "rejected";
      return movedDays.has(start) ? "moved" : "complete";
    };
  }
}

function sum(byDay: ReadonlyMap<unknown, number>): number {
  return [...byDay.values()].reduce((total, records) => total + records, 0);
}
