import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../simulator/index";
import { createDatabase, type TestDatabase } from "../support/database";
import { type BlockRun, MageStandIn } from "../support/mage-stand-in";
import { putRecords } from "../support/raw-records";

const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01", entities: "all" };

const orphans = (db: TestDatabase) =>
  db.rows("select entity, member, refers_to, ids, first_ids from backfill.reference_state where state = 'orphan'");

describe("a load of the whole company", () => {
  let qbo: Simulator;
  let db: TestDatabase;
  let mage: MageStandIn;
  let blocks: Record<string, BlockRun>;

  beforeAll(async () => {
    qbo = await startSimulator({ company: "small", seed: 1 });
    db = await createDatabase();
    mage = new MageStandIn(db.settings, qbo);
    blocks = await mage.pipeline("company", HISTORY);
  });
  afterAll(async () => {
    await qbo?.close();
    await db?.[Symbol.asyncDispose]();
  });

  test("finds that every reference resolves, or is known never to resolve", async () => {
    expect(await orphans(db)).toEqual([]);
    const states = await db.rows<{ state: string; times: number }>(
      "select state, sum(times)::int as times from backfill.reference_state group by state",
    );
    const times = Object.fromEntries(states.map((row) => [row.state, row.times]));
    expect(times.resolves).toBeGreaterThan(900);
    expect(Object.keys(times).sort()).toEqual(["never", "resolves"]);
    expect(blocks.validator?.logs.map(({ message }) => message)).toContain(
      `qb.notice references: ${times.resolves?.toLocaleString("en-US")} resolve, 0 do not, 0 to what was not loaded`,
    );
  });

  test("names in log and notices the ids of records that others refer to and that are not held, and is still green", async () => {
    const item = await db.value<string>(
      `select value from backfill.reference where member = 'ItemRef' and entity = 'invoices' order by id limit 1`,
    );
    // As if a source had left a record out of its pages and of its counts.
    await db.rows("delete from raw.qb_items where id = $1", [item]);
    const { validator } = await mage.pipeline("company", { ...HISTORY, entities: "terms,invoices", resume: false });
    expect(validator?.output?.verdict).toBe("complete");
    const found = await db.rows<{ detail: string }>(
      `select detail from backfill.notice
       join backfill.run using (run_id)
       where kind = 'orphans' and path = 'ItemRef to items' and entity = 'invoices'`,
    );
    expect(found).toHaveLength(1);
    expect(found[0]?.detail).toContain(`to 1 id that are not held: ${item};`);
    expect(validator?.logs.map(({ message }) => message).join("\n")).toContain(
      `qb.notice invoices: ItemRef to items: refers to records that are not held`,
    );
  });
});

test("a reference is judged by its meaning: by its kind, by its parent's entity, or as a word of QuickBooks", async () => {
  await using db = await createDatabase();
  await db.rows(
    `insert into backfill.run (entity, pipeline, range_start_utc, range_end_utc, requested_start_utc, requested_end_utc,
                               page_size, max_days_per_query, state, planned_count, planned_at_utc)
     select entity, 'test', '2026-01-01Z', '2026-01-02Z', '2026-01-01Z', '2026-01-02Z', 1000, 0, 'complete', 0, now()
     from unnest('{customers,vendors,invoices,purchases,classes}'::text[]) as entity`,
  );
  await putRecords(db, "customers", ['{"Id":"1","ParentRef":{"value":"7"}}']);
  await putRecords(db, "vendors", ['{"Id":"1"}']);
  await putRecords(db, "classes", ['{"Id":"7"}']);
  const entity = { Type: "Vendor", EntityRef: { value: "1", name: 'a "name"' } };
  await putRecords(db, "journal_entries", [
    JSON.stringify({ Id: "5", Line: [{ JournalEntryLineDetail: { Entity: entity, ClassRef: { value: "8" } } }] }),
  ]);
  await putRecords(db, "purchases", [
    JSON.stringify({
      Id: "6",
      EntityRef: { value: "2", type: "Vendor" },
      PrivateNote: '"CustomerRef": {"value": "99"}',
      Line: [{ AccountBasedExpenseLineDetail: { TaxCodeRef: { value: "NON" }, AccountRef: { value: "3" } } }],
      LinkedTxn: [
        { TxnId: "6", TxnType: "Check" },
        { TxnId: "9", TxnType: "StatementCharge" },
      ],
    }),
  ]);
  const rows = await db.rows<{ entity: string; member: string; refers_to: string; first_ids: string[]; state: string }>(
    "select entity, member, refers_to, first_ids, state from backfill.reference_state",
  );
  const told = rows.map((row) => [row.entity, row.member, row.refers_to, row.first_ids.join(), row.state].join(" "));
  expect(told.sort()).toEqual([
    "customers ParentRef customers 7 orphan",
    "journal_entries ClassRef classes 8 orphan",
    "journal_entries Entity vendors 1 resolves",
    "purchases AccountRef accounts 3 not loaded",
    "purchases EntityRef vendors 2 orphan",
    "purchases LinkedTxn  9 never",
    "purchases LinkedTxn purchases 6 resolves",
    "purchases TaxCodeRef tax_codes NON never",
  ]);
});
