import { expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../simulator/index";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";
import { counted, EMPTY, TamperedSource, withRows } from "../support/tampered-source";

const MARCH = { fecha_inicio: "2026-03-01", fecha_fin: "2026-03-31", workers: 1 };

function invoice(id: string, updated: string, token = "0"): string {
  return `{"domain":"QBO","sparse":false,"Id":"${id}","SyncToken":"${token}","MetaData":{"CreateTime":"${updated}","LastUpdatedTime":"${updated}"},"DocNumber":"${id}","TxnDate":"2026-03-03","Line":[],"TotalAmt":100.00,"Balance":0}`;
}

/** Puts invoices one second apart, from ten o'clock on. */
function putInvoices(qbo: Simulator, day: string, first: number, records: number): void {
  const start = Date.parse(`${day}T10:00:00Z`);
  for (let n = 0; n < records; n++) {
    qbo.putRecord("Invoice", invoice(String(first + n), `${new Date(start + n * 1_000).toISOString().slice(0, 19)}Z`));
  }
}

async function fast(db: TestDatabase): Promise<void> {
  await db.rows("update backfill.limits set calls_per_second_max = 1000, calls_per_minute_max = 10000");
}

/** The records of March that the source has now and the table lacks, in their current version. */
async function missing(qbo: Simulator, db: TestDatabase): Promise<string[]> {
  const held = await db.rows<{ id: string; token: string }>(
    "select id, sync_token::text as token from raw.qb_invoices",
  );
  const copies = new Map(held.map(({ id, token }) => [id, token]));
  const { records } = qbo.truth("Invoice", "2026-03-01T00:00:00Z", "2026-03-31T00:00:00Z");
  return records.flatMap(({ id, syncToken }) => (copies.get(id) === syncToken ? [] : [id]));
}

const verdicts = (db: TestDatabase) =>
  db.rows("select verdict, count(*)::int as days from backfill.run_window where rows > 0 group by 1 order by 1");

test("a source that drops the last row of each page is not found complete while a row is missing", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  await fast(db);
  for (let day = 10; day < 20; day++) putInvoices(qbo, `2026-03-${day}`, day * 1_000, 30);
  await using source = await TamperedSource.before(qbo, ({ kind, nth }, body) => {
    if (kind === "page" && nth === 3) qbo.mutate({ op: "edit", entity: "Invoice", id: "10004" });
    return kind === "count" ? undefined : withRows(body, "Invoice", (rows) => rows.slice(0, -1));
  });

  const { validator } = await new MageStandIn(db.settings, source).pipeline("invoices", { ...MARCH, page_size: 40 });

  const lost = await missing(qbo, db);
  if (lost.length > 0) expect(validator?.failure?.code).toBe("RUN_INCOMPLETE");
  expect(lost.length).toBeLessThan(2); // only the very last row can be missing, which no question returns
});

test("an empty page of an import day, and the deletion of other records of that day, leave nothing missing", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  await fast(db);
  putInvoices(qbo, "2026-03-10", 10_000, 400);
  await using source = await TamperedSource.before(qbo, ({ kind, nth }) => {
    if (kind !== "page" || nth !== 4) return undefined;
    for (let n = 0; n < 200; n++) qbo.mutate({ op: "delete", entity: "Invoice", id: String(10_000 + n) });
    return EMPTY;
  });

  const { validator } = await new MageStandIn(db.settings, source).pipeline("invoices", { ...MARCH, page_size: 100 });

  expect(await missing(qbo, db)).toEqual([]);
  expect(validator?.failure).toBeUndefined();
  expect(await verdicts(db)).toContainEqual({ verdict: "deleted", days: 1 });
  expect(await db.value("select count(*)::int from backfill.run_finding where finding = 'gone'")).toBeGreaterThan(0);
});

test.each([7, 0])(
  "a source that counts %s and lists more is not found complete, and nothing is missing",
  async (count) => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await createDatabase();
    await fast(db);
    putInvoices(qbo, "2026-03-10", 10_000, 260);
    await using source = await TamperedSource.before(qbo, ({ kind, nth }) =>
      kind === "count" ? counted(count) : kind === "page" && nth === 2 ? EMPTY : undefined,
    );

    const { validator } = await new MageStandIn(db.settings, source).pipeline("invoices", { ...MARCH, page_size: 100 });

    expect(validator?.failure?.code).toBe("RUN_INCOMPLETE");
    expect(validator?.failure?.message).toContain("source_count_agrees");
    expect(await missing(qbo, db)).toEqual([]);
  },
);

