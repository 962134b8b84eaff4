import { expect, test } from "vitest";
import type { LoadedEntity, LoadFacts } from "../src/warehouse/reports/load-facts";
import type { SyncOutcome } from "./demo-sync";
import { isWhole, syncFields, syncLine, syncTable } from "./demo-sync-report";

function entity(name: LoadedEntity["entity"], counts: Partial<LoadedEntity>): LoadedEntity {
  return { entity: name, inserted: 0, changed: 0, removed: 0, restored: 0, calls: 1, ...counts } as LoadedEntity;
}

const sync: SyncOutcome = {
  changes: [
    { op: "delete", entity: "invoices", id: "9" },
    { op: "edit", entity: "customers", id: "1" },
    { op: "edit", entity: "customers", id: "2" },
    { op: "edit", entity: "items", id: "4" },
  ],
  run: { id: 2, pipeline_uuid: "qb_company_sync", status: "completed", block_runs: [] },
  facts: {
    load: { loadId: 2, kind: "sync", state: "complete" },
    entities: [
      entity("customers", { changed: 2 }),
      entity("items", { inserted: 7 }),
      entity("vendors", {}),
      entity("invoices", { removed: 1 }),
    ],
    found: [
      { entity: "customers", found: "changed", ids: ["1", "2"] },
      { entity: "items", found: "new", ids: ["4", "5", "6", "7", "8", "9"] },
      { entity: "invoices", found: "removed", ids: ["9"] },
    ],
    shared: [{ month: "2026-11", kind: "cdc", calls: 3, failed: 0 }],
  } as unknown as LoadFacts,
  failure: undefined,
};

test("what was changed stands above what was found, entity by entity with the first ids", () => {
  expect(syncTable(sync)).toBe(
    [
      "edited: customers 1, 2; items 4",
      "deleted: invoices 9",
      "",
      "found      new  changed  removed  restored  ids",
      "customers    0        2        0         0  changed 1, 2",
      "items        7        0        0         0  new 4, 5, 6, 7, 8, …",
      "invoices     0        0        1         0  removed 9",
      "",
    ].join("\n"),
  );
});

test("one line adds it up, with the calls and the verdict", () => {
  expect(syncLine(sync)).toBe("sync new=7 changed=2 removed=1 restored=0 calls=7 verdict=complete");
  expect(syncFields(sync)).toMatchObject({ load_id: 2, mage_run_id: 2, calls: 7, counts: { new: 7, removed: 1 } });
});

test("a sync that failed is not whole, and says why", () => {
  const failed: SyncOutcome = {
    ...sync,
    run: { ...sync.run, status: "failed" },
    facts: undefined,
    failure: "The token is dead.",
  };
  expect(isWhole(failed)).toBe(false);
  expect(syncTable(failed)).toContain("sync, Mage's run 2: The token is dead.\n");
  expect(syncLine(failed)).toBe("sync new=0 changed=0 removed=0 restored=0 calls=0 verdict=failed");
});

test("a sync that Mage calls completed is not whole while an entity is not complete", () => {
  const open = { ...sync, facts: { ...sync.facts, load: { ...sync.facts?.load, state: "incomplete" } } } as SyncOutcome;
  expect([isWhole(open), syncFields(open).verdict]).toEqual([false, "incomplete"]);
});
