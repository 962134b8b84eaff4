/** A field with its end: quoted, where a quote within is doubled, or bare. */
const FIELD = /("(?:[^"]|"")*"|[^",\n]*)(,|\n|$)/g;

/** What makes a spreadsheet program compute a cell; the last four are the same signs in full width. */
const COMPUTED = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** Tells spreadsheet programs that the text is UTF-8. */
const MARK = "\ufeff";

/**
 * A CSV that may be opened by a double click: a text that begins as a formula does gets an apostrophe before it, so that
 * it is shown and not computed, and a mark tells that the letters are UTF-8. Numbers stay as they are.
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