test("a comparison of ids finds a record that appeared behind the reader, although a deletion hides it from the counts", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  await fast(db);
  putInvoices(qbo, "2026-03-10", 10_000, 60);
  await using source = await TamperedSource.before(qbo, ({ kind, nth }) => {
    if (kind !== "page" || nth !== 3) return undefined;
    qbo.putRecord("Invoice", invoice("20000", "2026-03-02T10:00:00Z"));
    qbo.mutate({ op: "delete", entity: "Invoice", id: "10000" });
    return undefined;
  });

  const variables = { ...MARCH, page_size: 20, proof: "ids" };
  const { validator } = await new MageStandIn(db.settings, source).pipeline("invoices", variables);

  expect(validator?.failure).toBeUndefined();
  expect(await missing(qbo, db)).toEqual([]);
  expect(await db.rows("select finding, record_id from backfill.run_finding order by finding")).toEqual([
    { finding: "gone", record_id: "10000" },
    { finding: "missing", record_id: "20000" },
    { finding: "removed", record_id: "10000" },
  ]);
  expect(await db.value("select proof from backfill.run")).toBe("ids");
});

test("a comparison of ids finds a version that was changed without a new time, and the run corrects it", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  putInvoices(qbo, "2026-03-10", 10_000, 6);
  await using source = await TamperedSource.before(qbo, ({ kind, nth }) => {
    if (kind === "count" && nth === 2) qbo.putRecord("Invoice", invoice("10002", "2026-03-10T10:00:02Z", "1"));
    return undefined;
  });

  const { validator } = await new MageStandIn(db.settings, source).pipeline("invoices", { ...MARCH, proof: "ids" });

  expect(validator?.failure).toBeUndefined();
  expect(await missing(qbo, db)).toEqual([]);
  expect(await db.rows("select finding, record_id from backfill.run_finding")).toEqual([
    { finding: "older", record_id: "10002" },
  ]);
});

test("a source that counts none of the loaded records is not found complete", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  putInvoices(qbo, "2026-03-10", 10_000, 6);
  await new MageStandIn(db.settings, qbo).pipeline("invoices", MARCH);
  await using source = await TamperedSource.before(qbo, ({ kind }) => (kind === "count" ? counted(0) : EMPTY));

  const { loader } = await new MageStandIn(db.settings, source).pipeline("invoices", MARCH);

  expect(loader?.failure?.code).toBe("QBO_EMPTY");
  expect(loader?.failure?.message).toContain("counts no invoices at all, and this database holds 6");
  expect(await db.value("select count(*)::int from backfill.run")).toBe(1);
});

test("a source that turns empty between the reading and the proof is not believed", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  putInvoices(qbo, "2026-03-10", 10_000, 60);
  await using source = await TamperedSource.before(qbo, ({ kind, nth }) => {
    if (kind === "count") return nth > 1 ? counted(0) : undefined;
    return kind === "page" ? undefined : EMPTY;
  });

  const { loader } = await new MageStandIn(db.settings, source).pipeline("invoices", { ...MARCH, page_size: 20 });

  expect(loader?.failure?.code).toBe("QBO_CONTRADICTS");
});

test("one empty page among full pages costs few calls, and nothing is missing", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  await fast(db);
  await using source = await TamperedSource.before(qbo, ({ kind, nth }) =>
    kind === "page" && nth === 3 ? EMPTY : undefined,
  );
  const history = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01", page_size: 500, workers: 1 };

  const { validator } = await new MageStandIn(db.settings, source).pipeline("invoices", history);

  expect(validator?.failure).toBeUndefined();
  expect(await db.value("select count(*)::int from raw.qb_invoices")).toBe(4_000);
  expect(source.asked.length).toBeLessThan(40);
});

test("edits at every page cost at most three times as much as a quiet run, and the records that were never read are named", async () => {
  await using quiet = await startSimulator({ company: "demo", seed: 1 });
  await using quietDb = await createDatabase();
  const history = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01", page_size: 500, workers: 1 };
  await new MageStandIn(quietDb.settings, quiet).pipeline("invoices", history);
  const quietCalls = quiet.calls().total;
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  await fast(db);
  await using source = await TamperedSource.before(qbo, () => {
    for (let n = 0; n < 20; n++) qbo.mutate({ op: "edit", entity: "Invoice", pick: "random" });
    return undefined;
  });

  const { loader, validator } = await new MageStandIn(db.settings, source).pipeline("invoices", history);

  expect(validator?.failure).toBeUndefined();
  const held = new Set((await db.rows<{ id: string }>("select id from raw.qb_invoices")).map(({ id }) => id));
  const everything = qbo.truth("Invoice", "2000-01-01T00:00:00Z", "2100-01-01T00:00:00Z").records;
  const unread = await db.rows<{ id: string }>(
    "select record_id as id from backfill.run_finding where finding = 'unread'",
  );
  expect(everything.flatMap(({ id }) => (held.has(id) ? [] : [id])).sort()).toEqual(unread.map(({ id }) => id).sort());
  expect(unread.length).toBeGreaterThan(0);
  expect(validator?.logs.map(({ message }) => message)).toContainEqual(
    expect.stringContaining(`; ${unread.length} records left the range before they were read (`),
  );
  expect(loader?.logs.map(({ message }) => message)).toContainEqual(
    expect.stringContaining(`qb.unread ${unread.length} records edited before they were read: read on from 2026-07-01`),
  );
  expect(qbo.calls().total).toBeLessThanOrEqual(3 * quietCalls);
});

