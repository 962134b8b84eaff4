import type { QueryArrayResult } from "pg";

/** A table as `psql` prints it, a row an array of cells: the names first, the number of rows last. */
export type Printed = readonly (readonly string[])[];

/** @param result of a query whose values are Postgres' own text. */
export function printed({ fields, rows }: QueryArrayResult<(string | null)[]>): Printed {
  const count = `(${rows.length} ${rows.length === 1 ? "row" : "rows"})`;
  return [fields.map(({ name }) => name), ...rows.map((row) => row.map((cell) => cell ?? "")), [count]];
}

/** The same from what a page shows; a line `…` stands for rows left out. */
export function shown(sample: string): Printed {
  return sample
    .trimEnd()
    .split("\n")
    .filter((line) => !/^[-+]+$/.test(line))
    .map((line) => line.split("|").map((cell) => cell.trim()));
}

/** Columns whose values are of the moment: when, by which run, how large. */
const OF_THE_MOMENT = /(^|_)(run|month|written|calls|size|ingested)(_|$)/;

/** Lines of the sample that are not in the result in that order. */
export function linesNotIn(result: Printed, sample: Printed): string[] {
  const varies = (result[0] ?? []).map((name) => OF_THE_MOMENT.test(name));
  const asLine = (row: readonly string[], place: number) =>
    row.map((cell, column) => (place > 0 && row.length > 1 && varies[column] ? "*" : cell)).join(" | ");
  let from = 0;
  const lines = result.map(asLine);
  return sample
    .map(asLine)
    .filter((line) => line !== "…")
    .filter((line) => {
      const found = lines.indexOf(line, from);
      if (found >= 0) from = found + 1;
      return found < 0;
    });
}

/** What a command printed, or a page says that it prints, without what is of the moment; what was loaded is not. */
export function shapes(text: string): string[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => (line.startsWith("demo: ok ") ? line : shapeOf(line)));
}

function shapeOf(line: string): string {
  return line
    .replace(/file:\S+|"\/[^"]*"/g, "FILE")
    .replace(/\b(customers|items|invoices)\b/g, "ENTITY")
    .replace(/\d+(\.\d+)?/g, "0")
    .replace(/\s+/g, " ")
    .trim();
}
