import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase, type TestDatabase } from "../support/database";
import { type BlockRun, MageStandIn } from "../support/mage-stand-in";

/** Other things that may touch the tables, and whether the verdict sees them. */
const MARCH = { fecha_inicio: "2026-03-01", fecha_fin: "2026-03-08" };
const IDS = Array.from({ length: 10 }, (_, n) => String(91_000 + n));

function item(id: string, updated: string, name: string, syncToken = 0): string {
  return `{"Name":"${name}","Active":true,"Type":"Service","domain":"QBO","sparse":false,"Id":"${id}","SyncToken":"${syncToken}","MetaData":{"CreateTime":"${updated}","LastUpdatedTime":"${updated}"}}`;
}

const stamp = (place: number) => `2026-03-03T10:00:${String(10 + place)}-08:00`;

/** A company whose only items in the range are the ten of `IDS`. */
async function tenItems() {
  const qbo = await startSimulator({ company: "small", seed: 1 });
  for (const { id } of qbo.truth("Item", "2026-03-01T00:00:00Z", "2026-03-08T00:00:00Z").records)
    qbo.mutate({ op: "edit", entity: "Item", id, at: "2026-05-05T10:00:00Z" });
  for (const [place, id] of IDS.entries()) qbo.putRecord("Item", item(id, stamp(place), `Item ${id}`));
  return qbo;
}

const failedChecks = (validator: BlockRun | undefined) => validator?.failure?.message ?? "no failure";

const heldIds = (db: TestDatabase) =>
  db.rows<{ id: string }>("select id from raw.qb_items where id like '91%' order by id");

test("when a trigger drops every second row, these rows do not pass as rows with a newer copy", async () => {
  await using qbo = await tenItems();
  await using db = await createDatabase();
  await db.rows(`create function drop_even() returns trigger language plpgsql as
    $$ begin if new.id::bigint % 2 = 0 then return null; end if; return new; end $$`);
  await db.rows("create trigger drop_even before insert on raw.qb_items for each row execute function drop_even()");

  const { exporter, validator } = await new MageStandIn(db.settings, qbo).pipeline("items", MARCH);

  expect(exporter?.output).toMatchObject({ inserted: 5, stale: 5 });
  expect(await heldIds(db)).toHaveLength(5);
  expect(failedChecks(validator)).toContain("failed checks: stale_rows_are_held (5)");
});

test("rows of another loader whose time is later than that in their payload do not pass as newer copies", async () => {
  await using qbo = await tenItems();
  await using db = await createDatabase();
  await db.rows(
    `insert into raw.qb_items (id, payload, extract_window_start_utc, extract_window_end_utc, page_number, page_size,
                               request_payload, source_updated_at_utc, sync_token, payload_sha256, run_id)
     select id, jsonb_build_object('Id', id, 'Name', 'by hand', 'MetaData', jsonb_build_object('LastUpdatedTime', '2020-01-01T00:00:00Z')),
            '2026-06-01', '2026-06-02', 1, 1000, '{}', '2026-06-01 12:00:00Z', 0, '', 0
     from unnest($1::text[]) as id`,
    [IDS],
  );

  const { exporter, validator } = await new MageStandIn(db.settings, qbo).pipeline("items", MARCH);

  expect(exporter?.output).toMatchObject({ inserted: 0, updated: 0, stale: 10 });
  expect(failedChecks(validator)).toContain("failed checks: stale_rows_are_held (10)");
});

test("a row of another loader whose payload has no valid time is reported, and stops no check", async () => {
  await using qbo = await tenItems();
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  await mage.pipeline("items", MARCH);
  await db.rows(
    `update raw.qb_items set source_updated_at_utc = '2026-06-01', run_id = 0,
            payload = jsonb_set(payload, '{MetaData,LastUpdatedTime}', '"yesterday"')
     where id = '91000'`,
  );

  const { validator } = await mage.pipeline("items", MARCH);

  expect(failedChecks(validator)).toContain("failed checks: stale_rows_are_held (1)");
});

test("a record whose LastUpdatedTime moved back with a higher SyncToken is written", async () => {
  await using qbo = await tenItems();
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  await mage.pipeline("items", MARCH);
  qbo.putRecord("Item", item("91009", "2026-03-02T10:00:00-08:00", "Renamed", 1));

  const { exporter, validator } = await mage.pipeline("items", MARCH);

  expect(exporter?.output).toMatchObject({ updated: 10, changed: 1, stale: 0 });
  expect(validator?.failure).toBeUndefined();
  expect(
    await db.rows("select payload ->> 'Name' as name, sync_token::int from raw.qb_items where id = '91009'"),
  ).toEqual([{ name: "Renamed", sync_token: 1 }]);
});

test("a newer copy that is really held makes an older one stale, by name, and the run complete", async () => {
  await using qbo = await tenItems();
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  await mage.pipeline("items", MARCH);
  await db.rows(
    `update raw.qb_items
     set source_updated_at_utc = '2026-03-09 12:00:00Z', sync_token = 1,
         payload = payload || '{"SyncToken": "1", "MetaData": {"LastUpdatedTime": "2026-03-09T04:00:00-08:00"}}'
     where id = '91004'`,
  );

  const { exporter, validator } = await mage.pipeline("items", MARCH);

  expect(exporter?.output).toMatchObject({ updated: 9, stale: 1 });
  expect(exporter?.logs.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/^qb\.export 0 inserted, 9 updated, 1 stale, \d+ in the table$/),
  );
  expect(validator?.failure).toBeUndefined();
  expect(await db.rows("select record_id, source_updated_at_utc, sync_token::int from backfill.stale_record")).toEqual([
    { record_id: "91004", source_updated_at_utc: new Date("2026-03-03T18:00:14Z"), sync_token: 0 },
  ]);
});

test.each([
  ["that a later run has replaced", "run_id > 1 and source_updated_at_utc < '2026-03-06'", "2026-03-01", "2026-03-31"],
  ["of its own, beside others that a later run has taken over", "run_id = 1", "2026-03-05", "2026-03-31"],
])("an earlier run is not found complete when rows %s are gone", async (_, gone, from, until) => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const narrow = await mage.start("loader", "invoices", MARCH).done;
  await mage.start("exporter", "invoices", MARCH, [narrow.output ?? null]).done;
  const wide = await mage.pipeline("invoices", { fecha_inicio: from, fecha_fin: until });
  expect(wide.validator?.failure).toBeUndefined();
  const validate = () => mage.start("validator", "invoices", MARCH, [narrow.output ?? null]).done;
  expect((await validate()).failure).toBeUndefined();

  const deleted = await db.rows(`delete from raw.qb_invoices where ${gone} returning id`);

  expect(deleted.length).toBeGreaterThan(5);
  expect(failedChecks(await validate())).toContain("failed checks: rows_match_the_ledger");
});
