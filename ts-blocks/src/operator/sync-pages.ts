import path from "node:path";
import { loadPage } from "../report/load/page";
import type { Language } from "../report/page/format";
import { syncsPage } from "../report/syncs/page";
import { programVersion } from "../version";
import type { Session } from "../warehouse/database/snapshot";
import { readLoadFacts } from "../warehouse/reports/load-facts";
import type { SyncFacts, SyncSeries } from "../warehouse/reports/sync-series";
import { isPipe, makeFolder, writeOut } from "./out-file";

/** Of hourly syncs four days, of daily ones a quarter. Each has a page of its own, so there is a limit. */
export const SYNCS_MAX = 100;

interface SyncPagesOptions {
  /** The file of the page of all syncs. */
  readonly name: string;
  readonly language: Language;
  readonly env: NodeJS.ProcessEnv;
  readonly onSync: (done: number, total: number) => void;
}

/**
 * Writes the page of all syncs, and beside it a folder with the page of each, to which it links. If the page goes into a pipe,
 * there is no folder, and the page names the command that makes the others.
 *
 * @returns the page's whole path. @throws CommandError 64 when something cannot be written.
 */
export async function writeSyncPages(
  session: Session,
  series: SyncSeries,
  { name, language, env, onSync }: SyncPagesOptions,
): Promise<string> {
  const file = path.resolve(env.INIT_CWD ?? process.cwd(), name);
  const version = programVersion();
  if (isPipe(file)) {
    const page = syncsPage(series, version, () => undefined, language);
    return writeOut(file, page, env);
  }
  const folder = file.replace(/(\.html?)?$/, ".loads");
  const nameOf = ({ loadId }: SyncFacts) => `load-${loadId}.html`;
  const link = (sync: SyncFacts) => `${encodeURIComponent(path.basename(folder))}/${nameOf(sync)}`;
  const written = writeOut(file, syncsPage(series, version, link, language), env);
  makeFolder(folder);
  for (const [place, sync] of series.syncs.entries()) {
    onSync(place, series.syncs.length);
    const facts = await readLoadFacts(session, sync.loadId);
    if (facts === undefined) continue;
    writeOut(
      path.join(folder, nameOf(sync)),
      loadPage(facts, version, () => undefined, language),
      env,
    );
  }
  return written;
}
