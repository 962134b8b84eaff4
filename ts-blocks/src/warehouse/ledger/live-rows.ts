import { type EntityName, rawTable } from "../../entities/entity";
import type { UtcInstant } from "../../job/instants";
import { askEach } from "../database/ask-each";
import type { Db } from "../database/connection";
import { liveRows } from "../raw/removed";
import type { SyncRun } from "./sync-runs";

/** Those of some entities that have a live row. */
export async function withLiveRows(db: Db, entities: readonly EntityName[]): Promise<EntityName[]> {
  const questions = new Map(
    entities.map((entity) => [
      entity,
      `select exists (select from ${rawTable(entity)} where deleted_seen_at_utc is null) as has`,
    ]),
  );
  const answers = await askEach<EntityName, { has: boolean }>(db, questions);
  return entities.filter((entity) => answers.get(entity)?.[0]?.has);
}

/** How many live rows each entity has. */
export async function liveRowsOf(db: Db, entities: readonly EntityName[]): Promise<ReadonlyMap<EntityName, number>> {
  const questions = new Map(entities.map((entity) => [entity, `select ${liveRows(rawTable(entity))} as live`]));
  const answers = await askEach<EntityName, { live: number }>(db, questions);
  return new Map(entities.map((entity) => [entity, answers.get(entity)?.[0]?.live ?? 0]));
}

/** How many live rows an entity will have when the run's pages are rows and its removals are marked. */
export async function liveAfter(db: Db, run: SyncRun): Promise<number> {
  return (await liveAfterEach(db, [run])).get(run.runId) ?? 0;
}

/** The same for the runs of several entities, by run. */
export async function liveAfterEach(db: Db, runs: readonly SyncRun[]): Promise<ReadonlyMap<number, number>> {
  const { rows } = await db.query<{ runId: number }>(
    `select run_id as "runId" from backfill.staged_page where run_id = any ($1)
     union
     select run_id from backfill.staged_removal where run_id = any ($1)`,
    [runs.map(({ runId }) => runId)],
  );
  const withNews = new Set(rows.map(({ runId }) => runId));
  const questions = new Map(
    runs.map(({ entity, runId }) => [
      runId,
      withNews.has(runId) ? liveAfterNews(entity, runId) : `select ${liveRows(rawTable(entity))} as live`,
    ]),
  );
  const answers = await askEach<number, { live: number }>(db, questions);
  return new Map(runs.map(({ runId }) => [runId, answers.get(runId)?.[0]?.live ?? 0]));
}

/**
 * A removal has no effect if a copy of the record was asked for after the removal was seen, and a copy brings no marked row back
 * unless it was. Where a clock was set back, that differs from the order in which the two were found.
 */
function liveAfterNews(entity: EntityName, runId: number): string {
  return `with staged as materialized (
       select key.id, max((page.request ->> 'requested_at_utc')::timestamptz) as asked_at
       from backfill.staged_page page
       cross join unnest(page.record_ids) as key (id)
       where page.run_id = ${runId} and key.id is not null
       group by key.id
     ), removal as materialized (
       select r.record_id as id
       from backfill.staged_removal r
       left join staged on staged.id = r.record_id
       left join ${rawTable(entity)} kept on kept.id = r.record_id
       where r.run_id = ${runId}
         and coalesce(greatest(staged.asked_at, (kept.request_payload ->> 'requested_at_utc')::timestamptz) <= r.seen_at_utc, true)
     )
     select ${liveRows(rawTable(entity))}
            + (select count(*) from staged
               where not exists (select from removal where removal.id = staged.id)
                 and not exists (
                   select from ${rawTable(entity)} kept
                   where kept.id = staged.id
                     and (kept.deleted_seen_at_utc is null or kept.deleted_seen_at_utc >= staged.asked_at)
                 ))
            - (select count(*) from removal
               join ${rawTable(entity)} kept using (id)
               where kept.deleted_seen_at_utc is null) as live`;
}

/**
 * The last time at which a record of the entity was read or found to be gone, if it lies ahead of now: a clock was set back since.
 * It reads all rows of the table, so it is a question for a sync that has failed.
 */
export async function lastTimeAhead(db: Db, entity: EntityName, now: UtcInstant): Promise<UtcInstant | undefined> {
  const { rows } = await db.query<{ ahead: UtcInstant | null }>(
    `select max(at) as ahead
     from ${rawTable(entity)}
     cross join lateral (values (deleted_seen_at_utc), (case
       -- Another program may have written anything there.
       when pg_input_is_valid(request_payload ->> 'requested_at_utc', 'timestamptz')
         then (request_payload ->> 'requested_at_utc')::timestamptz
     end)) as time (at)
     -- Clocks of two machines differ by some seconds.
     where at > $1::timestamptz + interval '5 minutes'`,
    [now],
  );
  return rows[0]?.ahead ?? undefined;
}
