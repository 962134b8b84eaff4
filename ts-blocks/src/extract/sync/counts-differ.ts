import { nameOf } from "../../entities/entity";
import { CompletenessError } from "../../errors";
import { utcInstant } from "../../job/instants";
import { lastTimeAhead } from "../../warehouse/ledger/live-rows";
import type { SyncContext } from "./context";

/** The source's count of the whole entity differs from the number of records that the table will hold. */
export async function countsDiffer(
  { warehouse, entity, now }: SyncContext,
  source: number,
  live: number,
): Promise<CompletenessError> {
  const ahead = await lastTimeAhead(warehouse.db, entity, utcInstant(now()));
  return new CompletenessError(
    "COUNTS_DIFFER",
    `QuickBooks counts ${source} ${nameOf(entity, "en")}, and the table would hold ${live}.`,
    {
      remedy:
        ahead === undefined
          ? "Run the sync again; if it differs again, run it with the variable sweep set to full, which compares every record."
          : `Look at this machine's clock: the table says that records were read or found gone as late as ${ahead}, which has not come yet. What a sync finds of these records has an effect only after that time; run the sync again then.`,
    },
  );
}
