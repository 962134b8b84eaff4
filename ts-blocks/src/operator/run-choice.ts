import type { Session } from "../warehouse/database/snapshot";
import { latestRunId } from "../warehouse/ledger/runs";
import { type ReportFacts, readReportFacts } from "../warehouse/reports/facts";
import { type LoadFacts, latestLoadId, newestOfSeveral, readLoadFacts } from "../warehouse/reports/load-facts";
import { CommandError } from "./command";

/** @throws CommandError 64 for what is no run's number. */
export function runNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new CommandError("--run must be a run's number, as the log and backfill.run tell it", 64);
}

/** @throws CommandError 64 for what is no load's number, or where a run is named as well. */
export function loadNumber(text: string | undefined, run: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (run !== undefined) throw new CommandError("--run and --load exclude each other: name one of them", 64);
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new CommandError("--load must be a load's number, as the log and backfill.load tell it", 64);
}

/** What a command is about: a load of several entities, or a run. */
export type Chosen =
  | { readonly kind: "load"; readonly facts: LoadFacts }
  | { readonly kind: "run"; readonly facts: ReportFacts };

/**
 * What is named; the newest load where nothing is.
 *
 * @throws CommandError 64 when it is not there.
 */
export async function chosen(session: Session, run: number | undefined, load: number | undefined): Promise<Chosen> {
  const loadId = load ?? (run === undefined ? await newestOfSeveral(session) : undefined);
  if (loadId !== undefined) return { kind: "load", facts: await loadFactsOf(session, loadId) };
  return { kind: "run", facts: await factsOf(session, run) };
}

/** The facts of a load. @throws CommandError 64 when it is not there. */
async function loadFactsOf(session: Session, loadId: number): Promise<LoadFacts> {
  const facts = await readLoadFacts(session, loadId);
  if (facts !== undefined) return facts;
  const latest = await latestLoadId(session);
  throw new CommandError(
    latest === undefined ? "the database has no load yet" : `there is no load ${loadId}; the newest is ${latest}`,
    64,
  );
}

/** The facts of the run, or of the newest one. @throws CommandError 64 when it is not there. */
async function factsOf(session: Session, asked: number | undefined): Promise<ReportFacts> {
  const runId = asked ?? (await latestRunId(session));
  if (runId === undefined) throw new CommandError("the database has no run yet: start a pipeline first", 64);
  const facts = await readReportFacts(session, runId);
  if (facts !== undefined) return facts;
  const latest = await latestRunId(session);
  throw new CommandError(
    latest === undefined ? "the database has no run yet" : `there is no run ${runId}; the newest is ${latest}`,
    64,
  );
}
