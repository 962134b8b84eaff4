import { APART } from "./apart";
import { columnsOf, rowsOf, showsRemoved, wordsOf } from "./shape";
import type { View } from "./view";

/** The statements that create the views and their comments. */
export function viewsSql(views: readonly View[]): string {
  return views.map(viewSql).join("\n");
}

function viewSql(view: View): string {
  const name = `quickbooks.${view.name}`;
  const columns = columnsOf(view);
  const isOfRecords = view.of !== undefined && view.each === undefined;
  const select = [
    ...(isOfRecords ? [APART] : []),
    `select ${columns.map(({ name: column, sql }) => (lastWord(sql) === column ? sql : `${sql} as ${column}`)).join(",\n       ")}`,
    `from ${rowsOf(view)}`,
    ...whereOf(view),
  ].join("\n");
  const body = showsRemoved(view)
    ? `create or replace view ${name}_all as\n${select};\n\ncreate or replace view ${name} as\nselect * from ${name}_all where not _fivetran_deleted;\n`
    : `create or replace view ${name} as\n${select};\n`;
  const comments = [
    `comment on view ${name} is ${quoted(wordsOf(view).en)};`,
    ...columns.map(
      ({ name: column, en, path }) =>
        `comment on column ${name}.${column} is ${quoted(path === undefined ? en : `${en} From ${path}.`)};`,
    ),
  ];
  return `${body}${comments.join("\n")}\n`;
}

/** Rows of a removed record are only in the views whose names end in _all. */
function whereOf(view: View): string[] {
  const live = view.of !== undefined && !showsRemoved(view) ? ["record.deleted_seen_at_utc is null"] : [];
  const given = view.where === undefined ? [] : [live.length === 0 ? view.where : `(${view.where})`];
  const conditions = [...live, ...given];
  return conditions.length === 0 ? [] : [`where ${conditions.join(" and ")}`];
}

function lastWord(sql: string): string | undefined {
  return /^(?:\w+\.)?(\w+)$/.exec(sql)?.[1];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
