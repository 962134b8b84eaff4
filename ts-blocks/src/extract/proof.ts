import { ENTITIES, rawTable } from "../entities/entity";
import { DAY_MS, millisOf, type TimeRange, type UtcInstant, utcInstant, type Window } from "../job/instants";
import type { ProofKind } from "../job/job";
import { dayOf } from "../job/windows";
import { BATCH_ITEMS_MAX } from "../qbo/batch";
import type { QboClient } from "../qbo/client";
import type { Dialect } from "../qbo/dialect";
import type { Warehouse } from "../warehouse/database/connection";
import { type Finding, recordDeleted, recordFindings, recordUnread } from "../warehouse/ledger/findings";
import {
  bookVerdicts,
  countHeld,
  type Held,
  runWindows,
  unreadableByDay,
  type WindowVerdict,
} from "../warehouse/ledger/held";
import { ListedRecords, type MissingRecord } from "../warehouse/ledger/listed-records";
import { unreadDays } from "../warehouse/ledger/unread-days";
import { Departures } from "./departures";
import { coveringStretches, differingDays, rangeOfDays } from "./differing-days";
import { LISTING_PAGE_SIZE, listRange } from "./listing";
import { idsOf } from "./page-read";
import { FAR_FUTURE, PageReader } from "./read-page";
import type { Sharing } from "./sharing";
import { contradicts, findRemoved, type SuspectContext } from "./suspects";
import { daysToCount, placeUnreadableRecords } from "./unreadable-days";

export interface ProofContext extends SuspectContext {
  readonly warehouse: Warehouse;
  readonly qbo: QboClient;
  readonly planned: { readonly count: number; readonly at: UtcInstant };
  readonly proof: ProofKind;
  readonly pageSize: number;
  /** Reads some days of the run once more, in stretches that cover them. Resolves when the pages are staged. */
  readonly readAgain: (days: readonly Window[], stretches: readonly TimeRange[]) => Promise<void>;
  readonly onProofByIds: (why: string) => void;
  /** What this entity shares with the other entities of the load. */
  readonly sharing?: Sharing | undefined;
  /** What QuickBooks accepts in the entity's statements. */
  readonly dialect?: Dialect | undefined;
}

export interface DayProof extends Window {
  /** Null if the count of a wider range already agreed. */
  readonly sourceCount: number | null;
  readonly verdict: WindowVerdict;
}

export interface Proof {
  /** What settled the proof: counts or ids. */
  readonly kind: ProofKind;
  /** Records of the range at the source: its COUNT(*), or the number of records in its listing. */
  readonly source: number;
  /** Distinct records of the range that this run holds. */
  readonly distinct: number;
  /** How many of the distinct records have left the range since: edited, deleted, or no longer listed. */
  readonly departed: number;
  /** Records that were edited before they were read, so that no copy of them is held; and the newest of their time stamps. */
  readonly unread: { readonly records: number; readonly newest: UtcInstant | null };
  /** The source's clock at the last count. */
  readonly sourceNow: UtcInstant;
  /** Records of the entity that are not in the range, by COUNT(*). */
  readonly elsewhere: Elsewhere;
  readonly days: readonly DayProof[];
}

/** Records of an entity that lie outside of a range. */
export interface Elsewhere {
  readonly before: number;
  readonly after: number;
  /** How many of the records after the range have a stamp more than a day in the future. No range that ends now reaches them. */
  readonly future: number;
  /** Records without a time. No range reaches them. */
  readonly untimed: number;
}

/** Edits can make counts differ. So counts are taken this often before the proof goes on to compare ids. */
const LOOKS_MAX = 2;
/** After this many further readings, days that still lack records are reported as short and not read again. */
const REREADS_MAX = 3;

/**
 * Proves that a run holds what the source holds of its range.
 *
 * When a record is edited while the run reads, the record leaves the range at the source, but the run still holds it. So
 * the proof asks for the ids edited since the plan and subtracts these records from what is held. The rest must be as many
 * records as the source counts, and the number that left must equal the number known by id. Then every day is complete, for
 * the price of three calls. Equal totals alone prove nothing: a deleted record can hide a record that was missed.
 *
 * If the counts do not settle it, the source lists the range record by record, and both sides are compared by id. Missing
 * records are read again, records that are gone are named, and the length of the listing is compared with COUNT.
 */
