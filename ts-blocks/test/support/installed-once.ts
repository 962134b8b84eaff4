import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tryLock } from "../../local/lock";
import { cacheFolder, cacheKey } from "../../local/mage-venv";
import { waitFor } from "../../src/console/time";

const INSTALL_TIMEOUT_MS = 10 * 60_000;

/**
 * A folder in the cache that is filled once on this machine for each state of the files that say what goes in. It lies
 * outside the project, so that nothing of it is audited or shipped with it.
 *
 * @param version of what else the contents depend on.
 */
export async function installedOnce(
  name: string,
  files: string[],
  install: (folder: string) => Promise<void>,
  version = process.version,
): Promise<string> {
  const folder = join(cacheFolder(process.env), `${name}-${cacheKey(files, version)}`);
  const complete = join(folder, "complete");
  const lock = await waitFor(
    { what: `the other installation (${folder})`, timeoutMs: INSTALL_TIMEOUT_MS, intervalMs: 200 },
    () => {
      const attempt = tryLock(`${folder}.lock`);
      return "release" in attempt ? attempt : undefined;
    },
  );
  try {
    if (!existsSync(complete)) {
      rmSync(folder, { recursive: true, force: true });
      await install(folder);
      writeFileSync(complete, "");
    }
  } finally {
    lock.release();
  }
  return folder;
}
