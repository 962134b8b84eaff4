import type { ReportFacts } from "../warehouse/reports/facts";
import type { LoadFacts } from "../warehouse/reports/load-facts";
import type { Json } from "./log";

/** The report's facts for programs: the names of the log and the database, `rows_read` and not `rowsRead`. */
export function metricsOf({ statements: _, ...facts }: ReportFacts): Json {
  return snakeCased(facts);
}

/** The same of a load. */
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
