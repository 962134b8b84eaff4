import { type EntityName, nameOf } from "../../entities/entity";
import { CompletenessError } from "../../errors";

/** The source's count of the whole entity differs from the number of records that the table will hold. */
export function countsDiffer(entity: EntityName, source: number, live: number): CompletenessError {
  return new CompletenessError(
    "COUNTS_DIFFER",
    `QuickBooks counts ${source} ${nameOf(entity, "en")}, and the table would hold ${live}.`,
    {
      remedy:
        "Run the sync again; if it differs again, run it with the variable sweep set to full, which compares every record.",
    },
  );
}
