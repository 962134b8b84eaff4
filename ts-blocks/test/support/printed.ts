import type { QueryArrayResult } from "pg";

/** A table as `psql` prints it. A row is an array of cells: the names come first, the number of rows last. */
export type Printed = readonly (readonly string[])[];

/** @param result of a query whose values are Postgres' own text. */
export function printed({ fields, rows }: QueryArrayResult<(string | null)[]>): Printed {
  const count = `(${rows.length} ${rows.length === 1 ? "row" : "rows"})`;
  return [fields.map(({ name }) => name), ...rows.map((row) => row.map((cell) => cell ?? "")), [count]];
}

/** The same table from the text of a page. A line `…` stands for omitted rows. */
export function shown(sample: string): Printed {
  return sample
    .trimEnd()
    .split("\n")
    .filter((line) => !/^[-+]+$/.test(line))
    .map((line) => line.split("|").map((cell) => cell.trim()));
}

/** Columns whose values differ from run to run: times, run numbers, sizes. */
const OF_THE_MOMENT = /(^|_)(run|month|written|calls|size|ingested)(_|$)/;

/** Lines of the sample that the result does not have in that order. */
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

/**
 * The output of a command, or the output that a page shows, without the values that differ from run to run. Numbers of
 * loaded rows stay.
 */
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
