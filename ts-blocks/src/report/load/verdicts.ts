import type { LoadedEntity } from "../../warehouse/reports/load-facts";

export type EntityVerdict = "complete" | "incomplete" | "failed" | "unfinished" | "unavailable";

/** What a person wants to know about an entity at a glance. */
export function verdictOf({ state, failureCode }: LoadedEntity): EntityVerdict {
  if (state === "complete" || state === "incomplete") return state;
  // If the company had the feature before, its absence is a failure, although the run says "unavailable".
  if (failureCode !== null) return "failed";
  return state === "unavailable" ? "unavailable" : "unfinished";
}

export const isWrong = (entity: LoadedEntity) => ["incomplete", "failed"].includes(verdictOf(entity));
