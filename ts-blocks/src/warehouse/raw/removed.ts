/**
 * An expression for the number of live rows of a table. It subtracts two counts that each need only an index; the rows
 * themselves may be gigabytes.
 */
export function liveRows(table: string): string {
  return `((select count(*) from ${table}) - (select count(*) from ${table} where deleted_seen_at_utc is not null))`;
}
