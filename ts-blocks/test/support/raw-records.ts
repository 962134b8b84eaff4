import { type EntityName, rawTable } from "../../src/entities/entity";
import type { TestDatabase } from "./database";

/**
 * Puts records into a raw table, each under its Id. A record without an Id, or with an Id that is taken, goes under its
 * position.
 */
export async function putRecords(db: TestDatabase, entity: EntityName, records: readonly string[]): Promise<void> {
  await db.rows(
    `insert into ${rawTable(entity)} (id, payload, extract_window_start_utc, extract_window_end_utc, page_number,
                                      page_size, request_payload, source_updated_at_utc, payload_sha256, run_id)
     select case when row_number() over (partition by payload ->> 'Id' order by place) = 1 and payload ? 'Id'
                 then payload ->> 'Id' else 'place ' || place end, payload, '2026-01-01Z', '2026-01-02Z', 1, 1000, '{}',
            coalesce((payload #>> '{MetaData,LastUpdatedTime}')::timestamptz, '2026-01-01Z'), 'none', 1
     from unnest($1::text[]) with ordinality as t (text, place)
     cross join lateral (select text::jsonb as payload) as record`,
    [records],
  );
}

/** Every member of a record that is not an object and not an array, with arrays folded: `Line[].Amount`. */
export function pathsIn(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((element) => pathsIn(element, `${path}[]`));
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([name, member]) => pathsIn(member, path === "" ? name : `${path}.${name}`));
}
