import { ENTITIES, rawTable } from "../../entities/entity";
import { recordDeleted, recordUnread } from "../../warehouse/ledger/findings";
import { bookVerdicts, runWindows } from "../../warehouse/ledger/held";
import { unansweredDays } from "../../warehouse/ledger/unanswered-days";
import { rangeOfDays } from "../differing-days";
import { LISTING_PAGE_SIZE } from "../listing";
import { PageReader } from "../read-page";
import { findRemoved } from "../suspects";
import { doubtOfCounts, settleByCounts } from "./by-counts";
import { settleByIds } from "./by-ids";
import type { Proof, ProofContext } from "./context";
import { Departures } from "./departures";
import { Tally } from "./tally";

/**
 * Proves that a run holds what the source holds of its range.
 *
 * When a record is edited while the run reads, the record leaves the range at the source, but the run still holds it. So
 * the proof asks for the ids edited since the plan and subtracts these records from what is held. The rest must be as many
 * records as the source counts, and the number that left must equal the number known by id. Then every day is complete, for
 * the price of three calls. Equal totals alone prove nothing: a deleted record can hide a record that was missed.
 *
 * If the counts do not settle it, the source lists the range record by record, and both sides are compared by id. Missing
 * records are read again, and records that are gone are named. COUNT is compared with what remains of the listing when the
 * records that have left since are known.
 */
export async function prove(context: ProofContext): Promise<Proof> {
  const { warehouse, qbo, entity, runId, planned, dialect, sharing } = context;
  const days = await runWindows(warehouse.db, runId);
  const range = rangeOfDays(days);
  const reader = new PageReader({ qbo, entity, dialect, pageSize: LISTING_PAGE_SIZE, keysOnly: true, sharing });
  const departures = new Departures(reader, planned.at, range.end, ENTITIES[entity].cdc === "yes");
  const tally = new Tally(context, days, await unansweredDays(warehouse.db, runId), reader, departures);
  const doubt = await doubtOfCounts(tally);
  if (doubt !== undefined) context.onProofByIds(doubt);
  const byIds = () => settleByIds(tally);
  const { unlisted, ...settled } =
    doubt === undefined && context.proof === "counts"
      ? await settleByCounts(tally)
      : await (sharing?.inSession(byIds) ?? byIds());
  await bookVerdicts(warehouse.db, runId, settled.days);
  const deleted = [...departures.deleted];
  await recordDeleted(warehouse.db, rawTable(entity), runId, deleted);
  const unread = await recordUnread(warehouse.db, rawTable(entity), runId, departures.older);
  await findRemoved(context, reader, { range, edited: departures.edited, deleted, unlisted });
  return { ...settled, unread, sourceNow: tally.sourceNow, elsewhere: tally.elsewhere };
}