export async function prove(context: ProofContext): Promise<Proof> {
  const { warehouse, qbo, entity, runId, planned } = context;
  const days = await runWindows(warehouse.db, runId);
  const { dialect, sharing } = context;
  const reader = new PageReader({ qbo, entity, dialect, pageSize: LISTING_PAGE_SIZE, keysOnly: true, sharing });
  const departures = new Departures(reader, planned.at, rangeOfDays(days).end, ENTITIES[entity].cdc === "yes");
  const prover = new Prover(context, { days, unread: await unreadDays(warehouse.db, runId) }, reader, departures);
  const doubt = await prover.doubtOfCounts();
  if (doubt !== undefined) context.onProofByIds(doubt);
  const byIds = () => prover.byIds();
  const proof =
    doubt === undefined && context.proof === "counts"
      ? await prover.byCounts()
      : await (context.sharing?.inSession(byIds) ?? byIds());
  await bookVerdicts(warehouse.db, runId, proof.days);
  await recordDeleted(warehouse.db, rawTable(entity), runId, [...departures.deleted]);
  const unread = await recordUnread(warehouse.db, rawTable(entity), runId, departures.older);
  await findRemoved(context, reader, {
    range: rangeOfDays(days),
    edited: departures.edited,
    deleted: [...departures.deleted],
    unlisted: prover.unlisted,
  });
  return { ...proof, unread, sourceNow: prover.sourceNow, elsewhere: prover.elsewhere };
}

/** Records known to exist that each question about doubtful records must return as well. */
const CONTROLS = 3;
const EPOCH = utcInstant(0);

class Prover {
  sourceNow: UtcInstant;
  elsewhere: Elsewhere;
  /** Ids that this run holds and the source no longer lists. */
  unlisted: readonly string[] = [];
  private readonly lookedUp = new Set<string>();
  private source = 0;
  /** The source's last COUNT of the range. */
  private lastCount = 0;
  /** Counts of the days that may hold a record which cannot be rendered; none if records have left since. */
  private dayCounts: ReadonlyMap<UtcInstant, number> = new Map();
  private held: Held = { distinct: 0, held: 0, movedDays: [] };
  private readonly days: readonly Window[];
  /** Days that the source does not return, and its count for each. These days are reported short; the other days are proven. */
  private readonly unread: ReadonlyMap<UtcInstant, Window>;
  private unreadCounts: ReadonlyMap<UtcInstant, number> = new Map();

  constructor(
    private readonly context: ProofContext,
    range: { readonly days: readonly Window[]; readonly unread: readonly Window[] },
    private readonly reader: PageReader,
    private readonly departures: Departures,
  ) {
    this.days = range.days;
    this.unread = new Map(range.unread.map((day) => [day.start, day]));
    this.sourceNow = utcInstant(context.now());
    this.elsewhere = { before: 0, after: 0, future: 0, untimed: 0 };
  }

  /** Compares counts. @returns why the counts do not settle the proof; undefined when they do. */
  async doubtOfCounts(): Promise<string | undefined> {
    const { planned } = this.context;
    for (let look = 1; ; look++) {
      const known = this.departures.ids.length;
      const { source, listed } = await this.look();
      this.source = source;
      const { distinct, held } = this.held;
      if (this.unread.size > 0)
        return `it does not give out ${this.unread.size === 1 ? "a day" : `${this.unread.size} days`}`;
      if (!listed) return "its list of edited records is shorter than its count of them";
      const left = planned.count - source;
      if (source === held && (await this.explains(left))) return undefined;
      // An edit between two counts looks like a difference. A second look shows whether it was one.
      if (look < LOOKS_MAX && this.departures.ids.length > known) continue;
      if (source === held) return `${left} records left the range, and ${distinct - held} are known by id`;
      return `it counts ${source} records, and ${held} are held`;
    }
  }

  /**
   * Whether that number of records may have left the range since the plan. If deletions are known by id, records that were
   * never read may account for some of them. If deletions are not known, a deletion could hide a record that was missed. So
   * could a record that cannot be rendered: nobody knows whether that record has left.
   */
  private async explains(left: number): Promise<boolean> {
    const departed = this.held.distinct - this.held.held;
    const unreadable = await unreadableByDay(this.context.warehouse.db, this.context.runId);
    if (!this.departures.knowsDeletions || unreadable.size > 0) return left === departed;
    const unheld = this.departures.older.size + this.departures.deleted.size;
    return departed <= left && left <= departed + unheld;
  }

