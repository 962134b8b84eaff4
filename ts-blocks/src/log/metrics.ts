import type { ReportFacts } from "../warehouse/reports/facts";
import type { LoadFacts } from "../warehouse/reports/load-facts";
import type { Json } from "./log";

/** The facts of a report for programs. The names are those of the log and the database: `rows_read`, not `rowsRead`. */
export function metricsOf({ statements: _, ...facts }: ReportFacts): Json {
  return snakeCased(facts);
}

/** The facts of a load's report, in the same form. */
export function loadMetricsOf(facts: LoadFacts): Json {
  return snakeCased(facts);
}

function snakeCased(value: unknown): Json {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (typeof value !== "object" || value === null) return value === undefined ? null : (value as Json);
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snakeCased(each),
    ]),
  );
}
