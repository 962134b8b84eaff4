/**
 * An empty `with` keeps Postgres from merging a query into the one around it. So what the query works out for a record is worked
 * out once, and a join or a sort carries the result and not the payload. Conditions still go down to the table and its indexes,
 * columns that nobody asks for are left out, and workers can share the reading. (`offset 0` would prevent the first and, in a
 * lateral query, the last.)
 */
export const APART = "with apart as (select)";

/** The rows of the query as `record`, each worked out once. */
export function apart(query: string): string {
  return `(\n${[APART, ...query.split("\n")].map((line) => `  ${line}`).join("\n")}\n) as record`;
}
