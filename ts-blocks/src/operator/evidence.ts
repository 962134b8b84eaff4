import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadMetricsOf, metricsOf } from "../log/metrics";
import { forSpreadsheets } from "../report/evidence/csv";
import { guide, guideToLoad } from "../report/evidence/guide";
import { type Files, packed } from "../report/evidence/pack";
import { loadPage } from "../report/load/page";
import { reportPage } from "../report/page/page";
import { repositoryRoot } from "../repository-root";
import { programVersion } from "../version";
import type { Session } from "../warehouse/database/snapshot";
import {
  ledgerQueriesOfLoad,
  queriesOf,
  resultAsCsv,
  serverVersion,
  shippedQueries,
  type ValidationQuery,
} from "../warehouse/raw/validation-queries";
import { type ReportFacts, readReportFacts } from "../warehouse/reports/facts";
import { keptReport } from "../warehouse/reports/kept-report";
import type { LoadFacts } from "../warehouse/reports/load-facts";

const asJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** Called before each query, with its name. */
export type OnQuery = (name: string, done: number, total: number) => void;

/** Everything that a reviewer needs about a run, as one zip. */
export async function evidenceOf(session: Session, facts: ReportFacts, onQuery: OnQuery): Promise<Uint8Array> {
  const shipped = shippedQueries();
  const total = queriesOf(facts).length + shipped.length;
  return packed(
    new Map([
      ["README.txt", guide(facts.run.runId, facts.run.entity)],
      ["versions.json", asJson(await versions(session))],
      ...(await filesOfRun(session, facts, (name, done) => onQuery(name, done, total))),
      ...(await answers(session, shipped, (name, done) => onQuery(name, total - shipped.length + done, total))),
    ]),
  );
}

/** Everything that a reviewer needs about a load: its page, and a folder for each entity. */
export async function evidenceOfLoad(session: Session, load: LoadFacts, onQuery: OnQuery): Promise<Uint8Array> {
  const folderOf = (entity: string) => `entities/${entity}`;
  const link = ({ entity, runId }: { readonly entity: string; readonly runId: number | null }) =>
    runId === null ? undefined : `${folderOf(entity)}/report.html`;
  const files = new Map<string, string | Uint8Array>([
    ["README.txt", guideToLoad(load.load.loadId)],
    ["report.html", loadPage(load, programVersion(), link)],
    ["metrics.json", asJson(loadMetricsOf(load))],
    ["versions.json", asJson(await versions(session))],
    ...(await answers(session, [...ledgerQueriesOfLoad(load.load.loadId), ...shippedQueries()], () => undefined)),
  ]);
  for (const [place, { entity, runId }] of load.entities.entries()) {
    const facts = runId === null ? undefined : await readReportFacts(session, runId);
    if (facts === undefined) continue;
    const own = await filesOfRun(session, facts, () => onQuery(entity, place, load.entities.length));
    for (const [name, content] of own) files.set(`${folderOf(entity)}/${name}`, content);
  }
  return packed(files);
}

async function filesOfRun(
  session: Session,
  facts: ReportFacts,
  onQuery: (name: string, done: number) => void,
): Promise<Files> {
  const kept = await keptReport(session, facts.run.runId);
  return new Map<string, string | Uint8Array>([
    ["report.html", reportPage(facts, programVersion())],
    ...(kept === undefined ? [] : [["report-kept.html", kept] as const]),
    ["metrics.json", asJson(metricsOf(facts))],
    ...(await answers(session, queriesOf(facts), onQuery)),
  ]);
}

async function answers(
  session: Session,
  queries: readonly ValidationQuery[],
  onQuery: (name: string, done: number) => void,
): Promise<Files> {
  const files = new Map<string, string | Uint8Array>();
  for (const [place, query] of queries.entries()) {
    onQuery(query.name, place);
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
