import { ConfigError } from "../../errors";
import { VIEWS } from "../../views/views";
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

/** The present tables of the schemas raw and backfill, and everything else that can have a table's name: a domain is a type, too. */
async function found(db: Db): Promise<Found[]> {
  const { rows } = await db.query<Found>(
    `select format('%s.%s', nspname, relname) as table,
            case relkind when 'r' then 'table' when 'p' then 'table' when 'v' then 'view'
                         when 'm' then 'materialized view' when 'S' then 'sequence' when 'c' then 'type'
                         else 'foreign table' end as kind,
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
     where nspname in ('raw', 'backfill') and relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
     union all
     select format('%s.%s', nspname, typname), 'type', '{}', '{}', '{}'
     from pg_type
     join pg_namespace n on n.oid = typnamespace
     where nspname in ('raw', 'backfill') and typtype in ('d', 'e', 'r', 'm')
     order by 1`,
  );
  return rows;
}

/**
 * What a table of ours must be if it exists before this version has created it. Undefined if that is not known, since a
 * migration may have removed columns.
 */
function leastShape(table: string, isNew: boolean): TableShape | undefined {
  const first = BASELINE[table];
  if (isNew && first !== undefined) return first;
  const now = SHAPE[table];
  if (first !== undefined || now === undefined || !table.startsWith("raw.")) return undefined;
  // The table of an entity that was added later: the columns that every such table has had from the first version on.
  const always = BASELINE["raw.qb_customers"]?.columns ?? {};
  return { key: now.key, columns: Object.fromEntries(Object.entries(now.columns).filter(([name]) => name in always)) };
}

/** How the table differs from what is least. In a database that is not new, somebody may have changed a table of ours. */
function foreignAs(is: Found, least: TableShape, isNew: boolean): string | undefined {
  const lacks = Object.keys(least.columns).filter((column) => !(column in is.columns));
  if (lacks.length > 0) return `which has no column ${lacks.join(", ")}`;
  if (!isNew) return undefined;
  const others = Object.entries(least.columns).filter(([column, type]) => is.columns[column] !== type);
  if (others.length > 0) {
    return others.map(([column, type]) => `whose column ${column} is ${is.columns[column]} and not ${type}`).join(", ");
  }
  if (is.key.join() !== least.key.join()) return `which has no primary key (${least.key.join(", ")})`;
  const required = is.required.filter((column) => !(column in least.columns));
  return required.length > 0 ? `whose column ${required.join(", ")} must not be null` : undefined;
}

/**
 * Refuses tables that have the name of one of this project's tables and another origin, most often an earlier try by hand.
 *
 * @param isNew the database has no schema version yet. Then only a table of release 0.1.0 can be one of ours.
 * @throws ConfigError `POSTGRES_FOREIGN_TABLE`.
 */
export async function refuseForeignTables(db: Db, isNew: boolean): Promise<void> {
  await refuseForeignViews(db, isNew);
  const foreign = (await found(db)).flatMap((each) => {
    const { table, kind } = each;
    if (!(table in SHAPE)) return [];
    if (kind !== "table") return `${table}, which is a ${kind}`;
    const least = leastShape(table, isNew);
    if (least === undefined) return isNew ? `${table}, which is of no released version` : [];
    const differs = foreignAs(each, least, isNew);
    return differs === undefined ? [] : `${table}, ${differs}`;
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
 * Our views have a schema of their own. Before our first start it must be empty: a view, a type or a function with the name of
 * one of ours would stay, or stop the files half-way. Later, it may also hold somebody's tables, under other names.
 */
async function refuseForeignViews(db: Db, isNew: boolean): Promise<void> {
  const { rows } = await db.query<{ kind: string; name: string; isOurs: boolean }>(
    `select kind, name, is_ours as "isOurs"
     from (select not $1 and to_regprocedure('quickbooks.as_text(jsonb)') is not null as is_ours) as schema
     cross join lateral (
       select case relkind when 'v' then 'views' else 'tables' end as kind, relname as name, relnamespace as namespace
       from pg_class
       where relkind in ('r', 'p', 'm', 'f') or relkind = 'v' and not is_ours
       union all
       select 'types', typname, typnamespace from pg_type where typtype in ('d', 'e', 'r', 'm') and not is_ours
       union all
       select 'functions', proname, pronamespace from pg_proc where not is_ours
     ) as thing
     where namespace = to_regnamespace('quickbooks')
     order by kind, name`,
    [isNew],
  );
  const taken = new Set(VIEWS.flatMap(({ name }) => [name, `${name}_all`]));
  const foreign = rows.filter(({ name, isOurs }) => !isOurs || taken.has(name));
  if (foreign.length === 0) return;
  const namesOf = (kind: string) => foreign.filter((each) => each.kind === kind).map(({ name }) => name);
  const kinds = [...new Set(foreign.map(({ kind }) => kind))];
  if (isNew && (await isLeftOver(db))) {
    throw leftOver(kinds.map((kind) => `${kind}: ${namesOf(kind).join(", ")}`).join("; "));
  }
  const held = kinds.map((kind) => `${kind} of another origin: ${namesOf(kind).join(", ")}`).join("; ");
  throw new ConfigError("POSTGRES_FOREIGN_TABLE", `Schema quickbooks holds ${held}.`, {
    remedy:
      "Rename them (`alter table … rename to …`), or that schema if it is not this project's (`alter schema quickbooks rename to …`), or use another database; then run `npm run db:init`; nothing was changed.",
  });
}

/** The views go with the tables that they read. The functions, and whatever somebody put beside them, stay. */
async function isLeftOver(db: Db): Promise<boolean> {
  const { rows } = await db.query<{ isOurs: boolean }>(
    `select coalesce(obj_description(to_regnamespace('quickbooks'), 'pg_namespace'), '') like $1 as "isOurs"`,
    ["The records of schema raw as typed views%"],
  );
  return rows[0]?.isOurs === true;
}

function leftOver(held: string): ConfigError {
  return new ConfigError(
    "POSTGRES_FOREIGN_TABLE",
    `Schema quickbooks is left over from a database of this project whose schemas raw and backfill are gone; it holds ${held}.`,
    {
      remedy:
        "Move what is yours to another schema (`alter table … set schema …`), drop the rest (`drop schema quickbooks cascade`), then run `npm run db:init`; nothing was changed.",
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