  /** Asks first for the count, then for the edited records, then for what is held. So no edit can pass for a record read. */
  private async look(): Promise<{ source: number; listed: boolean }> {
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
    const unread = [...this.unread.values()];
    // They fill the request that is made anyway.
    const room = BATCH_ITEMS_MAX - scopes.length - unread.length;
    const around = await daysToCount(this.context, this.days, room);
    const { counts, sourceTime } = await this.reader.counts([...scopes, ...unread, ...around]);
    this.unreadCounts = new Map(unread.map(({ start: day }, n) => [day, counts[scopes.length + n] as number]));
    const [source, , all, before, after, future] = counts as [number, number, number, number, number, number];
    this.lastCount = source;
    this.elsewhere = { before, after, future, untimed: Math.max(0, all - before - source - after) };
    this.sourceNow = sourceTime ?? utcInstant(now());
    const known = this.departures.ids.length;
    const listed = await this.departures.catchUp(this.sourceNow, counts[1] as number);
    const first = scopes.length + unread.length;
    const isQuiet = this.departures.ids.length === known;
    this.dayCounts = new Map(isQuiet ? around.map(({ start: day }, n) => [day, counts[first + n] as number]) : []);
    this.held = await countHeld(warehouse.db, entity, runId, this.range, this.departures.ids);
    return { source, listed };
  }

  async byCounts(): Promise<Omit<Proof, "unread" | "sourceNow" | "elsewhere">> {
    const unsure = await this.placeUnreadable([]);
    const verdicts = await this.verdicts(this.held.movedDays, new Map(), unsure);
    return {
      kind: "counts",
      source: this.source,
      distinct: this.held.distinct,
      departed: this.held.distinct - this.held.held,
      days: this.days.map((day) => ({ ...day, sourceCount: null, verdict: verdicts(day) })),
    };
  }

  /** Lists the range, reads the missing records again, and gives each day its verdict. */
  async byIds(): Promise<Omit<Proof, "unread" | "sourceNow" | "elsewhere">> {
    const { warehouse, entity, runId } = this.context;
    const listed = await ListedRecords.open(warehouse, entity, runId);
    try {
      const { unreadable, differing } = await this.list(listed);
      await this.readUnknown(listed, unreadable);
      const { missing, gone } = await this.readMissing(listed);
      this.unlisted = gone;
      const unsure = await this.placeUnreadable(gone);
      const departed = [...this.departures.ids, ...gone];
      const held = await countHeld(warehouse.db, entity, runId, this.range, departed);
      const { total, days } = await listed.counts(this.departures.ids);
      const rejected = await this.countsOfRejectedDays();
      // Where records of one second change places, a listing may meet such a record never, although the source still has it.
      const unlisted = [...rejected].map(([day, count]) => Math.max(0, count - (days.get(dayOf(day)) ?? 0)));
      const present = Math.max(
        unreadable,
        unlisted.reduce((sum, records) => sum + records, 0),
      );
      const differs = [...differing].filter(([day]) => !rejected.has(day));
      const short = new Map([...differs, ...missing, ...this.unreadCounts]);
      const verdicts = await this.verdicts(held.movedDays, short, unsure);
      return {
        kind: "ids",
        source: total + present + this.unreadRecords,
        distinct: held.distinct,
        // Unreadable records that the source no longer counts have left the range too. They have no id.
        departed: held.distinct - held.held + Math.max(0, (await this.booked()) - present),
        days: this.days.map((day) => ({
          ...day,
          sourceCount: short.get(day.start) ?? rejected.get(day.start) ?? days.get(dayOf(day.start)) ?? 0,
          verdict: verdicts(day),
        })),
      };
    } finally {
      listed.close();
    }
  }

