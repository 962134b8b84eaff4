import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { repositoryRoot } from "../../src/repository-root";

/** `npm run generate` sets this variable: derived text is then written instead of compared. */
const WRITES = process.env.QB_GENERATE !== undefined;

/**
 * Compares a file with the text that it must have, or writes that text.
 *
 * @param path from the root of the repository.
 * @param derive makes the text from the current text of the file.
 */
export function expectDerived(path: string, derive: (now: string) => string): void {
  const file = join(repositoryRoot(), path);
  const now = readFileSync(file, "utf8");
  const wanted = derive(now);
  if (WRITES) writeFileSync(file, wanted);
  else expect(now, `${path} is out of date: npm run generate writes it`).toBe(wanted);
}

/** The page with new rows in the table with this header. @throws if the page has no such table. */
export function withRows(page: string, header: string, rows: readonly (readonly string[])[]): string {
  const start = page.indexOf(`${header}\n`);
  if (start < 0) throw new Error(`there is no table with the header ${header}`);
  const [rule = ""] = page.slice(start + header.length + 1).split("\n");
  const body = start + header.length + 1 + rule.length + 1;
  const rest = page.slice(body).replace(/^(\|.*\n)*/, "");
  return page.slice(0, body) + rows.map((cells) => `| ${cells.join(" | ")} |\n`).join("") + rest;
}
