import { ConfigError } from "../../errors";
import type { Db } from "./connection";
import { BASELINE, SHAPE } from "./schema-shape";

export interface TableShape {
  /** Name and type, as Postgres writes it. */
  readonly columns: Readonly<Record<string, string>>;
  readonly key: readonly string[];
}

export type Shape = Readonly<Record<string, TableShape>>;

interface Found {
  readonly table: string;
  readonly kind: string;
  readonly columns: Readonly<Record<string, string>>;
  /** Columns that an insert must fill. */
  readonly required: readonly string[];
  readonly key: readonly string[];
}

/** The present tables of the schemas raw and backfill. */
async function found(db: Db): Promise<Found[]> {
  const { rows } = await db.query<Found>(
    `select format('%s.%s', nspname, relname) as table,
            case relkind when 'r' then 'table' when 'p' then 'table' when 'v' then 'view'
                         when 'm' then 'materialized view' else 'foreign table' end as kind,
            coalesce((
              select json_object_agg(attname, format_type(atttypid, atttypmod))
              from pg_attribute
              where attrelid = c.oid and attnum > 0 and not attisdropped
            ), '{}') as columns,
            array(
              select attname::text
              from pg_attribute
              where attrelid = c.oid and attnum > 0 and not attisdropped
                and attnotnull and not atthasdef and attidentity = ''
            ) as required,
            array(
              select attname::text
              from pg_index
              cross join unnest(indkey) with ordinality as k (attnum, place)
              join pg_attribute a on attrelid = c.oid and a.attnum = k.attnum
              where indrelid = c.oid and indisprimary
              order by place
            ) as key
     from pg_class c
     join pg_namespace n on n.oid = relnamespace
     where nspname in ('raw', 'backfill') and relkind in ('r', 'p', 'v', 'm', 'f')
     order by 1`,
  );
  return rows;
}

/**
 * The columns that a table of ours must have if it exists before this version has created it. Undefined if they are not
 * known, since a migration may have removed columns.
 */
function leastColumns(table: string, isNew: boolean): string[] | undefined {
  const first = BASELINE[table];
  if (isNew && first !== undefined) return Object.keys(first.columns);
  if (first !== undefined || !table.startsWith("raw.")) return undefined;
  // The table of an entity that was added later: the columns that every such table has had from the first version on.
  const now = SHAPE[table]?.columns ?? {};
  return Object.keys(BASELINE["raw.qb_customers"]?.columns ?? {}).filter((column) => column in now);
}

/**
 * Refuses tables that have the name of one of this project's tables and another origin, most often an earlier try by hand.
 *
 * @param isNew the database has no schema version yet. Then only a table of release 0.1.0 can be one of ours.
 * @throws ConfigError `POSTGRES_FOREIGN_TABLE`.
 */
export async function refuseForeignTables(db: Db, isNew: boolean): Promise<void> {
  const foreign = (await found(db)).flatMap(({ table, kind, columns }) => {
    if (!(table in SHAPE)) return [];
    if (kind !== "table") return `${table}, which is a ${kind}`;
    const least = leastColumns(table, isNew);
    if (least === undefined) return isNew ? `${table}, which is of no released version` : [];
    const lacks = least.filter((column) => !(column in columns));
    return lacks.length === 0 ? [] : `${table}, which has no column ${lacks.join(", ")}`;
  });
  if (foreign.length === 0) return;
  throw new ConfigError(
    "POSTGRES_FOREIGN_TABLE",
    `The database has a table of another origin in the way: ${foreign.join("; ")}.`,
    {
      remedy:
        "Rename it (`alter table … rename to …`) or use another database, then run `npm run db:init`; nothing was changed.",
    },
  );
}

/**
 * Checks whether the tables are still as this version made them. An addition that does not affect our statements is accepted.
 *
 * @throws ConfigError `POSTGRES_SCHEMA` when a table is missing, `POSTGRES_TABLE_CHANGED` naming each difference.
 */
export async function requireShape(db: Db): Promise<void> {
  const tables = new Map((await found(db)).map((each) => [each.table, each]));
  // A new entity adds a table without a migration.
  const missing = Object.keys(SHAPE).filter((name) => !tables.has(name));
  if (missing.length > 0) {
    throw new ConfigError(
      "POSTGRES_SCHEMA",
      `The database has no table ${missing.join(", ")}, which this program needs.`,
      {
        remedy: "Run `npm run db:init` against the database, then run again; existing rows are kept.",
      },
    );
  }
  const problems = Object.entries(SHAPE).flatMap(([name, wanted]) => differences(name, wanted, tables.get(name)));
  if (problems.length === 0) return;
  throw new ConfigError("POSTGRES_TABLE_CHANGED", `A table is not as this program needs it: ${problems.join("; ")}.`, {
    remedy:
      "Put it back as db/schema.sql shows it, or take away what was added, then run again; QuickBooks was not asked, and rows are kept.",
  });
}

function differences(name: string, wanted: TableShape, is: Found | undefined): string[] {
  if (is === undefined) return [];
  if (is.kind !== "table") return [`${name} is a ${is.kind}`];
  const columns = Object.entries(wanted.columns).flatMap(([column, type]) => {
    const has = is.columns[column];
    if (has === undefined) return `${name} has no column ${column}`;
    return has === type ? [] : `${name}.${column} is ${has} and not ${type}`;
  });
  const added = is.required
    .filter((column) => !(column in wanted.columns))
    .map((column) => `${name}.${column} was added and must not be null`);
  const key = wanted.key.join() === is.key.join() ? [] : [`${name} has no primary key (${wanted.key.join(", ")})`];
  return [...columns, ...added, ...key];
}
