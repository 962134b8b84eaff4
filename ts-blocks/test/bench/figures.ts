import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { repositoryRoot } from "../../src/repository-root";

const LANGUAGES = ["en", "es"] as const;
export type Language = (typeof LANGUAGES)[number];

interface Kind {
  readonly unit: "s" | "MB" | "calls" | "rows/s" | "ratio";
  /** `{rows}` and `{ms}` stand for the loaded rows and the milliseconds of a call. */
  readonly en: string;
  readonly es: string;
}

/** What the benchmark measures. */
const KINDS = {
  through_mage_s: {
    unit: "s",
    en: "three pipelines through Mage, {rows} rows at {ms} ms a call",
    es: "tres pipelines a través de Mage, {rows} filas a {ms} ms por llamada",
  },
  programs_s: { unit: "s", en: "the programs alone, at {ms} ms", es: "solo los programas, a {ms} ms" },
  dlt_s: { unit: "s", en: "dlt, rest_api and merge, at {ms} ms", es: "dlt, rest_api y merge, a {ms} ms" },
  plain_node_s: {
    unit: "s",
    en: "a plain node loader, an upsert a row, at {ms} ms",
    es: "un cargador simple en node, un upsert por fila, a {ms} ms",
  },
  through_mage_against_dlt: {
    unit: "ratio",
    en: "through Mage against dlt, at {ms} ms",
    es: "a través de Mage frente a dlt, a {ms} ms",
  },
  programs_against_dlt: {
    unit: "ratio",
    en: "the programs alone against dlt, at {ms} ms",
    es: "solo los programas frente a dlt, a {ms} ms",
  },
  calls_four_workers: {
    unit: "calls",
    en: "calls for {rows} invoices over five years, proof and company included, 4 workers",
    es: "llamadas para {rows} facturas de cinco años, con prueba y compañía, 4 workers",
  },
  calls_one_worker: { unit: "calls", en: "the same, 1 worker", es: "lo mismo, 1 worker" },
  calls_plain: { unit: "calls", en: "the same, a query a day", es: "lo mismo, una consulta por día" },
  against_copy: {
    unit: "ratio",
    en: "stage and export {rows} rows against COPY of the same rows, 1 worker",
    es: "preparar y exportar {rows} filas frente a COPY de las mismas filas, 1 worker",
  },
  rows_per_second: {
    unit: "rows/s",
    en: "whole load of {rows} rows at {ms} ms, rows a second",
    es: "carga entera de {rows} filas a {ms} ms, filas por segundo",
  },
  against_plain: {
    unit: "ratio",
    en: "rows a second against the plain way, a query a day and an upsert a row",
    es: "filas por segundo frente al modo simple, una consulta por día y un upsert por fila",
  },
  loader_against_latency: {
    unit: "ratio",
    en: "loader of {rows} rows at {ms} ms, 4 workers, against pages x latency / workers",
    es: "loader de {rows} filas a {ms} ms, 4 workers, frente a páginas x latencia / workers",
  },
  whole_load_s: {
    unit: "s",
    en: "whole load of {rows} rows at {ms} ms",
    es: "carga entera de {rows} filas a {ms} ms",
  },
  calls: { unit: "calls", en: "calls for {rows} rows", es: "llamadas para {rows} filas" },
  company_beside_pages: {
    unit: "calls",
    en: "requests beside the pages, all entities of a company with one currency, 4 workers",
    es: "peticiones además de las páginas, todas las entidades de una compañía con una moneda, 4 workers",
  },
  company_peak_mb: {
    unit: "MB",
    en: "peak memory of a program, all entities of that company",
    es: "memoria máxima de un programa, todas las entidades de esa compañía",
  },
  peak_mb: {
    unit: "MB",
    en: "peak memory of a program, {rows} rows, 4 workers",
    es: "memoria máxima de un programa, {rows} filas, 4 workers",
  },
  peak_against_ten_thousand: {
    unit: "ratio",
    en: "peak memory at {rows} rows against ten thousand",
    es: "memoria máxima con {rows} filas frente a diez mil",
  },
  rate_against_hundred_thousand: {
    unit: "ratio",
    en: "rows a second at {rows} rows against a hundred thousand",
    es: "filas por segundo con {rows} filas frente a cien mil",
  },
  quiet_sync_calls: {
    unit: "calls",
    en: "calls of a quiet sync, {rows} rows, everything counted",
    es: "llamadas de una sincronización sin cambios, {rows} filas, todo contado",
  },
  quiet_sync_s: {
    unit: "s",
    en: "its three programs at {ms} ms a call",
    es: "sus tres programas a {ms} ms por llamada",
  },
  quiet_sync_cpu_s: { unit: "s", en: "their CPU time, without Postgres", es: "su tiempo de CPU, sin Postgres" },
  quiet_sync_mb: { unit: "MB", en: "peak memory of its programs", es: "memoria máxima de sus programas" },
  count_and_query_calls: {
    unit: "calls",
    en: "calls of a COUNT and a query for each entity of the same company",
    es: "llamadas de un COUNT y una consulta por cada entidad de la misma compañía",
  },
  count_and_query_s: {
    unit: "s",
    en: "these calls alone, one after another, at {ms} ms a call",
    es: "solo esas llamadas, una tras otra, a {ms} ms por llamada",
  },
  lines_by_month_s: {
    unit: "s",
    en: "sum of {rows} lines of a million invoices by month, from quickbooks.invoice_line",
    es: "suma de {rows} líneas de un millón de facturas por mes, de quickbooks.invoice_line",
  },
} as const satisfies Readonly<Record<string, Kind>>;

