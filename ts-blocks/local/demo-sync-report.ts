import { totalCalls } from "../src/report/load/calls";
import { FOUND, type Found } from "../src/warehouse/reports/found-records";
import type { LoadedEntity } from "../src/warehouse/reports/load-facts";
import type { Change } from "./demo-changes";
import { columns } from "./demo-report";
import type { SyncOutcome } from "./demo-sync";

/** Green: Mage calls the run completed, and each entity is complete, or the company does not have it. */
export function isWhole({ run, facts }: SyncOutcome): boolean {
  return run.status === "completed" && facts?.load.state === "complete";
}

/** What the demo changed, and beside it what the sync found. */
export function syncTable(sync: SyncOutcome): string {
  const found = sync.facts?.entities.filter((entity) => FOUND.some((each) => countOf(entity, each) > 0)) ?? [];
  const rows = found.map((entity) => [
    entity.entity,
    ...FOUND.map((each) => String(countOf(entity, each))),
    idsOf(entity, sync),
  ]);
  const table = columns([["found", ...FOUND, "ids"], ...rows], [0, FOUND.length + 1]);
  const failure = sync.failure === undefined ? "" : `sync, Mage's run ${sync.run.id}: ${sync.failure}\n`;
  return `${changesLine(sync.changes)}\n\n${table}${failure}`;
}

/** `sync new=0 changed=5 removed=2 restored=0 calls=9 verdict=complete` */
export function syncLine(sync: SyncOutcome): string {
  const { counts, calls, verdict } = syncFields(sync);
  return ["sync", ...FOUND.map((each) => `${each}=${counts[each]}`), `calls=${calls}`, `verdict=${verdict}`].join(" ");
}

/** The same as fields, for programs. */
export function syncFields(sync: SyncOutcome) {
  const { run, facts, changes, failure } = sync;
  const sum = (each: Found) => facts?.entities.reduce((total, entity) => total + countOf(entity, each), 0) ?? 0;
  return {
    load_id: facts?.load.loadId ?? null,
    mage_run_id: run.id,
    changes,
    found: facts?.found ?? [],
    counts: { new: sum("new"), changed: sum("changed"), removed: sum("removed"), restored: sum("restored") },
    calls: facts === undefined ? 0 : totalCalls(facts),
    verdict: isWhole(sync) ? "complete" : run.status === "completed" ? (facts?.load.state ?? "none") : run.status,
    failure: failure ?? null,
  };
}

/** `edited: customers 1, 2; items 3. deleted: invoices 4.` */
function changesLine(changes: readonly Change[]): string {
  const line = (op: Change["op"]) => {
    const entities = [...new Set(changes.filter((change) => change.op === op).map(({ entity }) => entity))];
    const ids = (entity: string) =>
      changes.filter((change) => change.op === op && change.entity === entity).map(({ id }) => id);
    return entities.map((entity) => `${entity} ${ids(entity).join(", ")}`).join("; ");
  };
  return `edited: ${line("edit")}\ndeleted: ${line("delete")}`;
}

function countOf(entity: LoadedEntity, found: Found): number {
  return found === "new" ? entity.inserted : entity[found];
}

/** A line has room for this many ids of each kind. */
const IDS_MAX = 5;

function idsOf(entity: LoadedEntity, { facts }: SyncOutcome): string {
  return FOUND.flatMap((each) => {
    const ids = facts?.found.find(({ entity: of, found }) => of === entity.entity && found === each)?.ids ?? [];
    const more = countOf(entity, each) > Math.min(IDS_MAX, ids.length) ? ", …" : "";
    return ids.length === 0 ? [] : [`${each} ${ids.slice(0, IDS_MAX).join(", ")}${more}`];
  }).join("; ");
}
