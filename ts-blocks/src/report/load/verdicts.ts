import type { LoadedEntity } from "../../warehouse/reports/load-facts";

export type EntityVerdict = "complete" | "incomplete" | "failed" | "unfinished" | "unavailable";

/** What a person wants to know of an entity at a glance. */
export function verdictOf({ state, failureCode }: LoadedEntity): EntityVerdict {
  if (state === "complete" || state === "incomplete") return state;
  // A feature that was there before and is gone is a failure of a run that says "unavailable".
  if (failureCode !== null) return "failed";
  return state === "unavailable" ? "unavailable" : "unfinished";
}

export const isWrong = (entity: LoadedEntity) => ["incomplete", "failed"].includes(verdictOf(entity));