test("500 deletions during a run of 4,000 cost at most three times as much as a quiet run", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  await fast(db);
  const history = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01", page_size: 500, workers: 1 };
  const ids = qbo.truth("Invoice", "2023-07-01T00:00:00Z", "2026-07-01T00:00:00Z").records.map(({ id }) => id);
  await using source = await TamperedSource.before(qbo, ({ kind, nth }) => {
    if (kind === "page" && nth === 5)
      for (const id of ids.filter((_, n) => n % 8 === 0)) qbo.mutate({ op: "delete", entity: "Invoice", id });
    return undefined;
  });

  const { validator } = await new MageStandIn(db.settings, source).pipeline("invoices", history);

  expect(validator?.failure).toBeUndefined();
  const held = new Set((await db.rows<{ id: string }>("select id from raw.qb_invoices")).map(({ id }) => id));
  const now = qbo.truth("Invoice", "2023-07-01T00:00:00Z", "2026-07-01T00:00:00Z").records;
  expect(now.filter(({ id }) => !held.has(id))).toEqual([]);
  expect(qbo.calls().total).toBeLessThanOrEqual(36);
});

test.each([
  ["no zone", (stamp: string) => stamp.replace(/(Z|[+-]\d\d:\d\d)$/, "")],
  ["another format", () => "03/10/2026 10:00"],
  ["an offset that no clock has", (stamp: string) => stamp.replace(/(Z|[+-]\d\d:\d\d)$/, "+18:00")],
  ["a day far out of the range", () => "1999-01-01T00:00:00Z"],
])("a record whose time has %s costs few calls, is set aside by name, and its neighbours land", async (_, change) => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  putInvoices(qbo, "2026-03-10", 10_000, 60);
  interface Row {
    Id: string;
    MetaData: { LastUpdatedTime: string };
  }
  await using source = await TamperedSource.before(qbo, ({ kind }, body) =>
    kind === "count"
      ? undefined
      : withRows(body, "Invoice", (rows) =>
          (rows as Row[]).map((row) =>
            row.Id === "10030"
              ? { ...row, MetaData: { ...row.MetaData, LastUpdatedTime: change(row.MetaData.LastUpdatedTime) } }
              : row,
          ),
        ),
  );

  const { loader, validator } = await new MageStandIn(db.settings, source).pipeline("invoices", {
    ...MARCH,
    page_size: 20,
  });

  expect(loader?.failure).toBeUndefined();
  expect(validator?.failure?.message).toContain("failed checks: nothing_rejected (1)");
  expect(await db.rows("select record_id from backfill.rejected_record")).toEqual([{ record_id: "10030" }]);
  expect(await missing(qbo, db)).toEqual(["10030"]);
  expect(source.asked.length).toBeLessThan(25);
});

test.each([
  ["of 10 kB", "9".repeat(10_000), "NO_ID"],
  ["with a NUL", "10030\u0000", "NOT_JSONB"],
])("a record with an Id %s is set aside, and its neighbours land", async (_, Id, reason) => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  putInvoices(qbo, "2026-03-10", 10_000, 60);
  await using source = await TamperedSource.before(qbo, ({ kind }, body) =>
    kind === "count"
      ? undefined
      : withRows(body, "Invoice", (rows) =>
          (rows as { Id: string }[]).map((row) => (row.Id === "10030" ? { ...row, Id } : row)),
        ),
  );

  const { loader, validator } = await new MageStandIn(db.settings, source).pipeline("invoices", MARCH);

  expect(loader?.failure).toBeUndefined();
  expect(validator?.failure?.message).toContain("nothing_rejected (1)");
  expect(await db.rows("select reason from backfill.rejected_record")).toEqual([{ reason }]);
  expect(await missing(qbo, db)).toEqual(["10030"]);
});

test("a second with many records whose STARTPOSITION is ignored costs few pages, and is not found complete", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  await fast(db);
  for (let n = 0; n < 60; n++) qbo.putRecord("Invoice", invoice(String(10_000 + n), "2026-03-10T10:00:00Z"));
  let firstPage = "";
  await using source = await TamperedSource.before(qbo, ({ kind, statement }, body) => {
    if (kind === "count" || kind === "ids") return undefined;
    if (/STARTPOSITION 1 /.test(statement) && body.includes('"10000"')) firstPage = body;
    return /STARTPOSITION 1 /.test(statement) || firstPage === "" ? undefined : firstPage;
  });

  const { validator, loader } = await new MageStandIn(db.settings, source).pipeline("invoices", {
    ...MARCH,
    page_size: 10,
  });

  expect(validator?.failure?.code ?? loader?.failure?.code).toBeDefined();
  expect(await db.value("select coalesce(max(pages), 0)::int from backfill.run")).toBeLessThan(30);
  expect(source.asked.length).toBeLessThan(300);
});
