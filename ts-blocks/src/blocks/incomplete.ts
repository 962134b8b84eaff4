import { type EntityName, rawTable } from "../entities/entity";
import { CompletenessError } from "../errors";
import { dayOf } from "../job/windows";
import { namesOf, type RejectedName } from "../log/rejected-words";
import type { UnansweredDay } from "../warehouse/ledger/unanswered-days";
import { isOfRows } from "../warehouse/raw/checks";

/** What helps when a check has failed. */
type Remedy = "correct the source" | "find what changed the table" | "read again";

/** The failure of a run whose checks failed. It names up to three records that are not in the table, and the remedy. */
export function incomplete(
  failed: readonly { readonly name: string; readonly offenders: number }[],
  entity: EntityName,
  rejected: { readonly total: number; readonly first: readonly RejectedName[] },
  unanswered: readonly UnansweredDay[] = [],
): CompletenessError {
  const checks = failed.map(({ name, offenders }) => `${name} (${offenders})`).join(", ");
  const missing = rejected.total === 0 ? "" : `; not in the table: ${namesOf(rejected.first, rejected.total)}`;
  const remedies = [...new Set(failed.map(({ name }) => remedyFor(name)))].map((remedy) =>
    remedy === "read again" && unanswered[0] !== undefined ? dayRemedy(unanswered[0]) : textOf(remedy, entity),
  );
  const message = `The run is not complete; failed checks: ${checks}${missing}${notGivenOut(unanswered)}.`;
  return new CompletenessError("RUN_INCOMPLETE", message, { remedy: remedies.join(" ") });
}

/** The days that QuickBooks did not return. The reason given for the first day is reported for all. */
function notGivenOut([first, ...others]: readonly UnansweredDay[]): string {
  if (first === undefined) return "";
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  const why = first.why.replace(/\.$/, "");
  return `; not returned by QuickBooks, while it answers for other days: ${dayOf(first.start)}${more} (${why})`;
}

function dayRemedy({ start, end }: UnansweredDay): string {
  return `Look at the day in QuickBooks, then run from ${start} to ${end}; backfill.run_window.failure_message names every such day.`;
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
