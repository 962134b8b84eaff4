/** A field and its separator. The field is quoted, with each quote inside doubled, or bare. */
const FIELD = /("(?:[^"]|"")*"|[^",\n]*)(,|\n|$)/g;

/** Signs that make a spreadsheet program compute a cell. The last four are the same signs in full width. */
const COMPUTED = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** Says to spreadsheet programs that the text is UTF-8. */
const MARK = "\ufeff";

/**
 * A CSV file that is safe to open by a double click. A text that begins like a formula gets an apostrophe before it, so that it
 * is shown and not computed. A mark at the start says that the text is UTF-8. Numbers stay as they are.
 */
export function forSpreadsheets(csv: string): string {
  return MARK + csv.replace(FIELD, (_, field: string, end: string) => harmless(field) + end);
}

function harmless(field: string): string {
  const isQuoted = field.startsWith('"');
  const text = isQuoted ? field.slice(1, -1) : field;
  if (!COMPUTED.test(text) || NUMBER.test(text)) return field;
  return isQuoted ? `"'${text}"` : `'${text}`;
}
