import { readFileSync } from "node:fs";
import { join } from "node:path";
import { metricsOf } from "../log/metrics";
import { forSpreadsheets } from "../report/evidence/csv";
import { guide } from "../report/evidence/guide";
import { type Files, packed } from "../report/evidence/pack";
import { reportPage } from "../report/page/page";
import { repositoryRoot } from "../repository-root";
import { programVersion } from "../version";
import type { Session } from "../warehouse/database/snapshot";
import { queriesOf, resultAsCsv, serverVersion, shippedQueries } from "../warehouse/raw/validation-queries";
import type { ReportFacts } from "../warehouse/reports/facts";
import { keptReport } from "../warehouse/reports/kept-report";

const asJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** Everything that a reviewer asks for about a run, as one zip. @param onQuery hears of each query before it is asked. */
export async function evidenceOf(
  session: Session,
  facts: ReportFacts,
  onQuery: (name: string, done: number, total: number) => void,
): Promise<Uint8Array> {
  const files = new Map<string, string | Uint8Array>();
  const kept = await keptReport(session, facts.run.runId);
  files.set("README.txt", guide(facts.run.runId, facts.run.entity));
  files.set("report.html", reportPage(facts, programVersion()));
  if (kept !== undefined) files.set("report-kept.html", kept);
  files.set("metrics.json", asJson(metricsOf(facts)));
  files.set("versions.json", asJson(await versions(session)));
  for (const [name, content] of await answers(session, facts, onQuery)) files.set(name, content);
  return packed(files);
}

async function answers(
  session: Session,
  facts: ReportFacts,
  onQuery: (name: string, done: number, total: number) => void,
): Promise<Files> {
  const files = new Map<string, string | Uint8Array>();
  const queries = [...queriesOf(facts), ...shippedQueries()];
  for (const [place, query] of queries.entries()) {
    onQuery(query.name, place, queries.length);
    files.set(`${query.name}.sql`, `${query.sql.trimEnd()}\n`);
    files.set(`${query.name}.csv`, forSpreadsheets((await resultAsCsv(session, query)).toString("utf8")));
  }
  return files;
}

async function versions(session: Session): Promise<Record<string, string>> {
  const pins = readFileSync(join(repositoryRoot(), "mage_project", "requirements.txt"), "utf8");
  return {
    program: programVersion(),
    node: process.version,
    postgres: await serverVersion(session),
    mage_pinned: /^mage-ai==(\S+)/m.exec(pins)?.[1] ?? "unknown",
  };
}
