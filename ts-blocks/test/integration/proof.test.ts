import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

const DAY = { fecha_inicio: "2026-03-03", fecha_fin: "2026-03-04", workers: 1 };
type Simulator = Awaited<ReturnType<typeof startSimulator>>;

function invoice(id: string, updated: string): string {
  return `{"domain":"QBO","sparse":false,"Id":"${id}","SyncToken":"0","MetaData":{"CreateTime":"${updated}","LastUpdatedTime":"${updated}"},"DocNumber":"${id}","TxnDate":"2026-03-03","Line":[],"TotalAmt":100.00,"Balance":0}`;
}

function putInvoices(qbo: Simulator, day: string, ids: number): void {
  for (let n = 10; n < 10 + ids; n++) qbo.putRecord("Invoice", invoice(`91${n}`, `${day}T10:00:${n}-08:00`));
}

const verdictOf = (db: TestDatabase, day: string) =>
  db.value("select verdict from backfill.run_window where window_start_utc = $1", [day]);

test("a run that is continued after the source has changed for good is still proved, and says what moved", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  await db.rows("update backfill.limits set calls_per_second_max = 1000, calls_per_minute_max = 10000");
  const mage = new MageStandIn(db.settings, qbo);
  const variables = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01", page_size: 20, workers: 4 };
  qbo.scenario([{ match: { kind: "batch", nth: 1 }, times: 1, delayMs: 60_000 }]);
  const loading = mage.start("loader", "invoices", variables);
  await expect
    .poll(() => db.value("select every(seek_utc = end_utc) from backfill.run_segment"), { timeout: 60_000 })
    .toBe(true);
  loading.process.kill("SIGKILL");
  await loading.done;
  qbo.calm();
  // More than a hundred pages of edits, and no record is where it was.
  const { records } = qbo.truth("Invoice", "2023-07-01T00:00:00Z", "2026-07-01T00:00:00Z");
  expect(records.length).toBeGreaterThan(100 * variables.page_size);
  qbo.clock.advance(3 * 86_400_000);
  for (const { id } of records) qbo.mutate({ op: "edit", entity: "Invoice", id });

  const { loader, validator } = await mage.pipeline("invoices", variables);

  expect(loader?.logs.map((line) => line.message)).toContainEqual(
    expect.stringMatching(/^qb\.plan goes on with run 1 /),
  );
  expect(validator?.failure).toBeUndefined();
  expect(await db.rows("select distinct verdict from backfill.run_window where rows > 0 order by 1")).toEqual([
    { verdict: "moved" },
  ]);
});

test("a record that is lost while another is edited during the proof does not pass as complete", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  putInvoices(qbo, "2026-03-03", 6);
  const range = { fecha_inicio: "2026-03-01", fecha_fin: "2026-03-08", workers: 1 };
  qbo.scenario([
    // A record appears in a day that was already read.
    {
      match: { kind: "query", nth: 1 },
      times: 1,
      after: [{ putRecord: { entity: "Invoice", raw: invoice("9200", "2026-03-03T12:00:00-08:00") } }],
    },
    // A neighbour leaves the same day between the first comparison and the next.
    {
      match: { kind: "cdc" },
      times: 1,
      after: [{ mutate: { op: "edit", entity: "Invoice", id: "9112" } }],
    },
  ]);

  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("invoices", range);

  expect(validator?.failure).toBeUndefined();
  expect(await db.value("select count(*)::int from raw.qb_invoices where id = '9200'")).toBe(1);
  expect(await verdictOf(db, "2026-03-03")).toBe("moved");
});

/** Change data capture names deleted invoices. Nothing names deleted time activities. */
test.each([
  ["Invoice", "invoices", "edit"],
  ["Invoice", "invoices", "delete"],
  ["TimeActivity", "time_activities", "edit"],
  ["TimeActivity", "time_activities", "delete"],
] as const)(
  "a record that a page and the listing left out is found, also if another %s leaves after it was listed (%s, %s)",
  async (name, entity, op) => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await createDatabase();
    for (let n = 10; n < 16; n++) qbo.putRecord(name, invoice(`91${n}`, `2026-03-03T10:00:${n}-08:00`));
    qbo.scenario([
      { match: { kind: "query", statement: "select *" }, times: 1, dropRows: 1 },
      // The count that follows equals the number of records listed: one was not listed, and another has left.
      {
        match: { kind: "query", statement: "select Id, SyncToken" },
        times: 1,
        dropRows: 1,
        // The new record was never in the range.
        after: [{ mutate: { op, entity: name, id: "9112" } }, { mutate: { op: "create", entity: name } }],
      },
    ]);

    const { loader, validator } = await new MageStandIn(db.settings, qbo).pipeline(entity, DAY);

    expect(loader?.failure ?? validator?.failure).toBeUndefined();
    expect(await db.value(`select count(*)::int from raw.qb_${entity} where id = '9115'`)).toBe(1);
    expect(await db.value("select source_count::int from backfill.run")).toBe(5);
  },
);

