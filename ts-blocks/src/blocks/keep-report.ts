import type { EntityName } from "../entities/entity";
import type { Log } from "../log/log";
import { logReport, logReportNotKept, logReportOfEarlier } from "../log/report-log";
import { programVersion } from "../version";
import type { Warehouse } from "../warehouse/database/connection";
import type { Check } from "../warehouse/raw/checks";
import { readReportFacts } from "../warehouse/reports/facts";
import { isKept, keepReport, runsWithoutReport } from "../warehouse/reports/kept-report";

/** Making one of these reports costs as much as making this run's own. A finished run must not wait for many of them. */
const CAUGHT_UP_MAX = 5;

/**
 * Keeps the report of a run that has its verdict, and logs how to get it. The reports of a sync are not kept. Then it makes
 * the missing reports of earlier runs, most of which were cancelled or killed. If a report cannot be made, no run changes:
 * the report is made from the ledger, and the ledger stays.
 *
 * @param known the answers to the checks, when they were asked a moment ago.
 */
export async function keepReports(
  log: Log,
  warehouse: Warehouse,
  run: { readonly runId: number; readonly entity: EntityName },
  known: readonly Check[],
): Promise<void> {
  let runId = run.runId;
  try {
    if (!(await isKept(warehouse.db, runId))) return;
    await drawReport(warehouse, runId, known);
    logReport(log, runId);
    const earlier = await runsWithoutReport(warehouse.db, run.entity, { except: runId, atMost: CAUGHT_UP_MAX });
    for (runId of earlier) {
      await drawReport(warehouse, runId);
      logReportOfEarlier(log, runId);
    }
  } catch (error) {
    const { code, name } = error as { code?: unknown; name?: unknown };
    logReportNotKept(log, runId, String(code ?? name));
  }
}

/**
 * Makes the report of the run in its present state, and keeps it. Of the 0.5 s that a validator takes for five years, drawing the
 * page is 0.05 s. So it is not left until somebody asks (docs/adr/0004).
 */
export async function drawReport(warehouse: Warehouse, runId: number, known?: readonly Check[]): Promise<void> {
  const version = programVersion();
  const facts = await readReportFacts(warehouse.db, runId, known);
  // Read only now: programs that draw no report start sooner without it.
  const { reportPage } = await import("../report/page/page.js");
  if (facts !== undefined) await keepReport(warehouse.db, runId, version, reportPage(facts, version));
}
