import type { Log } from "../report/log";
import { logReportKept, logReportNotKept } from "../report/report-log";
import { programVersion } from "../version";
import type { Check } from "../warehouse/checks";
import type { Warehouse } from "../warehouse/connection";
import { keepReport } from "../warehouse/kept-report";
import { readReportFacts } from "../warehouse/report-facts";

/**
 * Keeps the report of a run that has ended, well or not, and tells how to get it. A report that cannot be made changes
 * nothing about the run: the ledger, of which it is made, is there.
 *
 * @param known the checks' answers, where they were asked a moment ago.
 */
export async function keepRunReport(
  log: Log,
  warehouse: Warehouse,
  runId: number,
  known?: readonly Check[],
): Promise<void> {
  try {
    // The library of the charts is large, and most blocks end without a report.
    const { reportPage } = await import("../report/page/page.js");
    const version = programVersion();
    const facts = await readReportFacts(warehouse.db, runId, known);
    if (facts === undefined) return;
    await keepReport(warehouse.db, runId, version, reportPage(facts, version));
    logReportKept(log, runId);
  } catch (error) {
    const { code, name } = error as { code?: unknown; name?: unknown };
    logReportNotKept(log, runId, String(code ?? name));
  }
}
