import type { EntityName } from "../../entities/entity";
import type { UtcInstant, Window } from "../../job/instants";
import { dayOf } from "../../job/windows";
import type { Warehouse } from "../../warehouse/database/connection";
import { heldByDay, unreadableByDay } from "../../warehouse/ledger/held";
import { bookPlaces, type UnplacedRecord, unplacedRecords } from "../../warehouse/ledger/rejected";
import { type BothSides, differingDays, rangeOfDays } from "../differing-days";
import type { PageReader } from "../read-page";

/** Counts of an edited source may not show a record. They are taken at most this often. */
const LOOKS_MAX = 3;

export interface UnreadableDaysContext {
  readonly warehouse: Warehouse;
  readonly entity: EntityName;
  readonly runId: number;
}

/** What else the proof knows, and can look up once more. */
export interface ProofSoFar {
  readonly reader: PageReader;
  readonly days: readonly Window[];
  /** Counts of days, taken since the last record was found to have left. */
  readonly counted: ReadonlyMap<UtcInstant, number>;
  /** Every record that is known to have left the range. */
  readonly departed: () => readonly string[];
  /** Asks for the records that have left since. @returns whether none has, so that the counts before it can be believed. */
  readonly catchUp: () => Promise<boolean>;
}

/**
 * Finds the day of each record that cannot be rendered. It is known to stand between two neighbours. If these lie in different
 * days, it may lie in either of them, or in a day between them of which nothing else is held. A day's COUNT includes the
 * record. So the days from one neighbour to the other are counted, and the record is booked where one more is counted than held.
 *
 * @returns days that may hold such a record although no count showed it, because the source was edited meanwhile. They must
 *   not be taken for complete.
 */
export async function placeUnreadableRecords(
  context: UnreadableDaysContext,
  proof: ProofSoFar,
): Promise<ReadonlySet<UtcInstant>> {
  const { warehouse, runId } = context;
  for (let look = 1; ; look++) {
    const unplaced = await unplacedRecords(warehouse.db, runId);
    if (unplaced.length === 0) return new Set();
    const counted = look === 1 ? proof.counted : new Map<UtcInstant, number>();
    const { left, unsettled } = await placeSome(context, { ...proof, counted }, unplaced);
    if (left.length === 0) return unsettled;
    // An edited or deleted record that counts as held hides one that is not. Where nothing has left, the record itself has.
    const isQuiet = await proof.catchUp();
    if (isQuiet && unsettled.size === 0) return unsettled;
    const around = left.flatMap((record) => daysAround(record, proof.days)).map(({ start }) => start);
    if (look === LOOKS_MAX) return new Set([...unsettled, ...around]);
  }
}

/** The days in which records may lie whose day is not known yet; no day if there are more of them than `most`. */
export async function daysToCount(
  { warehouse, runId }: UnreadableDaysContext,
  days: readonly Window[],
  most: number,
): Promise<readonly Window[]> {
  const around = spansOf(await unplacedRecords(warehouse.db, runId), days).flat();
  return around.length > most ? [] : around;
}

/** @returns the records that no count showed, and the days that the counts did not settle. */
async function placeSome(
  { warehouse, entity, runId }: UnreadableDaysContext,
  { reader, days, counted, departed }: ProofSoFar,
  unplaced: readonly UnplacedRecord[],
): Promise<{ left: readonly UnplacedRecord[]; unsettled: ReadonlySet<UtcInstant> }> {
  const known = new Map(await heldByDay(warehouse.db, entity, runId, rangeOfDays(days), departed()));
  for (const [day, records] of await unreadableByDay(warehouse.db, runId)) {
    const placed = records - unplaced.filter(({ bookedOn }) => bookedOn === day).length;
    known.set(dayOf(day), (known.get(dayOf(day)) ?? 0) + placed);
  }
  const sides: BothSides = { count: (parts) => reader.counts(parts), known: async () => known };
  const surplus = new Map<UtcInstant, number>();
  const unsettled = new Set<UtcInstant>();
  for (const span of spansOf(unplaced, days)) {
    const isCounted = span.every(({ start }) => counted.has(start));
    for (const [day, count] of isCounted ? counted : await differingDays(span, sides)) {
      if (count === null) unsettled.add(day);
      else surplus.set(day, count - (known.get(dayOf(day)) ?? 0));
    }
  }
  const places: { rejectedRecordId: number; day: UtcInstant }[] = [];
  const left = unplaced.filter((record) => {
    const day = daysAround(record, days).find(({ start }) => (surplus.get(start) ?? 0) > 0)?.start;
    if (day === undefined) return true;
    surplus.set(day, (surplus.get(day) ?? 0) - 1);
    places.push({ rejectedRecordId: record.rejectedRecordId, day });
    return false;
  });
  await bookPlaces(warehouse.db, runId, places);
  return { left, unsettled };
}

/** The days in which a record may lie. */
function daysAround({ notBefore, notAfter }: UnplacedRecord, days: readonly Window[]): Window[] {
  return days.filter(({ start, end }) => end > notBefore && start <= notAfter);
}

/** Days in which some records may lie, without gap in each list. */
function spansOf(unplaced: readonly UnplacedRecord[], days: readonly Window[]): Window[][] {
  const isAround = (day: Window) => unplaced.some((record) => daysAround(record, [day]).length > 0);
  const spans: Window[][] = [];
  let last: Window[] | undefined;
  for (const day of days) {
    if (!isAround(day)) last = undefined;
    else if (last !== undefined) last.push(day);
    else {
      last = [day];
      spans.push(last);
    }
  }
  return spans;
}
