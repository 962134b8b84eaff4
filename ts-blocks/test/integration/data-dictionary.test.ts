import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ENTITIES, ENTITY_NAMES, rawTable, versionsTable } from "../../src/entities/entity";
import { repositoryRoot } from "../../src/repository-root";
import { createDatabase, type TestDatabase } from "../support/database";
import { parsePage } from "../support/markdown";

interface Column {
  readonly table: string;
  readonly name: string;
  /** `text`, or `text, null` where it may be null. */
  readonly type: string;
  readonly comment: string;
  readonly table_comment: string;
}

function columnsOf(db: TestDatabase): Promise<Column[]> {
  return db.rows<Column>(
    `select format('%s.%s', n.nspname, c.relname) as "table", a.attname as name,
            replace(format_type(a.atttypid, a.atttypmod), 'timestamp with time zone', 'timestamptz')
              || case when a.attnotnull then '' else ', null' end as type,
            col_description(c.oid, a.attnum) as comment, obj_description(c.oid) as table_comment
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where n.nspname in ('raw', 'backfill') and c.relkind = 'r'
     order by 1, a.attnum`,
  );
}

const LANGUAGES = ["en", "es"] as const;
const pathOf = (language: string) => join(repositoryRoot(), "docs", language, "data-dictionary.md");

/** `npm run generate` writes the database's comments into the pages. The Spanish texts stay, to be corrected by hand. */
const WRITES = process.env.QB_GENERATE !== undefined;

/** The tables of all entities are alike, and share one heading; so do the tables of their versions. */
const EVERY_ENTITY = "raw.qb_<entity>";
const STANDS_FOR_ALL = rawTable("customers");
const EVERY_ENTITYS_VERSIONS = "raw.qb_<entity>_versions";
const VERSIONS_STAND_FOR_ALL = versionsTable("customers");

/** The columns that the pages describe. One entity's table represents all. */
async function documentedColumns(db: TestDatabase): Promise<Column[]> {
  const headings = new Map([
    [STANDS_FOR_ALL, EVERY_ENTITY],
    [VERSIONS_STAND_FOR_ALL, EVERY_ENTITYS_VERSIONS],
  ]);
  const others = new Set(
    ENTITY_NAMES.flatMap((entity) => [rawTable(entity), versionsTable(entity)]).filter((table) => !headings.has(table)),
  );
  return (await columnsOf(db))
    .filter(({ table }) => !others.has(table))
    .map((column) => ({ ...column, table: headings.get(column.table) ?? column.table }));
}

const tablesOf = (heading: string) => [...heading.matchAll(/`([\w.<>]+)`/g)].map((name) => name[1] ?? "");

/** The page with new rows in its tables. @param commentOf the text of a column's row. */
function generated(
  page: string,
  columns: readonly Column[],
  commentOf: (column: Column, heading: string) => string | undefined,
): string {
  return page.replace(/^### (.+)\n[\s\S]*?(?=^###? |(?![\s\S]))/gm, (section, heading: string) => {
    const [first] = tablesOf(heading);
    const own = columns.filter(({ table }) => table === first);
    if (own.length === 0) return section;
    const rows = own
      .map((each) => `| \`${each.name}\` | ${each.type} | ${commentOf(each, heading) ?? ""} |\n`)
      .join("");
    return section.replace(/(^\| --- \| --- \| --- \|\n)(^\| .*\n)*/m, `$1${rows}`);
  });
}

describe.each(LANGUAGES)("the data dictionary (%s)", (language) => {
  const page = readFileSync(pathOf(language), "utf8");
  const described = new Map(
    parsePage(page)
      .rows.filter(({ heading }) => tablesOf(heading).length > 0)
      .map(({ heading, cells: [name, , comment] }) => [`${heading} ${name}`, comment] as const),
  );

  test("has every column of the database with its type and its comment, and no other column", async () => {
    await using db = await createDatabase();
    const columns = await documentedColumns(db);
    const commentOf = (column: Column, heading: string) =>
      language === "en" ? column.comment : described.get(`${heading} \`${column.name}\``);
    const wanted = generated(page, columns, commentOf);
    if (WRITES) writeFileSync(pathOf(language), wanted);
    else expect(page).toBe(wanted);
  });

  test("has every table, and explains every column", async () => {
    await using db = await createDatabase();
    const tables = new Set((await documentedColumns(db)).map(({ table }) => table));
    const headings = parsePage(page).rows.flatMap(({ heading }) => tablesOf(heading));
    expect([...new Set(headings)].sort()).toEqual([...tables].sort());
    expect([...described].filter(([, comment]) => !comment)).toEqual([]);
  });
});

test("the English page says what the comment of each table says", async () => {
  await using db = await createDatabase();
  const page = readFileSync(pathOf("en"), "utf8");
  const columns = await documentedColumns(db);
  expect(columns.filter(({ table_comment }) => !page.includes(table_comment))).toEqual([]);
});

test("the tables of all entities are alike, except a time that not every record has", async () => {
  await using db = await createDatabase();
  const columns = await columnsOf(db);
  const of = (table: string) => columns.filter((each) => each.table === table);
  const described = (table: string) => of(table).map(({ name, type, comment }) => [name, type, comment]);
  for (const entity of ENTITY_NAMES) {
    const { qbo, timed } = ENTITIES[entity];
    const wanted = described(STANDS_FOR_ALL).map(([name, type, comment]) =>
      timed === false && name === "source_updated_at_utc" ? [name, `${type}, null`, comment] : [name, type, comment],
    );
    expect([entity, described(rawTable(entity))]).toEqual([entity, wanted]);
    expect(of(rawTable(entity))[0]?.table_comment).toContain(`One row per QuickBooks ${qbo},`);
    expect([entity, described(versionsTable(entity))]).toEqual([entity, described(VERSIONS_STAND_FOR_ALL)]);
    expect(of(versionsTable(entity))[0]?.table_comment).toContain(`QuickBooks ${qbo} that ${rawTable(entity)} held`);
  }
});
