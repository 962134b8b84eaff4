import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";
import { RECORDINGS_FOLDER, requirePart } from "../support/parts";

const WHOLE_HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };

describe.each([
  ["customers", "Customer"],
  ["items", "Item"],
  ["invoices", "Invoice"],
] as const)("%s", (entity, qboName) => {
  test("a backfill into an empty table holds every record of the source once, as received", async () => {
    await using qbo = await startSimulator({ company: "demo", seed: 1 });
    await using db = await createDatabase();
    const mage = new MageStandIn(db.settings, qbo);

    const first = await mage.pipeline(entity, WHOLE_HISTORY);

    expect(first.validator?.failure).toBeUndefined();
    expect(first.validator?.exitCode).toBe(0);
    const truth = qbo.truth(qboName, "2023-07-01T00:00:00Z", "2026-07-01T00:00:00Z");
    expect(await db.rows(`select id, payload_sha256 as sha256 from raw.qb_${entity} order by id collate "C"`)).toEqual(
      truth.records.map(({ id, sha256 }) => ({ id, sha256 })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
    expect(first.exporter?.output).toMatchObject({ inserted: truth.count, updated: 0, stale: 0, rejected: 0 });

    const second = await mage.pipeline(entity, WHOLE_HISTORY);

    expect(second.validator?.exitCode).toBe(0);
    expect(second.exporter?.output).toMatchObject({
      inserted: 0,
      updated: truth.count,
      changed: 0,
      total: truth.count,
    });
  });
});

test("an exporter that Mage starts again after the verdict finds nothing to do, and says what the first exporter said", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  const { loader, exporter } = await mage.pipeline("items", WHOLE_HISTORY);
  const ledger = () => db.rows("select state, failure_code, finished_at_utc from backfill.run");
  const before = await ledger();

  const again = await mage.start("exporter", "items", WHOLE_HISTORY, [loader?.output ?? null]).done;

  expect(again.output).toEqual(exporter?.output);
  expect(await ledger()).toEqual(before);
  expect(before).toMatchObject([{ state: "complete", failure_code: null }]);
});

test("thirty days are thirty windows, and each row is in the UTC day of its last change", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);

  await mage.pipeline("invoices", { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-31", page_size: 25 });

  expect(await db.value("select count(*)::int from backfill.run_window where state = 'loaded'")).toBe(30);
  const perDay = await db.rows<{ day: string; rows: number }>(
    `select to_char(extract_window_start_utc, 'YYYY-MM-DD') as day, count(*)::int as rows
     from raw.qb_invoices group by 1 order by 1`,
  );
  const truth = qbo.truth("Invoice", "2026-01-01T00:00:00Z", "2026-01-31T00:00:00Z");
  const expected = new Map<string, number>();
  for (const { lastUpdatedTime } of truth.records) {
    const day = String(lastUpdatedTime).slice(0, 10);
    expected.set(day, (expected.get(day) ?? 0) + 1);
  }
  expect(new Map(perDay.map(({ day, rows }) => [day, rows]))).toEqual(new Map([...expected].sort()));
});

test("small pages that overlap by a second, one query for each day, and one wide query load the same rows once", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 3 });
  const history = { fecha_inicio: qbo.company.history.from, fecha_fin: qbo.company.history.to };
  const held: unknown[] = [];
  for (const how of [{ page_size: 7 }, { max_days_per_query: 1 }, { max_days_per_query: 30, page_size: 3 }, {}]) {
    await using db = await createDatabase();
    await db.rows("update backfill.limits set calls_per_second_max = 1000, calls_per_minute_max = 10000");
    const { exporter, validator } = await new MageStandIn(db.settings, withToken(qbo)).pipeline("invoices", {
      ...history,
      ...how,
    });
    expect(validator?.failure).toBeUndefined();
    expect(exporter?.output).toMatchObject({ updated: 0, stale: 0 });
    held.push(await db.rows("select id, payload_sha256 from raw.qb_invoices order by id"));
  }
  for (const rows of held) expect(rows).toEqual(held[0]);
});

test("three years of 4,000 invoices take 10 calls: sign-in, company, two counts, five pages, and the records edited since", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();

  await new MageStandIn(db.settings, qbo).pipeline("invoices", { ...WHOLE_HISTORY, workers: 1 });

  expect(qbo.calls().total).toBe(10);
  expect(await db.value("select sum(calls)::int from backfill.api_usage")).toBe(10);
});

test("every recorded customer is held, also the inactive ones, with its payload as recorded", {
  tags: ["recordings"],
}, async () => {
  requirePart("recordings");
  const recordings = join(RECORDINGS_FOLDER, "minimul");
  const recorded = readFileSync(join(recordings, "customer.records.jsonl"), "utf8").split("\n").filter(Boolean);
  await using qbo = await startSimulator({ recordsDirectory: recordings });
  await using db = await createDatabase();

  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("customers", {
    fecha_inicio: qbo.company.history.from,
    fecha_fin: qbo.company.history.to,
  });

  expect(validator?.failure).toBeUndefined();
  const equal = await db.value<number>(
    `select count(*)::int from unnest($1::text[]) as recorded (text)
     join raw.qb_customers held on held.payload = recorded.text::jsonb
      and held.payload_sha256 = encode(sha256(convert_to(recorded.text, 'UTF8')), 'hex')`,
    [recorded],
  );
  expect(equal).toBe(recorded.length);
  expect(await db.value("select count(*)::int from raw.qb_customers")).toBe(recorded.length);
  // The recording says "Balance":639.00; a number that went through JavaScript would be 639.
  expect(await db.value("select payload ->> 'Balance' from raw.qb_customers where id = '1'")).toBe("639.00");
});

/** The refresh token rotates, so each new Mage starts with the token that is valid now. */
function withToken(qbo: Awaited<ReturnType<typeof startSimulator>>) {
  return { apiBaseUrl: qbo.apiBaseUrl, oauthTokenUrl: qbo.oauthTokenUrl, credentials: { ...qbo.credentials } };
}
