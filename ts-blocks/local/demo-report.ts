import type { Outcome } from "./demo";

const COLUMNS = [
  ["entity", (o: Outcome) => o.entity],
  ["run_id", (o: Outcome) => o.summary?.runId],
  ["windows", (o: Outcome) => o.summary?.windows],
  ["pages", (o: Outcome) => o.summary?.pages],
  ["rows", (o: Outcome) => o.summary?.rows],
  ["calls", (o: Outcome) => o.summary?.calls],
  ["seconds", (o: Outcome) => o.summary?.seconds.toFixed(1)],
  ["inserted", (o: Outcome) => o.summary?.inserted],
  ["updated", (o: Outcome) => o.summary?.updated],
  ["verdict", verdictOf],
] as const;

/**
 * Green needs both: a run that Mage calls completed, and rows that were compared with the source's count. An entity that the
 * company does not have is green as well.
 */
export function isGreen({ run, summary }: Outcome): boolean {
  return run.status === "completed" && (summary?.verdict === "complete" || isAbsent({ summary }));
}

function isAbsent({ summary }: Pick<Outcome, "summary">): boolean {
  return summary?.verdict === "unavailable";
}

function verdictOf({ run, summary }: Outcome): string {
  if (run.status === "completed" && summary) return summary.verdict;
  return summary?.verdict === "incomplete" ? "incomplete" : run.status;
}

export function table(outcomes: Outcome[]): string {
  const cells = [
    COLUMNS.map(([name]) => name as string),
    ...outcomes.map((outcome) => COLUMNS.map(([, value]) => String(value(outcome) ?? "-"))),
  ];
  return columns(cells, [0, COLUMNS.length - 1]);
}

/** Lines of cells under each other: words to the left, numbers to the right. */
export function columns(cells: readonly (readonly string[])[], textColumns: readonly number[]): string {
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const padded = (cell: string, column: number) =>
    textColumns.includes(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return cells.map((row) => `${row.map(padded).join("  ").trimEnd()}\n`).join("");
}

/** The result as fields, for programs. */
export function fieldsOf(outcomes: Outcome[]): Record<string, unknown> {
  const entities = outcomes.map((outcome) => ({
    ...Object.fromEntries(COLUMNS.map(([name, value]) => [name, value(outcome) ?? null])),
    seconds: outcome.summary?.seconds ?? null,
    mage_run_id: outcome.run.id,
    failure: outcome.failure ?? null,
  }));
  return { ok: outcomes.every(isGreen), entities };
}

/** The last line of the demo, for a person and for a program that searches the output. */
export function lastLine(outcomes: Outcome[]): string {
  const counts = outcomes.map(({ entity, summary }) => `${entity}=${summary?.rows ?? 0}`);
  const worst = outcomes.find((outcome) => !isGreen(outcome));
  return [`demo: ${worst ? "failed" : "ok"}`, ...counts, `verdict=${worst ? verdictOf(worst) : "complete"}`].join(" ");
}

/** The last line of a demo of all entities. `synced` is the verdict of the sync after the load, if there was one. */
export function lastLineOfCompany(outcomes: Outcome[], synced = "complete"): string {
  const complete = outcomes.filter(({ summary }) => summary?.verdict === "complete");
  const rows = complete.reduce((sum, { summary }) => sum + (summary?.rows ?? 0), 0);
  const worst = outcomes.find((outcome) => !isGreen(outcome));
  const verdict = worst ? verdictOf(worst) : synced;
  return [
    `demo: ${verdict === "complete" ? "ok" : "failed"}`,
    `entities=${complete.length}`,
    `rows=${rows}`,
    `unavailable=${outcomes.filter(isAbsent).length}`,
    `verdict=${verdict}`,
  ].join(" ");
}

export function failures(outcomes: Outcome[]): string {
  return outcomes
    .map(({ entity, run, failure }) => (failure ? `${entity}, Mage's run ${run.id}: ${failure}\n` : ""))
    .join("");
}
