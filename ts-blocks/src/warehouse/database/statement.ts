import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../../repository-root";

const files = new Map<string, string>();

/**
 * A statement of `db/statements`, in the form that pg takes. The file writes `:run_id` for a value, as psql does, so that a
 * person can run the file unchanged.
 *
 * @param expressions texts put into the statement unchanged: names of tables and expressions, from this program only.
 * @param values values sent to Postgres with the text.
 * @throws RangeError when the file asks for a name that is not given.
 */
export function shippedStatement(
  name: string,
  expressions: Readonly<Record<string, string>>,
  values: Readonly<Record<string, unknown>>,
): { text: string; values: unknown[] } {
  const places = Object.keys(values);
  const text = fileOf(name).replace(/(?<![:\w]):([a-z_]+)\b/g, (_, asked: string) => {
    if (asked in expressions) return String(expressions[asked]);
    if (asked in values) return `$${places.indexOf(asked) + 1}`;
    throw new RangeError(`db/statements/${name}.sql asks for :${asked}`);
  });
  return { text, values: Object.values(values) };
}

function fileOf(name: string): string {
  const known = files.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(join(repositoryRoot(), "db", "statements", `${name}.sql`), "utf8");
  files.set(name, text);
  return text;
}
