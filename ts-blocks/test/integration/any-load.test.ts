import fc from "fast-check";
import { expect, test } from "vitest";
import { type Rule, startSimulator } from "../../simulator/index";
import { ENTITIES, type EntityName, rawTable } from "../../src/entities/entity";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };
/** Entities of both ways of reading, with each special case: no order, no times, wrapped rows, rows under another key. */
const WHOLE = ["payment_methods", "tax_agencies", "journal_codes", "recurring_transactions", "terms"] as const;
const BY_CHANGE = ["customers", "invoices", "credit_card_payments", "bills", "time_activities"] as const;
/** The edits of a run come after the range. Lists that are read whole have no range, so they are not edited. */
const OPS = {
  customers: ["edit", "touch", "deactivate"],
  invoices: ["edit", "touch", "delete", "void"],
  credit_card_payments: ["edit", "delete"],
  bills: ["edit", "delete"],
  time_activities: ["edit", "delete"],
} as const;

const FAULTS = [
  ...(["connection-reset", "answer-lost", "truncated-body", "empty-body", "gateway-502-html"] as const),
  ...(["gateway-504-xml", "throttled-429-json", "unauthorized-401-lowercase", "fault-inside-200"] as const),
];

const anyLoad = fc.record({
  seed: fc.integer({ min: 1, max: 1_000 }),
  whole: fc.subarray([...WHOLE], { minLength: 1 }),
  byChange: fc.subarray([...BY_CHANGE], { minLength: 1 }),
  pageSize: fc.constantFrom(1, 3, 7, 20, 999),
  workers: fc.integer({ min: 1, max: 4 }),
  idSort: fc.constantFrom("honoured" as const, "refused" as const),
  changes: fc.array(
    fc.record({
      of: fc.nat(),
      op: fc.nat(),
      nth: fc.integer({ min: 1, max: 8 }),
      times: fc.integer({ min: 1, max: 2 }),
      pick: fc.constantFrom("served-first" as const, "served-last" as const, "oldest" as const, "random" as const),
    }),
    { maxLength: 3 },
  ),
  faults: fc.array(
    fc.record({
      match: fc.record({
        kind: fc.constantFrom("query" as const, "batch" as const, "cdc" as const),
        nth: fc.integer({ min: 1, max: 8 }),
      }),
      times: fc.constant(1),
      retryAfterSeconds: fc.constant(1),
      fault: fc.constantFrom(...FAULTS),
    }),
    { maxLength: 3 },
  ),
});
type Given = typeof anyLoad extends fc.Arbitrary<infer T> ? T : never;

/** A fixed seed, so that every run of the tests is the same. `QB_SEED=… QB_RUNS=…` set others. */
const SEED = Number(process.env.QB_SEED ?? 20_261_128);
const RUNS = Number(process.env.QB_RUNS ?? 8);

test("whatever the source does while several entities are read, in either way, all records of each are held at the end", {
  timeout: 900_000,
}, async () => {
  await fc.assert(fc.asyncProperty(anyLoad, holdsTheTruth), { seed: SEED, numRuns: RUNS, endOnFailure: true });
});

async function holdsTheTruth(given: Given): Promise<void> {
  const { seed, idSort, pageSize, workers } = given;
  await using qbo = await startSimulator({ company: "small", seed, idSort });
  await using db = await createDatabase();
  await db.rows("update backfill.limits set calls_per_second_max = 1000, calls_per_minute_max = 10000");
  const entities: readonly EntityName[] = [...given.whole, ...given.byChange];
  const changes = given.changes.map(({ of, op, nth, times, pick }): Rule => {
    const entity = given.byChange[of % given.byChange.length] as (typeof BY_CHANGE)[number];
    const name = ENTITIES[entity].qbo;
    const ops = OPS[entity];
    return {
      match: { kind: "query", entity: name, nth, statement: "< '2026-0" },
      times,
      after: [{ mutate: { op: ops[op % ops.length] ?? "edit", entity: name, pick } }],
    };
  });
  qbo.scenario([...changes, ...given.faults]);

  const { loader, exporter, validator } = await new MageStandIn(db.settings, qbo).pipeline("company", {
    ...HISTORY,
    entities: entities.join(","),
    page_size: pageSize,
    workers,
  });

  expect(loader?.failure ?? exporter?.failure ?? validator?.failure).toBeUndefined();
  for (const entity of entities) {
    const truth =
      ENTITIES[entity].reads === "whole"
        ? qbo.truth(ENTITIES[entity].qbo)
        : qbo.truth(ENTITIES[entity].qbo, "2023-07-01T00:00:00Z", "2026-07-01T00:00:00Z");
    const held = await db.rows<{ id: string; sha256: string }>(
      `select id, payload_sha256 as sha256 from ${rawTable(entity)}`,
    );
    const copies = new Map(held.map(({ id, sha256 }) => [id, sha256]));
    for (const { id, sha256 } of truth.records) expect([entity, id, copies.get(id)]).toEqual([entity, id, sha256]);
    expect([entity, await db.value("select source_count::int from backfill.run where entity = $1", [entity])]).toEqual([
      entity,
      truth.count,
    ]);
  }
  expect(await db.value("select count(*)::int from backfill.run_window where verdict = 'short'")).toBe(0);
  expect(await db.value("select state from backfill.load")).toBe("complete");
}
