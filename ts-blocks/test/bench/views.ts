import { generateCompany } from "../../simulator/company/company";
import { type CompanySize, PLANS } from "../../simulator/company/plan";
import type { Progress } from "../../src/console/progress";
import { initDatabase } from "../../src/warehouse/database/init";
import { openDatabase, type TestDatabase } from "../support/database-on";
import type { Figure } from "./figures";
import { seconds } from "./harness";

const ROWS_AT_ONCE = 5_000;
/** The first answer also reads the table from disk. */
const ANSWERS = 5;

const LINES_BY_MONTH = `
  select date_trunc('month', transaction_date) as month, sum(amount) as amount, count(*)::int as lines
  from quickbooks.invoice_line group by month order by month`;

/** The sum of lines by month through the view, over a million invoices of which each has its own payload. Median. */
export async function linesByMonth(server: string, progress: Progress, size: CompanySize = "large"): Promise<Figure[]> {
  progress.step(`${PLANS[size].invoices} invoices, then the sum of their lines by month`);
  await using db = await openDatabase(server, "bench_views");
  await initDatabase(db.url);
  await writeInvoices(db, size, progress);
  const times: number[] = [];
  let lines = 0;
  for (let nth = 0; nth < ANSWERS; nth++) {
    const startedAt = performance.now();
    const months = await db.rows<{ lines: number }>(LINES_BY_MONTH);
    times.push(performance.now() - startedAt);
    lines = months.reduce((sum, month) => sum + month.lines, 0);
  }
  progress.say(`${lines} lines; ${times.map(seconds).join(", ")} s`);
  const median = times.toSorted((one, other) => one - other)[Math.floor(ANSWERS / 2)] ?? Number.NaN;
  return [{ kind: "lines_by_month_s", rows: lines, value: median / 1_000, most: 10 }];
}

/** Straight into the raw table, because a load of a million invoices takes half an hour and the views read nothing else. */
async function writeInvoices(db: TestDatabase, size: CompanySize, progress: Progress): Promise<void> {
  const source = generateCompany(size, 1).sources.Invoice;
  if (source === undefined) throw new Error("the company has no invoices");
  for (let first = 0; first < source.size; first += ROWS_AT_ONCE) {
    const rows = Array.from({ length: Math.min(ROWS_AT_ONCE, source.size - first) }, (_, nth) =>
      source.rowAt(first + nth),
    );
    await db.rows(
      `insert into raw.qb_invoices (id, payload, extract_window_start_utc, extract_window_end_utc, page_number, page_size,
                                    request_payload, source_updated_at_utc, sync_token, payload_sha256, run_id)
       select id, body::jsonb, date_trunc('day', at, 'UTC'), date_trunc('day', at, 'UTC') + interval '1 day', 1, 1000,
              '{}', at, 0, encode(sha256(convert_to(body, 'UTF8')), 'hex'), 0
       from unnest($1::text[], $2::text[], $3::float8[]) as record (id, body, seconds)
       cross join lateral (select to_timestamp(seconds) as at) as stamped`,
      [rows.map(({ id }) => id), rows.map(({ raw }) => raw), rows.map(({ updatedAt }) => updatedAt)],
    );
    if ((first / ROWS_AT_ONCE) % 40 === 39) progress.say(`${first + rows.length} of ${source.size} invoices`);
  }
  // Autovacuum does this after a load. The benchmark does not wait for it.
  await db.rows("vacuum analyze raw.qb_invoices");
}
