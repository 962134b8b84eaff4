/**
 * How a run reads and proves its range. The words of this folder:
 *
 * - range: from one instant to another, half-open, of LastUpdatedTime. A run is asked for a range.
 * - TimeRange: the type of any range, stretch, segment or second. It says nothing about days.
 * - day, window: a UTC day, clipped to the range. The ledger books days, and the proof counts them. The type is Window.
 * - segment: some days that one sequence of queries reads, with a position. Workers share segments.
 * - stretch: any piece of time that is read in order, such as a segment or a list. Position: how far it has been read.
 * - page: one answer of records. PageRead: a page as it was read, in pieces if one record breaks it. Step: a PageRead, or the
 *   rest of a second, with the position after it.
 * - key: Id, SyncToken and LastUpdatedTime of a record. Listing: the keys that the source shows of a range now.
 * - departed: a record that is held and has left the range at the source: edited, deleted, or no longer listed.
 * - suspect: a record that is held and may be gone from the source. It is asked for by its id. Removed: it is gone, and its row
 *   gets a mark.
 * - unread: a record that was edited before it was read, so that no copy of it is held.
 * - unanswered: a day that QuickBooks does not return, or only in part, while it answers for other days.
 * - unreadable: a record that QuickBooks cannot render; its place and neighbours are known. Rejected: named and set aside.
 * - reply: what came back for a request. Meaning: what the reply says about the question. Outcome: the answer, or the reason
 *   why there is none. Answer: the value that was read from the body.
 * - proof: evidence that the run holds what the source holds. Verdict: the result of the proof for a day or a run.
 * - check: a question to Postgres about a run. A CheckLine logs its result. Judge: give a run its verdict from its checks.
 * - span: days that share a line of the log or of the report. They are not read together.
 */
import { ENTITIES } from "../entities/entity";
import { millisOf, SECOND_MS, type TimeRange, type UtcInstant, utcInstant, type Window } from "../job/instants";
import { utcDayWindows } from "../job/windows";
import { selectCount } from "../qbo/statement";
import { reopenWindows } from "../warehouse/ledger/held";
import { addSegments, extendRun, markFetched } from "../warehouse/ledger/runs";
import { openSegments } from "../warehouse/ledger/segments";
import { unansweredDays } from "../warehouse/ledger/unanswered-days";
import { countOne } from "./count-one";
import { PRESENT_MARGIN_MS } from "./plan";
import type { Proof, ProofContext } from "./proof/context";
import { prove } from "./proof/proof";
import { type ReadContext, readSegments } from "./read-segments";

/** How often a range that reaches the present is extended, to read records that were edited before they were read. */
const EXTENSIONS_MAX = 2;

export interface BackfillContext extends ReadContext, Omit<ProofContext, "readAgain"> {
  /** The requested range, and the range that is read. The second ends earlier if the first reaches the present. */
  readonly range: TimeRange;
  readonly requestedEnd: UtcInstant;
  readonly sleep: (ms: number) => Promise<void>;
  readonly onReread: (days: readonly Window[]) => void;
  /** Days that could not be read are asked for once more, after all others were read. */
  readonly onUnansweredAgain: (days: readonly Window[]) => void;
  /** Records were edited before they were read, and the range ends before their new copies. */
  readonly onUnread: (unread: number, rangeEnd: UtcInstant) => void;
  /** The range reaches the present, and is extended to a later end. */
  readonly onExtended: (unread: number, range: TimeRange, waitMs: number) => void;
}

/**
 * Reads a run to its end and proves it. Days for which the source shows more than was read are read again, more thoroughly.
 * May be called on a run in any state of reading: it continues from what is booked.
 */
export async function readAndProve(context: BackfillContext): Promise<Proof> {
  const { warehouse, runId, entity } = context;
  let { planned, range } = context;
  for (let extensions = 0; ; extensions++) {
    await readAll(context);
    if (extensions === 0) await readUnansweredAgain(context);
    const proof = await prove({
      ...context,
      planned,
      readAgain: async (days, stretches) => {
        context.onReread(days);
        await readDaysAgain(context, days, stretches);
      },
    });
    const longer = extensions < EXTENSIONS_MAX ? await extension(context, proof, range) : undefined;
    if (longer === undefined) {
      if (proof.unread.records > 0) context.onUnread(proof.unread.records, range.end);
      await context.usage.booking(runId, entity, (bookCalls) =>
        warehouse.transaction(async (db) => {
          await markFetched(db, runId, proof);
          await bookCalls(db);
        }),
      );
      return proof;
    }
    ({ planned, range } = longer);
  }
}

/** A day that a gateway did not return is often there a little later. */
async function readUnansweredAgain(context: BackfillContext): Promise<void> {
  const days = await unansweredDays(context.warehouse.db, context.runId);
  if (days.length === 0) return;
  context.onUnansweredAgain(days);
  await readDaysAgain(context, days, days);
}

async function readDaysAgain(
  context: ReadContext,
  days: readonly Window[],
  stretches: readonly TimeRange[],
): Promise<void> {
  const { warehouse, runId } = context;
  await warehouse.transaction(async (db) => {
    await reopenWindows(db, runId, days);
    await addSegments(db, runId, stretches);
  });
  await readAll(context);
}

/** Workers stop one by one. What the last of them gave back must be read before anything is proven. */
async function readAll(context: ReadContext): Promise<void> {
  do await readSegments(context);
  while ((await openSegments(context.warehouse.db, context.runId)).length > 0);
}

/**
 * Extends the range to where the unread records are now, if the requested range reaches at least as far.
 *
 * @returns the longer range and its plan; undefined if there is no reason to extend.
 */
async function extension(
  context: BackfillContext,
  { unread, sourceNow }: Proof,
  range: TimeRange,
): Promise<Pick<BackfillContext, "planned" | "range"> | undefined> {
  const { warehouse, qbo, entity, runId, requestedEnd } = context;
  if (unread.newest === null || requestedEnd <= range.end) return undefined;
  // A time stamp far in the future is not waited for.
  const waitMs = Math.max(0, millisOf(unread.newest) + SECOND_MS + PRESENT_MARGIN_MS - millisOf(sourceNow));
  if (waitMs > 2 * PRESENT_MARGIN_MS) return undefined;
  context.onExtended(unread.records, range, waitMs);
  if (waitMs > 0) await context.sleep(waitMs);
  const settled = utcInstant(Math.min(millisOf(requestedEnd), millisOf(sourceNow) + waitMs - PRESENT_MARGIN_MS));
  if (settled <= range.end) return undefined;
  const longer = { start: range.start, end: settled };
  const { count, sourceTime } = await countOne(qbo, selectCount(ENTITIES[entity], longer), context.sharing);
  const planned = { count, at: sourceTime ?? utcInstant(context.now()) };
  await warehouse.transaction((db) =>
    extendRun(db, runId, { range: longer, windows: utcDayWindows({ start: range.end, end: settled }), planned }),
  );
  return { planned, range: longer };
}
