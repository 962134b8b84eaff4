import { type EntityName, rawTable } from "../../entities/entity";
import type { UtcInstant } from "../../job/instants";
import { askEach } from "../database/ask-each";
import type { Db } from "../database/connection";

/** Ends every sync of some entities that broke off. The next sync reads from the mark, which has not moved. */
export async function abandonSyncs(db: Db, entities: readonly EntityName[]): Promise<void> {
  await db.query(
    `with broken as (
       update backfill.run
       set state = 'abandoned', finished_at_utc = now()
       where entity = any ($1::text[]) and state in ('loading', 'fetched', 'loaded')
         and load_id in (select load_id from backfill.load where kind = 'sync')
       returning run_id
     ), pages as (
       delete from backfill.staged_page where run_id in (select run_id from broken)
     )
     delete from backfill.staged_removal where run_id in (select run_id from broken)`,
    [entities],
  );
  await db.query(
    `update backfill.load l
     set state = 'abandoned', finished_at_utc = now()
     where kind = 'sync' and state = 'running'
       and not exists (
         select from backfill.run r where r.load_id = l.load_id and r.state in ('loading', 'fetched', 'loaded')
       )`,
  );
}

/** Entities for which QuickBooks' last answer was that the company does not have them, and from when on they were asked for. */
export async function unavailableAmong(
  db: Db,
  entities: readonly EntityName[],
): Promise<ReadonlyMap<EntityName, UtcInstant>> {
  const { rows } = await db.query<{ entity: EntityName; start: UtcInstant }>(
    `select entity, start
     from (
       select distinct on (entity) entity, state, range_start_utc as start
       from backfill.run
       where entity = any ($1::text[]) and state in ('complete', 'incomplete', 'unavailable')
       order by entity, run_id desc
     ) as newest
     where state = 'unavailable'`,
    [entities],
  );
  return new Map(rows.map(({ entity, start }) => [entity, start]));
}

/** Runs of an entity that must have left a trace in its table. */
interface Traced {
  readonly entity: EntityName;
  /** The newest run whose rows no later run has written again. */
  readonly writer: number | null;
  /** The newest run that marked records as removed. */
  readonly remover: number | null;
}

/**
 * Entities whose table is older or newer than the ledger, as after a restore of one of them from a backup. The newest run whose
 * rows no later run has written again must have some in the table. A record that was marked as removed must still be marked,
 * or must have been written later. No row may name an unknown run.
 */
export async function fromAnotherBackup(db: Db, entities: readonly EntityName[]): Promise<ReadonlySet<EntityName>> {
  const { rows: traced } = await db.query<Traced>(
    `select entity, writer.run_id as writer, remover.run_id as remover
     from unnest($1::text[]) as wanted (entity)
     left join lateral (
       select run_id
       from backfill.run r
       -- Only runs that came to their end: an abandoned one may have written a part, and is read again.
       where r.entity = wanted.entity and r.state in ('complete', 'incomplete')
         -- By the key, newest run first. Joined, all windows of all runs were read for each entity, in 700 ms instead of 20.
         and (
           select sum(w.inserted + w.updated - w.moved_out - w.taken_over)
           from backfill.run_window w
           where w.run_id = r.run_id and w.inserted + w.updated > 0
         ) > 0
       order by run_id desc
       limit 1
     ) as writer on true
     left join lateral (
       select run_id from backfill.run where entity = wanted.entity and removed_count > 0 order by run_id desc limit 1
     ) as remover on true`,
    [entities],
  );
  const { rows: newest } = await db.query<{ runId: number }>(
    `select coalesce(max(run_id), 0) as "runId" from backfill.run`,
  );
  const questions = new Map(traced.map((one) => [one.entity, differsFromLedger(one, newest[0]?.runId ?? 0)]));
  const answers = await askEach<EntityName, { differs: boolean }>(db, questions);
  return new Set(entities.filter((entity) => answers.get(entity)?.[0]?.differs));
}

function differsFromLedger({ entity, writer, remover }: Traced, newest: number): string {
  const table = rawTable(entity);
  const doubts = [`exists (select from ${table} where run_id > ${newest})`];
  if (writer !== null) doubts.push(`not exists (select from ${table} where run_id = ${writer})`);
  if (remover !== null)
    doubts.push(`exists (
      select
      from backfill.run_finding found
      join backfill.run remover using (run_id)
      join ${table} kept on kept.id = found.record_id
      where found.run_id = ${remover} and found.finding = 'removed' and kept.deleted_seen_at_utc is null
        and kept.ingested_at_utc < remover.started_at_utc
    )`);
  return `select ${doubts.join("\n or ")} as differs`;
}
