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
  const widths = COLUMNS.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const isText = (column: number) => column === 0 || column === COLUMNS.length - 1;
  const line = (row: string[]) =>
    row.map((cell, i) => (isText(i) ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  ");
  return cells.map((row) => `${line(row).trimEnd()}\n`).join("");
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

/** The last line of a demo of all entities. */
export function lastLineOfCompany(outcomes: Outcome[]): string {
  const complete = outcomes.filter(({ summary }) => summary?.verdict === "complete");
  const rows = complete.reduce((sum, { summary }) => sum + (summary?.rows ?? 0), 0);
  const worst = outcomes.find((outcome) => !isGreen(outcome));
  return [
    `demo: ${worst ? "failed" : "ok"}`,
    `entities=${complete.length}`,
    `rows=${rows}`,
    `unavailable=${outcomes.filter(isAbsent).length}`,
    `verdict=${worst ? verdictOf(worst) : "complete"}`,
  ].join(" ");
}

export function failures(outcomes: Outcome[]): string {
  return outcomes
    .map(({ entity, run, failure }) => (failure ? `${entity}, Mage's run ${run.id}: ${failure}\n` : ""))
    .join("");
}
