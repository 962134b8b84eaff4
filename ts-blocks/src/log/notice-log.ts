import type { Notice } from "../warehouse/raw/drift";
import type { ReferenceCounts } from "../warehouse/raw/references";
import type { Log } from "./log";
import { grouped } from "./words";

const SAYS: Readonly<Record<Notice["kind"], string>> = {
  new_path: "a member that is new",
  new_type: "another type than before",
  vanished_path: "is gone",
  refused_field: "is not given",
  orphans: "refers to records that are not held",
};

/** An observation about an entity's records that is not a failure. The path is empty if it concerns the record itself. */
export function logNotice(log: Log, entity: string, { kind, path, detail }: Notice): void {
  log.log("info", `qb.notice ${path}: ${SAYS[kind]} (${detail})`, { entity, kind, path, detail });
}

/** The references in a company's records, and whether the records they name are held. */
export function logReferences(log: Log, references: ReferenceCounts): void {
  const { resolves, never, notLoaded, orphan } = references;
  log.log(
    "info",
    `qb.notice references: ${grouped(resolves)} resolve, ${grouped(orphan)} do not, ${grouped(notLoaded)} to what was not loaded`,
    { resolves, never, not_loaded: notLoaded, orphan },
  );
}
