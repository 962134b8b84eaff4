import { ENTITIES, type EntityName, rawTable, versionsTable } from "../../entities/entity";
import type { UtcInstant } from "../../job/instants";
import type { Db } from "../database/connection";
import { shippedStatement } from "../database/statement";
import { memberOf, stableText } from "./members";
import { liveRows } from "./removed";

/**
 * Turns one staged page into rows, inside Postgres. It takes the page apart and sets aside what jsonb or the table cannot
 * hold. It writes each other record unless the table has a newer one, books the counts and deletes the page. Call it in a
 * transaction, under the entity's lock: the reads "did it exist" and "did it change" come before the write. Pages without a
 * common record may be written side by side (`PageOrder`).
 *
 * Rows at a page's edge come again on the next page. A row that was written is recognized by its run. A record that is stale
 * or set aside leaves no trace in the table, so it is booked on the last staged page that holds it.
 *
 * Each record is cut out of the page by its place. So its text stays unchanged (for the hash), and a record that jsonb cannot
 * hold does not make its whole page fail.
 */
export async function exportPage(db: Db, entity: EntityName, runId: number, pageNumber: number): Promise<void> {
  const written = await writeCarefully(db, entity, runId, pageNumber);
  if (written === undefined) return;
  const { fields, from, until } = written;
  await db.query(shippedStatement("note_fields", {}, { run_id: runId, fields, entity }));
  await bookLoadedWindows(db, runId, { from, until });
}

async function writeCarefully(db: Db, entity: EntityName, runId: number, pageNumber: number) {
  await db.query("savepoint page");
  let how: Care = { careful: false, tooDeep: [] };
  for (;;) {
    try {
      return await writePage(db, entity, runId, pageNumber, how);
    } catch (error) {
      await db.query("rollback to savepoint page");
      const sqlState = String((error as { code?: unknown }).code);
      // Class 22: a value that the type cannot hold. Checking each record first would read every page twice.
      if (/^22/.test(sqlState) && !how.careful) how = { ...how, careful: true };
      else if (sqlState === STACK_LIMIT && how.tooDeep.length === 0) {
        how = { ...how, tooDeep: await recordsTooDeep(db, runId, pageNumber) };
        if (how.tooDeep.length === 0) throw error;
      } else throw error;
    }
  }
}

/** What is known of a page that Postgres did not accept at first. */
interface Care {
  /** Whether each record is checked first for values that jsonb cannot hold. */
  readonly careful: boolean;
  /** Positions of records that are nested too deeply even for this check. */
  readonly tooDeep: readonly number[];
}

/** `statement_too_complex`: the text is nested more deeply than the server's max_stack_depth allows. */
const STACK_LIMIT = "54001";
/** Every server can read a text with fewer brackets than this. */
const BRACKETS_MIN = 500;

/** Positions of the records that are nested too deeply. The check of such a record fails in the same way as the write. */
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
    versions_table: versionsTable(entity),
    sync_token: memberOf(entity, "payload", "SyncToken"),
    stable_text: stableText(entity, "r.text"),
  };
  const timed = ENTITIES[entity].timed !== false;
  const values = { run_id: runId, page_number: pageNumber, entity, timed, careful, too_deep: tooDeep };
  const { rows } = await db.query<WrittenPage>(shippedStatement("write_page", expressions, values));
  return rows[0];
}

/** A page that has become rows. */
interface WrittenPage {
  /** The members of its records, as JSON. */
  readonly fields: string;
  /** The first and the last change on the page; null if no record has a time. */
  readonly from: UtcInstant | null;
  readonly until: UtcInstant | null;
}

/**
 * Books as loaded every day for which no staged page can hold a row any more. When all days are loaded, the run is too.
 *
 * @param within the times of a page that was written just now: only its days are looked at. To look at all days after every
 *   page cost 6 ms a page at five years.
 */
export async function bookLoadedWindows(
  db: Db,
  runId: number,
  within: Pick<WrittenPage, "from" | "until"> = { from: null, until: null },
): Promise<void> {
  await db.query(
    `update backfill.run_window w
     set state = 'loaded'
     where w.run_id = $1 and w.state = 'fetched'
       and w.window_end_utc > coalesce($2, '-infinity'::timestamptz) and w.window_start_utc <= coalesce($3, 'infinity'::timestamptz)
       and not exists (
         select from backfill.staged_page p
         where p.run_id = $1 and p.last_updated_at_utc >= w.window_start_utc and p.first_updated_at_utc < w.window_end_utc
       )`,
    [runId, within.from, within.until],
  );
  if (within.from !== null) return;
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

/** A smaller staging table keeps its room: the next run uses it again. */
const RELEASED_FROM_BYTES = 64 * 2 ** 20;

/**
 * Gives the disk of the staging table back when no run has a page in it. If another session reads the table at that moment,
 * the next run gives it back.
 *
 * @returns bytes given back.
 */
export async function releaseStaging(db: Db, leastBytes = RELEASED_FROM_BYTES): Promise<number> {
  // A role with rights that were granted by hand does not have the function. Then the room stays in the table.
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
  /** Rows that this run marked as removed, and marked rows whose records are live again. */
  readonly removed: number;
  readonly restored: number;
  /** Live rows of the entity's table after the run, from every run. */
  readonly total: number;
}

/** The run's counters, summed from the ledger. */
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
