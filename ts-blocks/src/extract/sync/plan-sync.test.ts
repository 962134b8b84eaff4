import { expect, test } from "vitest";
import type { EntityName } from "../../entities/entity";
import { planSync, type SyncKnown } from "./plan-sync";

const QUIET = {
  proves: false,
  witnesses: [],
  neverCounted: [],
  live: new Map(),
  job: { pageSize: 1000, sweep: "auto" },
} as const satisfies SyncKnown;

const all = (entities: readonly EntityName[], thorough = false) => entities.map((entity) => ({ entity, thorough }));
const counts = (known: Partial<Record<EntityName, number>>) =>
  new Map(Object.entries(known).map(([entity, count]) => [entity as EntityName, { count, at: undefined }]));

test("entities of change data capture take one call, unchanged entities take none, and short lists share a batch", () => {
  const entities = all(["invoices", "bills", "time_activities", "tax_codes", "tax_rates"]);
  const counted = counts({ invoices: 7, bills: 0, time_activities: 0, tax_codes: 8, tax_rates: 9 });
  expect(planSync(entities, counted, QUIET)).toEqual({
    byCdc: { entities: ["invoices", "bills"], records: 7 },
    byChange: { entities: [], records: 0 },
    whole: { entities: ["tax_codes", "tax_rates"], records: 17 },
    compared: { entities: [], records: 0 },
    proven: 0,
    calls: 4, // the counts, the changes, the invoices by id for their custom fields, the two lists
    reads: 9, // five counts, two calls, two lists
    monthShare: 9 / 500_000,
  });
});

test("a list of which it is not known whether QuickBooks counts it is asked about in the batch of the counts", () => {
  const plan = (neverCounted: readonly EntityName[]) =>
    planSync(all(["invoices", "terms"]), counts({ invoices: 0 }), { ...QUIET, neverCounted });
  expect([plan(["terms"]).calls, plan(["terms"]).reads]).toEqual([plan([]).calls, plan([]).reads + 1]);
});

test("a long list comes as keys, in the answer with the short lists; with a full sweep it is read page by page", () => {
  const entities = all(["tax_codes", "inventory_adjustments"]);
  const counted = counts({ tax_codes: 8, inventory_adjustments: 5_000 });
  const plan = planSync(entities, counted, QUIET);
  expect(plan.whole).toEqual({ entities: ["tax_codes", "inventory_adjustments"], records: 5_008 });
  expect([plan.calls, plan.reads]).toEqual([2, 2 + 1 + 6]); // two counts, a page, six pages of keys
  const full = planSync(entities, counted, { ...QUIET, job: { pageSize: 1000, sweep: "full" } });
  expect(full.calls).toBe(1 + 2 + 7); // the counts; each list page by page, and its count
});

test("more changes than an answer of change data capture holds are read by change, and everything is counted", () => {
  const plan = planSync(all(["invoices", "bills"]), counts({ invoices: 2_400, bills: 3 }), QUIET);
  expect(plan.byCdc.entities).toEqual([]);
  expect(plan.byChange).toEqual({ entities: ["invoices", "bills"], records: 2_403 });
  expect(plan.proven).toBe(2);
  // The counts, the answer that holds too much, three pages and one page, the counts of everything.
  expect([plan.calls, plan.reads]).toEqual([1 + 1 + 3 + 1 + 1, 2 + 1 + 4 + 2]);
});

test("an entity whose mark is old is read by change, and compared by the thousand", () => {
  const live = new Map([["invoices", 4_200]] as const);
  const plan = planSync(all(["invoices"], true), counts({ invoices: 12 }), { ...QUIET, proves: true, live });
  expect(plan.byChange).toEqual({ entities: ["invoices"], records: 12 });
  expect(plan.compared).toEqual({ entities: ["invoices"], records: 4_200 });
  expect(plan.calls).toBe(1 + 1 + 5 + 1 + 1); // the count, a page, five listings, the proof, and the proof once more
});

test("full compares every entity that is read by change, and off none", () => {
  const plan = (sweep: "full" | "off", thorough: boolean) =>
    planSync(all(["invoices", "terms"], thorough), counts({ invoices: 0 }), {
      ...QUIET,
      job: { pageSize: 1000, sweep },
    });
  expect(plan("full", false).compared.entities).toEqual(["invoices"]);
  expect(plan("off", true).compared.entities).toEqual([]);
});
