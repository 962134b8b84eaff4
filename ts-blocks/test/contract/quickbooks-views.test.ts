import { describe, expect, test } from "vitest";
import { ENTITY_NAMES } from "../../src/entities/entity";
import { COLUMNS } from "../../src/views/columns";
import { LEFT_OUT } from "../../src/views/left-out";
import { viewOf } from "../../src/views/names";
import { columnsOf, showsRemoved, wordsOf } from "../../src/views/shape";
import { viewsSql } from "../../src/views/sql";
import type { View } from "../../src/views/view";
import { VIEWS } from "../../src/views/views";
import { expectDerived, withRows } from "../support/derived";

const HEAD = `-- The views of schema quickbooks, made again each time. Written by npm run generate from ts-blocks/src/views.
-- Postgres adds columns of a view only at its end, and a view that somebody built on one of these stays as it is.

`;
const TAIL = `
-- A view that shows removed records, too, has the same columns.
do $$
declare
  other record;
begin
  for other in
    select twin.oid::regclass as relation, own.attname, col_description(said.oid, own.attnum) as comment
    from pg_class said
    join pg_class twin on twin.relname = said.relname || '_all' and twin.relnamespace = said.relnamespace
    join pg_attribute own on own.attrelid = twin.oid and own.attnum > 0
    where said.relnamespace = 'quickbooks'::regnamespace
      and col_description(twin.oid, own.attnum) is distinct from col_description(said.oid, own.attnum)
  loop
    execute format('comment on column %s.%I is %L', other.relation, other.attname, other.comment);
  end loop;
end
$$;
`;

const NAMES = VIEWS.flatMap((view) => (showsRemoved(view) ? [view.name, `${view.name}_all`] : [view.name]));

test("the roles may read the views that the database makes, and no others", () => {
  const views = NAMES.map((name) => `      quickbooks.${name}`).join(",\n");
  expectDerived("db/always/010_roles.sql", (now) =>
    now.replace(/(?<=format\(\s*')grant select on[^']*'/, `grant select on\n${views}\n      to %I'`),
  );
});

test("the database makes the views that the list of fields asks for", () => {
  expectDerived("db/always/007_views.sql", () => HEAD + viewsSql(VIEWS) + TAIL);
});

const PAGES = {
  en: {
    columns: "| column | type | what it holds | from |",
    leftOut: "| member | why it has no column |",
    views: "## The views\n",
    removed: (name: string) => ` \`${name}_all\` shows those that were removed, too.`,
  },
  es: {
    columns: "| columna | tipo | qué contiene | de |",
    leftOut: "| miembro | por qué no tiene columna |",
    views: "## Las vistas\n",
    removed: (name: string) => ` \`${name}_all\` muestra también los que se quitaron.`,
  },
};

describe.each(["en", "es"] as const)("the page of views (%s)", (language) => {
  const words = PAGES[language];

  function section(view: View): string {
    const rows = columnsOf(view).map((column) => {
      const cells = [`\`${column.name}\``, column.type, column[language], column.path ?? ""];
      return `| ${cells.join(" | ")} |\n`;
    });
    const says = wordsOf(view)[language] + (showsRemoved(view) ? words.removed(view.name) : "");
    return `\n### ${view.name}\n\n${says}\n\n${words.columns}\n| --- | --- | --- | --- |\n${rows.join("")}`;
  }

  test("has every view with its columns, and the fields that are left out", () => {
    expectDerived(`docs/${language}/views.md`, (page) => {
      const end = page.indexOf(words.views) + words.views.length;
      const rows = LEFT_OUT.map((each) => [each.shown, each[language]]);
      return withRows(page.slice(0, end), words.leftOut, rows) + VIEWS.map(section).join("");
    });
  });
});

test("every entity has a view, no two views share a name, and no view has a column twice", () => {
  expect(ENTITY_NAMES.filter((entity) => !NAMES.includes(viewOf(entity)))).toEqual([]);
  expect(NAMES.filter((name, place) => NAMES.indexOf(name) !== place)).toEqual([]);
  const repeated = VIEWS.flatMap((view) => {
    const columns = columnsOf(view).map(({ name }) => name);
    return columns.filter((name, place) => columns.indexOf(name) !== place).map((name) => `${view.name}.${name}`);
  });
  expect(repeated).toEqual([]);
});

test("every described column is in a view", () => {
  const used = new Set(VIEWS.flatMap(({ columns }) => columns.split(" ").map((text) => text.replace(/=.*/, ""))));
  expect(Object.keys(COLUMNS).filter((name) => !used.has(name))).toEqual([]);
});