test("a record that no page shows makes its day short, also while others leave during the proof", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  putInvoices(qbo, "2026-03-03", 40);
  const ofTheDay = "FROM Invoice WHERE MetaData.LastUpdatedTime >= '2026-03-03T";
  qbo.scenario([
    { match: { kind: "query", statement: ofTheDay }, dropRows: 1 },
    ...Array.from({ length: 12 }, (_, n) => ({
      // Not at each look: a record that leaves in each moment between two questions would hide the other one.
      match: { kind: "cdc" as const, nth: 2 * n + 1 },
      after: [{ mutate: { op: "edit" as const, entity: "Invoice", id: `91${10 + n}` } }],
    })),
  ]);

  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("invoices", DAY);

  expect(validator?.failure?.message).toContain("failed checks: source_count_agrees (1)");
  expect(await verdictOf(db, "2026-03-03")).toBe("short");
});

test("a record that is edited right after the count does not make its day short", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  putInvoices(qbo, "2026-03-03", 6);
  qbo.scenario([
    { match: { kind: "batch", nth: 1 }, times: 1, after: [{ mutate: { op: "edit", entity: "Invoice", id: "9112" } }] },
  ]);

  const { loader, validator } = await new MageStandIn(db.settings, qbo).pipeline("invoices", DAY);

  expect(validator?.failure).toBeUndefined();
  expect(loader?.logs.filter(({ message }) => message.includes("read again"))).toEqual([]);
  expect(await verdictOf(db, "2026-03-03")).toBe("moved");
});

test.each(["poison-4002", "poison-10000"] as const)(
  "a record that breaks the list of edits with %s is read around, and the proof is made",
  async (fault) => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await createDatabase();
    putInvoices(qbo, "2026-03-03", 6);
    const now = new Date(qbo.clock.now()).toISOString().slice(0, 19);
    for (let n = 10; n < 30; n++) qbo.putRecord("Invoice", invoice(`93${n}`, `${now}Z`));
    qbo.scenario([
      { match: { kind: "query", containsId: "9320" }, fault },
      {
        match: { kind: "query", nth: 1 },
        times: 1,
        after: [{ mutate: { op: "edit", entity: "Invoice", id: "9112" } }],
      },
    ]);

    const { loader, validator } = await new MageStandIn(db.settings, qbo).pipeline("invoices", {
      ...DAY,
      page_size: 40,
    });

    expect(loader?.failure).toBeUndefined();
    expect(validator?.failure).toBeUndefined();
    expect(await verdictOf(db, "2026-03-03")).toBe("moved");
  },
);

test.each(["honoured", "ignored", "refused"] as const)(
  "a second of edits that holds more than a page hides no lost record, where sorting by Id is %s",
  async (idSort) => {
    await using qbo = await startSimulator({ company: "small", seed: 1, idSort, ties: "shuffled" });
    await using db = await createDatabase();
    await db.rows("update backfill.limits set calls_per_second_max = 1000, calls_per_minute_max = 10000");
    putInvoices(qbo, "2026-03-03", 40);
    const soon = new Date(qbo.clock.now() + 60_000).toISOString().replace(/\.\d+/, "");
    const edits = Array.from({ length: 40 }, (_, n) => ({
      mutate: { op: "edit" as const, entity: "Invoice", id: `91${10 + n}`, at: soon },
    }));
    const lost = { putRecord: { entity: "Invoice", raw: invoice("9200", "2026-03-03T12:00:00-08:00") } };
    qbo.scenario([{ match: { kind: "batch", nth: 1 }, times: 1, after: [...edits, lost] }]);

    const { validator } = await new MageStandIn(db.settings, qbo).pipeline("invoices", { ...DAY, page_size: 7 });

    expect(validator?.failure).toBeUndefined();
    expect(await db.value("select count(*)::int from raw.qb_invoices where id = '9200'")).toBe(1);
    expect(await verdictOf(db, "2026-03-03")).toBe("moved");
  },
);

test("an unreadable record between two days excuses one missing record, not one in each day", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  putInvoices(qbo, "2026-03-03", 6);
  qbo.putRecord("Invoice", invoice("9150", "2026-03-03T23:59:59Z"));
  putInvoices(qbo, "2026-03-04", 3);
  qbo.scenario([
    { match: { kind: "query", containsId: "9150" }, fault: "poison-4002" },
    // The sum stays equal: one planned record is never read, and another record appears in a day that was read.
    {
      match: { kind: "count", nth: 1 },
      times: 1,
      after: [{ mutate: { op: "delete", entity: "Invoice", id: "9112" } }],
    },
    {
      match: { kind: "query", statement: "STARTPOSITION 7 MAXRESULTS 6" },
      times: 1,
      after: [{ putRecord: { entity: "Invoice", raw: invoice("9200", "2026-03-04T12:00:00-08:00") } }],
    },
  ]);

  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("invoices", {
    fecha_inicio: "2026-03-02",
    fecha_fin: "2026-03-06",
    workers: 1,
    page_size: 12,
  });

  expect(await db.value("select count(*)::int from raw.qb_invoices where id = '9200'")).toBe(1);
  expect(validator?.failure?.message).toContain("failed checks: nothing_rejected (1); not in the table: ");
});
