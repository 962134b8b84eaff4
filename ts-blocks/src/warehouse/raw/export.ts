import { ENTITIES, type EntityName, rawTable } from "../../entities/entity";
import type { Db } from "../database/connection";
import { shippedStatement } from "../database/statement";
import { memberOf, stableText } from "./members";
import { liveRows } from "./removed";

/** The first staged page of a run, or undefined when all have become rows. */
export async function nextStagedPage(db: Db, runId: number): Promise<number | undefined> {
  const { rows } = await db.query<{ page_number: number | null }>(
    "select min(page_number) as page_number from backfill.staged_page where run_id = $1",
    [runId],
  );
  return rows[0]?.page_number ?? undefined;
}

/**
 * Turns one staged page into rows, inside Postgres: takes the page apart, sets aside what jsonb or the table cannot hold,
 * writes the rest where it is not older than what is kept, books the tallies and deletes the page. Call it in a
 * transaction, under the entity's lock: "did it exist" and "did it change" are read before the write.
 *
 * Rows at a page's edge come once more on the next page. What is written is known again by its run; what is stale or set
 * aside leaves no trace in the table, so it is booked on the last staged page that holds it.
 *
 * Each record is cut out of the page by its place: its text stays to the letter (for the hash), and one that jsonb cannot
 * hold costs itself and not its page.
 */
export async function exportPage(db: Db, entity: EntityName, runId: number, pageNumber: number): Promise<void> {
  await db.query(shippedStatement("note_fields", {}, { run_id: runId, page_number: pageNumber, entity }));
  await db.query("savepoint page");
  let how: Care = { careful: false, tooDeep: [] };
  for (;;) {
    try {
      return await writePage(db, entity, runId, pageNumber, how);
    } catch (error) {
      await db.query("rollback to savepoint page");
      const sqlState = String((error as { code?: unknown }).code);
      // Class 22: a value that the type cannot hold. Asking of each record first would read every page twice.
      if (/^22/.test(sqlState) && !how.careful) how = { ...how, careful: true };
      else if (sqlState === STACK_LIMIT && how.tooDeep.length === 0) {
        how = { ...how, tooDeep: await recordsTooDeep(db, runId, pageNumber) };
        if (how.tooDeep.length === 0) throw error;
      } else throw error;
    }
  }
}

/** What is known of a page that Postgres would not take as it is. */
interface Care {
  /** Each record is asked first whether jsonb can hold it. */
  readonly careful: boolean;
  /** Positions of records that Postgres cannot even be asked about. */
  readonly tooDeep: readonly number[];
}

/** `statement_too_complex`: the text is nested deeper than the server's max_stack_depth lets it read. */
const STACK_LIMIT = "54001";
/** Any server reads a text with fewer brackets than this. */
const BRACKETS_MIN = 500;

/** Positions of the records that are nested too deeply: the question about each fails where the record would. */
async function recordsTooDeep(db: Db, runId: number, pageNumber: number): Promise<number[]> {
  const { rows } = await db.query<{ position: number; text: string }>(
    `select r.position::integer as position, r.text
     from backfill.staged_page page
     cross join lateral (
       select position, convert_from(substr(convert_to(page.records, 'UTF8'), start + 1, bytes), 'UTF8') as text
       from unnest(page.record_starts, page.record_bytes) with ordinality as r (start, bytes, position)
     ) r
     where page.run_id = $1 and page.page_number = $2 and length(r.text) - length(translate(r.text, '{[', '')) >= $3`,
    [runId, pageNumber, BRACKETS_MIN],
  );
  const tooDeep: number[] = [];
  for (const { position, text } of rows) {
    try {
      await db.query("select pg_input_is_valid($1, 'jsonb')", [text]);
    } catch (error) {
      if ((error as { code?: unknown }).code !== STACK_LIMIT) throw error;
      await db.query("rollback to savepoint page");
      tooDeep.push(position);
    }
  }
  return tooDeep;
}

async function writePage(db: Db, entity: EntityName, runId: number, pageNumber: number, { careful, tooDeep }: Care) {
  const expressions = {
    raw_table: rawTable(entity),
    sync_token: memberOf(entity, "payload", "SyncToken"),
    stable_text: stableText(entity, "r.text"),
  };
  const timed = ENTITIES[entity].timed !== false;
  const values = { run_id: runId, page_number: pageNumber, entity, timed, careful, too_deep: tooDeep };
  await db.query(shippedStatement("write_page", expressions, values));
}

/** Books as loaded every day of which no staged page can hold a row any more, and the run when that is all of them. */
export async function bookLoadedWindows(db: Db, runId: number): Promise<void> {
  await db.query(
    `update backfill.run_window w
     set state = 'loaded'
     where w.run_id = $1 and w.state = 'fetched'
       and not exists (
         select from backfill.staged_page p
         where p.run_id = $1 and p.last_updated_at_utc >= w.window_start_utc and p.first_updated_at_utc < w.window_end_utc
       )`,
    [runId],
  );
  await db.query(
    `update backfill.run r
     set state = 'loaded', loaded_at_utc = now()
     where r.run_id = $1 and r.state = 'fetched'
       and not exists (select from backfill.run_window w where w.run_id = $1 and w.state <> 'loaded')
       and not exists (select from backfill.staged_page p where p.run_id = $1)
       and not exists (select from backfill.staged_removal g where g.run_id = $1)`,
    [runId],
  );
}

/** Below this the table's room is used again by the next run. */
const RELEASED_FROM_BYTES = 64 * 2 ** 20;

/**
 * Gives the disk of the staging table back once no page of any run is there. Somebody who reads the table at that moment
 * keeps it for the next run to give back.
 *
 * @returns bytes given back.
 */
export async function releaseStaging(db: Db, leastBytes = RELEASED_FROM_BYTES): Promise<number> {
  // A role that was granted the tables by hand does not have the function: then the room stays in the table.
  const { rows } = await db.query<{ released: number }>(
    `select case when has_function_privilege('backfill.release_staging(bigint)', 'execute')
                 then backfill.release_staging($1) else 0 end as released`,
    [leastBytes],
  );
  return rows[0]?.released ?? 0;
}

/** Adds to the time that turning pages into rows has taken. */
export async function bookExportTime(db: Db, runId: number, ms: number): Promise<void> {
  await db.query("update backfill.run set export_ms = export_ms + $2 where run_id = $1", [runId, Math.round(ms)]);
}

export interface ExportTotals {
  readonly inserted: number;
  readonly updated: number;
  readonly changed: number;
  readonly stale: number;
  readonly rejected: number;
  /** Rows that this run marked as removed, and marked ones that are live again. */
  readonly removed: number;
  readonly restored: number;
  /** Live rows of the entity's table after the run, from every run. */
  readonly total: number;
}

/** The run's counters in all, as the ledger has them. */
export async function exportTotals(db: Db, entity: EntityName, runId: number): Promise<ExportTotals> {
  const { rows } = await db.query<ExportTotals>(
    `select coalesce(sum(inserted), 0)::bigint as inserted, coalesce(sum(updated), 0)::bigint as updated,
            coalesce(sum(changed), 0)::bigint as changed, coalesce(sum(stale), 0)::bigint as stale,
            (select count(*) from backfill.rejected_record where run_id = $1) as rejected,
            (select removed_count from backfill.run where run_id = $1) as removed,
            coalesce(sum(restored), 0)::bigint as restored,
            ${liveRows(rawTable(entity))} as total
     from backfill.run_window
     where run_id = $1`,
    [runId],
  );
  return rows[0] as ExportTotals;
}
