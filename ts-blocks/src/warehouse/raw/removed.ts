/**
 * An expression for the number of live rows of a table. Both counts need an index only, where the rows themselves may be
 * gigabytes.
 */
export function liveRows(table: string): string {
  return `((select count(*) from ${table}) - (select count(*) from ${table} where deleted_seen_at_utc is not null))`;
}