  /**
   * Fills the listing, and compares its length with COUNT. COUNT is taken before the listing and after it, since a record can
   * leave the range between the two.
   *
   * @returns the days whose COUNT differs from the number of records listed, each with its COUNT.
   */
  private async list(
    listed: ListedRecords,
  ): Promise<{ unreadable: number; differing: ReadonlyMap<UtcInstant, number | null> }> {
    for (let trustShort = true; ; trustShort = false) {
      await listed.clear();
      const before = (await this.reader.count(this.range)).count - this.unreadRecords;
      let unreadable = 0;
      for (const stretch of this.givenOut) unreadable += await listRange(this.reader, listed, stretch, trustShort);
      const after = (await this.look()).source - this.unreadRecords;
      const { total, days } = await listed.counts([]);
      if (after <= total + unreadable && total + unreadable <= before) return { unreadable, differing: new Map() };
      // A page that was cut short may have been taken for the last page.
      if (trustShort) continue;
      return { unreadable, differing: await differingDays(this.reader, this.days, this.withUnread(days)) };
    }
  }

  /**
   * A record that cannot be rendered has no id, so a comparison of ids does not miss it. If the listing met more such records
   * than this run knows, the days whose count is higher than the known records are read again.
   */
  private async readUnknown(listed: ListedRecords, unreadable: number): Promise<void> {
    const { warehouse, runId } = this.context;
    if (unreadable <= (await this.booked())) return;
    const booked = await unreadableByDay(warehouse.db, runId);
    const { days } = await listed.counts(this.departures.ids);
    const known = this.withUnread(days);
    for (const [start, records] of booked) known.set(dayOf(start), (known.get(dayOf(start)) ?? 0) + records);
    const differing = await differingDays(this.reader, this.days, known);
    const doubtful = this.days.filter(({ start }) => differing.has(start));
    if (doubtful.length > 0) await this.readAgain(listed, doubtful);
  }

  /** How many records of this run could not be rendered. */
  private async booked(): Promise<number> {
    const byDay = await unreadableByDay(this.context.warehouse.db, this.context.runId);
    return [...byDay.values()].reduce((sum, records) => sum + records, 0);
  }

  private async readAgain(listed: ListedRecords, days: readonly Window[]): Promise<void> {
    const records = new Map((await listed.counts([])).days);
    // A stretch must not lead through a day that cannot be read.
    for (const day of this.unread.keys()) records.set(dayOf(day), Number.POSITIVE_INFINITY);
    await this.context.readAgain(days, coveringStretches(days, this.days, records, this.context.pageSize));
    await this.look();
  }

  /** @returns the days that still lack records in the end, and the ids that the source no longer lists. */
  private async readMissing(
    listed: ListedRecords,
  ): Promise<{ missing: ReadonlyMap<UtcInstant, number | null>; gone: readonly string[] }> {
    for (let rereads = 0; ; rereads++) {
      const { missing, gone } = await listed.compare(this.range, this.departures.ids, [...this.unread.values()]);
      if ((await this.lookUp(listed, gone)) > 0) continue;
      const lacking = await this.daysOf(missing);
      if (rereads === 0) await this.note(missing, gone);
      if (lacking.length === 0 || rereads === REREADS_MAX) {
        return { missing: new Map(lacking.map(({ start }) => [start, null])), gone };
      }
      await this.readAgain(listed, lacking);
    }
  }

  /**
   * A record is not gone only because a listing lacks it. So the records that are held and not listed are asked for by id,
   * together with some records that are known to exist. If these do not come either, the answer says nothing: in an outage
   * QuickBooks answers "no rows" as well.
   *
   * @returns how many records the listing had left out. They are added to it.
   * @throws TransientError `QBO_CONTRADICTS` when the answer does not return the records known to exist.
   */
  private async lookUp(listed: ListedRecords, gone: readonly string[]): Promise<number> {
    const unknown = gone.filter((id) => !this.lookedUp.has(id));
    if (unknown.length === 0) return 0;
    const alive = await this.living(listed, new Set(gone));
    const found = await this.reader.keysOf([...alive, ...unknown]);
    const ids = new Set(found.map(({ id }) => id));
    if (alive.length === 0 || !alive.every((id) => ids.has(id))) throw contradicts(unknown.length, alive.length);
    for (const id of unknown) this.lookedUp.add(id);
    const isWithin = (at: UtcInstant | undefined) => at !== undefined && at >= this.range.start && at < this.range.end;
    const within = found.filter(({ id, updatedAt }) => unknown.includes(id ?? "") && isWithin(updatedAt));
    for (const key of within) await listed.add([key], this.range.start);
    return within.length;
  }