export type FigureKind = keyof typeof KINDS;

const figure = z.object({
  kind: z.enum(Object.keys(KINDS) as [FigureKind, ...FigureKind[]]),
  value: z.number(),
  rows: z.number().int().optional(),
  ms: z.number().int().optional(),
  most: z.number().optional(),
  least: z.number().optional(),
});
/** One measurement. `most` and `least` are bounds that the project sets. */
export type Figure = z.infer<typeof figure>;

/** The tables of the page, in the order of the page. */
export const TABLES = ["in_turns", "programs", "many_rows", "quiet_sync", "views"] as const;
export type TableName = (typeof TABLES)[number];

const measured = z.object({ machine: z.string(), day: z.iso.date(), figures: z.array(figure) });
export type Measured = z.infer<typeof measured>;
const kept = z.partialRecord(z.enum(TABLES), measured);

const FILE = join(repositoryRoot(), "docs", "performance.json");

/** The numbers that the pages show: the last measurements that were kept with `--keep`. */
export function readKept(): Partial<Record<TableName, Measured>> {
  return kept.parse(JSON.parse(readFileSync(FILE, "utf8")));
}

export function keep(table: TableName, { machine, day, figures }: Measured): void {
  const rounded = figures.map((one) => ({ ...one, value: Number(one.value.toFixed(2)) }));
  writeFileSync(FILE, `${JSON.stringify({ ...readKept(), [table]: { machine, day, figures: rounded } }, null, 2)}\n`);
}

const WORDS = {
  en: { reached: "reached", missed: "missed", machine: "machine and day", atMost: "at most", atLeast: "at least" },
  es: {
    reached: "alcanzada",
    missed: "no alcanzada",
    machine: "máquina y día",
    atMost: "como máximo",
    atLeast: "como mínimo",
  },
} as const;

/** The cells of a table: figure, measured, bound, whether it was reached. */
export function cellsOf({ machine, day, figures }: Measured, language: Language): string[][] {
  return [...figures.map((one) => cells(one, language)), [WORDS[language].machine, `${machine}, ${day}`, "", ""]];
}

function cells({ kind, value, rows, ms, most, least }: Figure, language: Language): string[] {
  const words = WORDS[language];
  const { unit, [language]: text } = KINDS[kind];
  const what = text.replace("{rows}", inWords(rows ?? Number.NaN, 0, language)).replace("{ms}", String(ms));
  const digits = unit === "ratio" ? 2 : unit === "s" ? 1 : 0;
  const shown = `${inWords(value, digits, language)}${unit === "s" || unit === "MB" ? ` ${unit}` : ""}`;
  const bound = most ?? least;
  if (bound === undefined) return [what, shown, "", ""];
  const isReached = value <= (most ?? Number.POSITIVE_INFINITY) && value >= (least ?? Number.NEGATIVE_INFINITY);
  const side = most === undefined ? words.atLeast : words.atMost;
  return [what, shown, `${side} ${bound.toLocaleString(language)}`, isReached ? words.reached : words.missed];
}

function inWords(value: number, digits: number, language: Language): string {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: "always" } as const;
  return value.toLocaleString(language, options);
}
