import type { Notice } from "../warehouse/raw/drift";
import type { ReferenceCounts } from "../warehouse/raw/references";
import type { Log } from "./log";
import { grouped } from "./words";

const SAYS: Readonly<Record<Notice["kind"], string>> = {
  new_path: "a member that is new",
  new_type: "another type than before",
  vanished_path: "is gone",
  orphans: "refers to records that are not held",
};

/** What a run noticed in an entity's records, and is no failure. The path is empty for the record itself. */
export function logNotice(log: Log, entity: string, { kind, path, detail }: Notice): void {
  log.log("info", `qb.notice ${path}: ${SAYS[kind]} (${detail})`, { entity, kind, path, detail });
}

/** What the records of a company refer to, and whether it is held. */
export function logReferences(log: Log, references: ReferenceCounts): void {
  const { resolves, never, notLoaded, orphan } = references;
  log.log(
    "info",
    `qb.notice references: ${grouped(resolves)} resolve, ${grouped(orphan)} do not, ${grouped(notLoaded)} to what was not loaded`,
    { resolves, never, not_loaded: notLoaded, orphan },
  );
}
