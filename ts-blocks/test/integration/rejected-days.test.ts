import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase, type TestDatabase } from "../support/database";
import { type BlockRun, MageStandIn } from "../support/mage-stand-in";

/** Days with a record that is not in the table: what the ledger, the log and the failure say. */
const MARCH = { fecha_inicio: "2026-03-01", fecha_fin: "2026-03-08", workers: 1 };

function item(id: string, updated: string, name = `Item ${id}`): string {
  return `{"Name":"${name}","Active":true,"Type":"Service","domain":"QBO","sparse":false,"Id":"${id}","SyncToken":"0","MetaData":{"CreateTime":"${updated}","LastUpdatedTime":"${updated}"}}`;
}

const messages = (run: BlockRun | undefined) => run?.logs.map(({ message }) => message) ?? [];

test("a day with a record that the table cannot hold says rejected, and the log and the failure name the record", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  for (let n = 10; n < 15; n++) {
    qbo.putRecord("Item", item(`90${n}`, `2026-03-03T10:00:${n}-08:00`, "Nul\\u0000in the name"));
  }
  qbo.putRecord("Item", item("9100", "2026-03-04T10:00:00-08:00"));

  const { exporter, validator } = await new MageStandIn(db.settings, qbo).pipeline("items", MARCH);

  const verdicts = await db.rows(
    `select to_char(window_start_utc, 'YYYY-MM-DD') as day, verdict, rows::int, rejected::int
     from backfill.run_window where rows > 0 order by 1`,
  );
  expect(verdicts).toEqual([
    { day: "2026-03-03", verdict: "rejected", rows: 5, rejected: 5 },
    { day: "2026-03-04", verdict: "complete", rows: 1, rejected: 0 },
  ]);
  const named =
    "9010 of 2026-03-03 (NOT_JSONB), 9011 of 2026-03-03 (NOT_JSONB), 9012 of 2026-03-03 (NOT_JSONB), and 2 more";
  expect(messages(exporter)).toContain(`qb.rejected 5 records set aside in backfill.rejected_record: ${named}`);
  expect(validator?.failure?.message).toBe(
    `The run is not complete; failed checks: nothing_rejected (5); not in the table: ${named} (run 1).`,
  );
});

test("a day with a record that QuickBooks cannot render says rejected, and the record explains QuickBooks' count", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  for (let n = 20; n < 27; n++) qbo.putRecord("Item", item(`91${n}`, `2026-03-03T10:00:${n}-08:00`));
  qbo.scenario([{ match: { kind: "query", containsId: "9123" }, fault: "poison-4002" }]);

  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("items", MARCH);

  expect(
    await db.rows(
      `select verdict, rows::int, unreadable::int, rejected::int from backfill.run_window
       where window_start_utc = '2026-03-03'`,
    ),
  ).toEqual([{ verdict: "rejected", rows: 6, unreadable: 1, rejected: 0 }]);
  expect(validator?.failure?.message).toContain(
    "not in the table: one between 2026-03-03T18:00:22Z and 2026-03-03T18:00:24Z, after record 9122, before record 9124 (UNREADABLE)",
  );
});

test("the remedy for a rejected record is not to run the same range again, which would reject it again", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  qbo.putRecord("Item", item("9010", "2026-03-03T10:00:00-08:00", "Nul\\u0000in the name"));

  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("items", MARCH);

  expect(validator?.failure?.remedy).toBe(
    "Correct the named records in QuickBooks (backfill.rejected_record has all of them, each with its reason), then run a range that reaches to today, because the correction is a change of today.",
  );
});

const days = (db: TestDatabase) =>
  db.rows(
    `select to_char(window_start_utc, 'YYYY-MM-DD') as day, verdict, rows::int, unreadable::int
     from backfill.run_window where rows > 0 or unreadable > 0 or verdict <> 'complete' order by 1`,
  );

test.each(["counts", "ids"])(
  "a record that QuickBooks cannot render and that is alone in its day is found there by %s, not on a neighbour's day",
  async (proof) => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await createDatabase();
    for (const day of [2, 4, 6]) qbo.putRecord("Item", item(`910${day}`, `2026-03-0${day}T10:00:00-08:00`));
    qbo.scenario([{ match: { kind: "query", containsId: "9104" }, fault: "poison-4002" }]);

    const { validator } = await new MageStandIn(db.settings, qbo).pipeline("items", { ...MARCH, proof });

    expect(await days(db)).toEqual([
      { day: "2026-03-02", verdict: "complete", rows: 1, unreadable: 0 },
      { day: "2026-03-04", verdict: "rejected", rows: 0, unreadable: 1 },
      { day: "2026-03-06", verdict: "complete", rows: 1, unreadable: 0 },
    ]);
    // The days are counted in the request for the proof's counts: the record costs none of its own for its day.
    if (proof === "counts") expect(qbo.calls().byKind).toMatchObject({ count: 1, batch: 1, cdc: 1 });
    expect(validator?.failure?.message).toContain(
      "failed checks: nothing_rejected (1); not in the table: one between 2026-03-04T00:00:00Z and 2026-03-04T23:59:59Z, after record 9102, before record 9106 (UNREADABLE)",
    );
  },
);

test("an edit on the day of a record that QuickBooks cannot render does not hide that record from the count", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  for (const [id, at] of [
    ["9102", "2026-03-02T10"],
    ["9103", "2026-03-04T10"],
    ["9104", "2026-03-04T11"],
    ["9105", "2026-03-06T10"],
  ] as const) {
    qbo.putRecord("Item", item(id, `${at}:00:00-08:00`));
  }
  // After the proof has asked for the edited records: the count of the day falls by one, and what is held does not.
  qbo.scenario([
    { match: { kind: "query", containsId: "9104" }, fault: "poison-4002" },
    {
      match: { kind: "cdc", nth: 1 },
      times: 1,
      after: [{ mutate: { op: "edit", entity: "Item", id: "9103" } }],
    },
  ]);

  await new MageStandIn(db.settings, qbo).pipeline("items", MARCH);

  expect(await days(db)).toEqual([
    { day: "2026-03-02", verdict: "complete", rows: 1, unreadable: 0 },
    { day: "2026-03-04", verdict: "rejected", rows: 1, unreadable: 1 },
    { day: "2026-03-06", verdict: "complete", rows: 1, unreadable: 0 },
  ]);
});