  /** Some records that the source shows now: from the listing, or from the whole entity if the range has become empty. */
  private async living(listed: ListedRecords, except: ReadonlySet<string>): Promise<string[]> {
    const alive = await listed.some(CONTROLS);
    if (alive.length > 0) return alive;
    const { keys } = await this.reader.read({ from: EPOCH, until: FAR_FUTURE, startPosition: 1 });
    return idsOf({ keys })
      .filter((id) => !except.has(id))
      .slice(0, CONTROLS);
  }

  /** Days that lack more records than are known to be unreadable there. */
  private async daysOf(missing: readonly MissingRecord[]): Promise<Window[]> {
    const unreadable = await unreadableByDay(this.context.warehouse.db, this.context.runId);
    const byDay = new Map<string, number>();
    for (const { near } of missing) byDay.set(dayOf(near), (byDay.get(dayOf(near)) ?? 0) + 1);
    return this.days.filter(({ start }) => (byDay.get(dayOf(start)) ?? 0) > (unreadable.get(start) ?? 0));
  }

  private async note(missing: readonly MissingRecord[], gone: readonly string[]): Promise<void> {
    const findings: Finding[] = [
      ...missing.map(({ id, near, older }) => ({
        kind: older ? ("older" as const) : ("missing" as const),
        id,
        at: near,
      })),
      ...gone.map((id) => ({ kind: "gone" as const, id, at: null })),
    ];
    await recordFindings(this.context.warehouse.db, this.context.runId, findings);
  }

  /** @returns days that may hold a record which cannot be rendered, although no count showed it. */
  private placeUnreadable(gone: readonly string[]): Promise<ReadonlySet<UtcInstant>> {
    return placeUnreadableRecords(this.context, {
      reader: this.reader,
      days: this.days,
      counted: this.dayCounts,
      departed: () => [...this.departures.ids, ...gone],
      catchUp: async () => {
        const [known, counted] = [this.departures.ids.length, this.lastCount];
        const { counts, sourceTime } = await this.reader.counts([this.range, { start: this.departures.since }]);
        const [source, listed] = counts as [number, number];
        this.lastCount = source;
        const isListed = await this.departures.catchUp(sourceTime ?? utcInstant(this.context.now()), listed);
        return isListed && source === counted && this.departures.ids.length === known;
      },
    });
  }

  /** COUNT of each day that holds a record which cannot be rendered: a listing may show that record or not. */
  private async countsOfRejectedDays(): Promise<ReadonlyMap<UtcInstant, number>> {
    const unreadable = await unreadableByDay(this.context.warehouse.db, this.context.runId);
    const days = this.days.filter(({ start }) => unreadable.has(start));
    if (days.length === 0) return new Map();
    const { counts } = await this.reader.counts(days);
    return new Map(days.map(({ start }, place) => [start, counts[place] as number]));
  }

  private async verdicts(
    movedDays: readonly UtcInstant[],
    short: ReadonlyMap<UtcInstant, number | null>,
    unsure: ReadonlySet<UtcInstant>,
  ): Promise<(day: Window) => WindowVerdict> {
    const moved = new Set(movedDays);
    const unreadable = await unreadableByDay(this.context.warehouse.db, this.context.runId);
    return ({ start }) => {
      if (short.has(start)) return "short";
      if (unreadable.has(start) || unsure.has(start)) return "rejected";
      return moved.has(start) ? "moved" : "complete";
    };
  }

  /** The source's counts for the days that it does not return. */
  private get unreadRecords(): number {
    return [...this.unreadCounts.values()].reduce((sum, records) => sum + records, 0);
  }

  /** Records by day. A day that the source returns has its known number; any other day has the source's count. */
  private withUnread(days: ReadonlyMap<string, number>): Map<string, number> {
    return new Map([...days, ...[...this.unreadCounts].map(([day, records]) => [dayOf(day), records] as const)]);
  }

  /** The range without the days that the source does not return. */
  private get givenOut(): TimeRange[] {
    const stretches: TimeRange[] = [];
    for (const day of this.days) {
      if (this.unread.has(day.start)) continue;
      const last = stretches.at(-1);
      if (last?.end === day.start) stretches[stretches.length - 1] = { start: last.start, end: day.end };
      else stretches.push(day);
    }
    return stretches;
  }

  private get range(): TimeRange {
    return rangeOfDays(this.days);
  }
}
