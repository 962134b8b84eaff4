import { generateCompany } from "../../simulator/company/company";
import type { CompanySize } from "../../simulator/company/plan";
import type { Progress } from "../../src/console/progress";
import { ENTITIES, type EntityName, rawTable } from "../../src/entities/entity";
import type { TestDatabase } from "../support/database-on";

const ROWS_AT_ONCE = 20_000;

/**
 * Writes the rows of a generated company that a load of its last days has left out: each with its own id and time and with the
 * payload of a record that was loaded, since a sync reads no payload of a record that has not changed. Extends what is known to
 * be whole back to the start. The sync that follows counts everything, and is red if a row is missing or too many. This takes
 * minutes, while a load of a million invoices takes half an hour.
 */
export async function fillFromCompany(
  db: TestDatabase,
  company: { readonly size: CompanySize; readonly without: readonly string[]; readonly from: string },
  entities: readonly EntityName[],
  progress: Progress,
): Promise<void> {
  const { sources } = generateCompany(company.size, 1, { without: new Set(company.without) });
  for (const entity of entities.filter((name) => ENTITIES[name].reads === "by-change")) {
    const source = sources[ENTITIES[entity].qbo];
    if (source === undefined) continue;
    const indexes = await dropIndexes(db, entity);
    for (let first = 0; first < source.size; first += ROWS_AT_ONCE) {
      const handles = Array.from({ length: Math.min(ROWS_AT_ONCE, source.size - first) }, (_, nth) => first + nth);
      await db.rows(
        `insert into ${rawTable(entity)} (id, payload, extract_window_start_utc, extract_window_end_utc, page_number,
                                          page_size, request_payload, source_updated_at_utc, sync_token, payload_sha256, run_id)
         select record.id, payload, date_trunc('day', at, 'UTC'), date_trunc('day', at, 'UTC') + interval '1 day', page_number,
                page_size, request_payload, at, sync_token, payload_sha256, run_id
         from unnest($1::text[], $2::float8[]) as record (id, seconds)
         cross join lateral (select to_timestamp(seconds) as at) as stamped
         cross join (select * from ${rawTable(entity)} limit 1) as like_it
         on conflict (id) do nothing`,
        [handles.map((handle) => source.idOf(handle)), handles.map((handle) => source.updatedAt(handle))],
      );
      if ((first / ROWS_AT_ONCE) % 10 === 9)
        progress.say(`${entity}: ${first + handles.length} of ${source.size} rows`);
    }
    for (const definition of indexes) await db.rows(definition);
  }
  await db.rows(
    `update backfill.entity_mark
     set covered = covered + tstzmultirange(tstzrange($1::timestamptz, upper(covered)))`,
    [company.from],
  );
  // Autovacuum does this after a load. The benchmark does not wait for it.
  await db.rows("vacuum analyze");
}

/** Drops all indexes but the key, since an index is made more quickly over rows that are there. @returns how to make them again. */
async function dropIndexes(db: TestDatabase, entity: EntityName): Promise<string[]> {
  const rows = await db.rows<{ name: string; definition: string }>(
    `select format('raw.%I', indexname) as name, indexdef as definition from pg_indexes
     where schemaname = 'raw' and format('raw.%I', tablename) = $1 and indexname not like '%pkey'`,
    [rawTable(entity)],
  );
  for (const { name } of rows) await db.rows(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}
