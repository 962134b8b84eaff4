import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { to as copyTo } from "pg-copy-streams";
import { type EntityName, rawTable } from "../../entities/entity";
import { repositoryRoot } from "../../repository-root";
import type { Session } from "../database/snapshot";
import type { ReportFacts } from "../reports/facts";

/** One read-only statement and its name. */
export interface ValidationQuery {
  /** `queries/rows_per_day`: a path without ending. */
  readonly name: string;
  readonly sql: string;
}

/** The questions of `db/queries`, one in each file, in the order of their names. */
export function shippedQueries(folder: string = join(repositoryRoot(), "db", "queries")): ValidationQuery[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => ({
      name: `queries/${name.replace(/\.sql$/, "")}`,
      sql: readFileSync(join(folder, name), "utf8"),
    }));
}

/** The statements behind the points of the report's checklist, and the run's own rows of the ledger. */
export function queriesOf({ run, checks, statements }: ReportFacts): ValidationQuery[] {
  const asked = checks.map(({ name, statement }, place) => ({
    name: `checks/${String(place + 1).padStart(2, "0")}_${name}`,
    sql: statement,
  }));
  return [
    ...asked,
    { name: "checks/calls_within_the_month", sql: statements.calls },
    ...(statements.comparison === undefined ? [] : [{ name: "checks/same_range_again", sql: statements.comparison }]),
    ...ledgerQueries(run.runId, run.entity),
  ];
}

/** A load's own rows of the ledger. */
export function ledgerQueriesOfLoad(loadId: number): ValidationQuery[] {
  return [
    { name: "ledger/load", sql: `select * from backfill.load where load_id = ${loadId}` },
    { name: "ledger/runs", sql: `select * from backfill.run where load_id = ${loadId} order by run_id` },
    {
      name: "ledger/calls",
      sql: `select * from backfill.load_usage where load_id = ${loadId} order by month_utc, kind`,
    },
    {
      name: "ledger/statement_parts",
      sql: `select r.entity, p.*
from backfill.statement_part p
join backfill.run r using (run_id)
where r.load_id = ${loadId}
order by r.run_id, p.part`,
    },
  ];
}

/** Rejected records are listed without their content, which may hold amounts. */
function ledgerQueries(runId: number, entity: EntityName): ValidationQuery[] {
  return [
    {
      name: "ledger/days",
      sql: `select * from backfill.run_window where run_id = ${runId} order by window_start_utc`,
    },
    {
      name: "ledger/calls",
      sql: `select * from backfill.api_usage where run_id = ${runId} order by month_utc, kind`,
    },
    {
      name: "ledger/rejected",
      sql: `select rejected_record_id, record_id, window_start_utc, page_number, position_on_page, reason, detail, request
from backfill.rejected_record
where run_id = ${runId}
order by rejected_record_id`,
    },
    {
      name: "ledger/fingerprints",
      sql: `select id, source_updated_at_utc, sync_token, payload_sha256
from ${rawTable(entity)}
where run_id = ${runId}
order by id collate "C"`,
    },
  ];
}

/**
 * The result of a statement as CSV with a header. Postgres itself writes the text, so no value is converted by this program.
 *
 * @throws Postgres' error, with the name of the statement before it.
 */
export async function resultAsCsv(session: Session, { name, sql }: ValidationQuery): Promise<Buffer> {
  const statement = sql.replace(/;\s*$/, "");
  try {
    return await buffer(session.query(copyTo(`copy (\n${statement}\n) to stdout with (format csv, header)`)));
  } catch (error) {
    throw new Error(`${name}.sql: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

export async function serverVersion(session: Session): Promise<string> {
  const { rows } = await session.query<{ version: string }>("select current_setting('server_version') as version");
  return rows[0]?.version ?? "unknown";
}
