import path from "node:path";
import { loadPage } from "../report/load/page";
import type { Language } from "../report/page/format";
import { opensIn } from "../report/page/frame";
import { reportPage } from "../report/page/page";
import { programVersion } from "../version";
import type { Session } from "../warehouse/database/snapshot";
import { readReportFacts } from "../warehouse/reports/facts";
import { keptReport } from "../warehouse/reports/kept-report";
import type { LoadedEntity, LoadFacts } from "../warehouse/reports/load-facts";
import { isPipe, makeFolder, writeOut } from "./out-file";

export interface LoadReportOptions {
  /** The file of the load's page. */
  readonly name: string;
  readonly language: Language;
  /** Uses the kept reports of the entities, where they exist. */
  readonly kept: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly onEntity: (entity: string, done: number, total: number) => void;
}

/**
 * Writes the report of a load, and beside it a folder with the report of each entity. The page links to these reports. If the
 * page goes into a pipe, there is no folder, and the page names the commands that make the reports.
 *
 * @returns the page's whole path. @throws CommandError 64 when something cannot be written.
 */
export async function writeLoadReport(
  session: Session,
  load: LoadFacts,
  { name, language, kept, env, onEntity }: LoadReportOptions,
): Promise<string> {
  const file = path.resolve(env.INIT_CWD ?? process.cwd(), name);
  const version = programVersion();
  if (isPipe(file))
    return writeOut(
      file,
      loadPage(load, version, () => undefined, language),
      env,
    );

  const folder = file.replace(/(\.html?)?$/, ".entities");
  const nameOf = ({ entity, runId }: LoadedEntity) => `${entity}-run-${runId}.html`;
  const link = (entity: LoadedEntity) =>
    entity.runId === null ? undefined : `${encodeURIComponent(path.basename(folder))}/${nameOf(entity)}`;
  const written = writeOut(file, loadPage(load, version, link, language), env);
  makeFolder(folder);
  for (const [place, entity] of load.entities.entries()) {
    if (entity.runId === null) continue;
    onEntity(entity.entity, place, load.entities.length);
    const own = (kept ? await keptReport(session, entity.runId) : undefined) ?? (await reportOf(session, entity.runId));
    if (own !== undefined) writeOut(path.join(folder, nameOf(entity)), opensIn(own, language), env);
  }
  return written;
}

async function reportOf(session: Session, runId: number): Promise<string | undefined> {
  const facts = await readReportFacts(session, runId);
  return facts && reportPage(facts, programVersion());
}
