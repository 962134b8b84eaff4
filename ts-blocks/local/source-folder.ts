import { chmodSync, mkdirSync, rmSync } from "node:fs";
import type { LocalPaths } from "./paths";
import type { PidLedger } from "./pid-ledger";
import { removePostgresData } from "./postgres-home";

/** Ends what a killed stack left running, deletes the source's data if asked to, and makes its folders. */
export async function prepareSource(
  paths: LocalPaths,
  ledger: PidLedger,
  fresh: boolean,
  say: (line: string) => void,
): Promise<void> {
  const ended = await ledger.endLeftovers();
  if (ended.length > 0) say(`ended what an earlier stack had left running: ${ended.join(", ")}`);
  rmSync(paths.stackFile, { force: true });
  rmSync(paths.mageTemp, { recursive: true, force: true });
  if (fresh) {
    removePostgresData(paths.postgresData);
    rmSync(paths.source, { recursive: true, force: true });
  }
  // Postgres' user must pass through the source's folder. The folders of Mage and of the logs are closed to other users.
  mkdirSync(paths.source, { recursive: true, mode: 0o755 });
  for (const folder of [paths.mageData, paths.mageTemp, paths.logs]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  }
}
