import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
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

const read = (language: string, page: string) =>
  readFileSync(join(repositoryRoot(), "docs", language, `${page}.md`), "utf8");

describe.each(["en", "es"])("the data dictionary (%s)", (language) => {
  const text = read(language, "data-dictionary");
  /** A heading may name several tables that are alike: `raw.qb_customers`, `raw.qb_items`, … */
  const described = parsePage(text).rows.flatMap(({ heading, cells: [name, type, comment] }) =>
    [...heading.matchAll(/`([\w.]+)`/g)].map((table) => ({
      table: table[1],
      name: name?.replaceAll("`", ""),
      type,
      comment,
    })),
  );

  test("has every column of the database with its type, and none that is not there", async () => {
    await using db = await createDatabase();
    const line = (column: { table?: string | undefined; name?: string | undefined; type?: string | undefined }) =>
      `${column.table}.${column.name} ${column.type}`;
    const isColumn = ({ type }: { type?: string | undefined }) => type !== "---" && type !== "type" && type !== "tipo";
    expect(described.filter(isColumn).map(line).sort()).toEqual((await columnsOf(db)).map(line).sort());
  });

  test("explains each of them", () => {
    expect(described.filter(({ comment }) => !comment)).toEqual([]);
  });
});

test("the English data dictionary says what the comments in the database say, to the letter", async () => {
  await using db = await createDatabase();
  const text = read("en", "data-dictionary");
  const described = new Set(parsePage(text).rows.map(({ heading, cells }) => `${heading} ${cells[0]} ${cells[2]}`));
  const columns = await columnsOf(db);
  const headingOf = (table: string) => new RegExp(`^### (.*\`${table}\`.*)$`, "m").exec(text)?.[1] ?? "no heading";
  const missing = columns.filter(
    ({ table, name, comment }) => !described.has(`${headingOf(table)} \`${name}\` ${comment}`),
  );
  expect(missing).toEqual([]);
  expect(columns.filter(({ table_comment }) => !text.includes(table_comment))).toEqual([]);
});
