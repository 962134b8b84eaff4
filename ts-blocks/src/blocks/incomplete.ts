import { type EntityName, rawTable } from "../entities/entity";
import { CompletenessError } from "../errors";
import { namesOf, type RejectedName } from "../log/rejected-words";
import { isOfRows } from "../warehouse/raw/checks";

/** What helps when a check has failed. */
type Remedy = "correct the source" | "find what changed the table" | "read again";

/** The failure of a run whose checks failed: it names up to three records that are not in the table, and what helps. */
export function incomplete(
  failed: readonly { readonly name: string; readonly offenders: number }[],
  entity: EntityName,
  rejected: { readonly total: number; readonly first: readonly RejectedName[] },
): CompletenessError {
  const checks = failed.map(({ name, offenders }) => `${name} (${offenders})`).join(", ");
  const missing = rejected.total === 0 ? "" : `; not in the table: ${namesOf(rejected.first, rejected.total)}`;
  const remedies = [...new Set(failed.map(({ name }) => remedyFor(name)))].map((remedy) => textOf(remedy, entity));
  return new CompletenessError("RUN_INCOMPLETE", `The run is not complete; failed checks: ${checks}${missing}.`, {
    remedy: remedies.join(" "),
  });
}

function remedyFor(check: string): Remedy {
  if (check === "nothing_rejected") return "correct the source";
  return isOfRows(check) ? "find what changed the table" : "read again";
}

function textOf(remedy: Remedy, entity: EntityName): string {
  switch (remedy) {
    case "correct the source":
      return "Correct the named records in QuickBooks (backfill.rejected_record has all of them, each with its reason), then run a range that reaches to today, because the correction is a change of today.";
    case "find what changed the table":
      return `Find what else changes or drops rows of ${rawTable(entity)} (a trigger, another program, a person), undo it, then run the same range again.`;
    case "read again":
      return "Run the same range again; if a check fails again, look at backfill.run_window for this run.";
  }
}
