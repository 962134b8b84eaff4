import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { removePostgresData } from "./postgres-home";

export interface TemporaryLocalDir {
  dir: string;
  remove(): void;
}

/** A `.local` for one test. Postgres' user can enter it; if we are root, this is another user than ours. */
export function temporaryLocalDir(prefix = "qbo-local-"): TemporaryLocalDir {
  const dir = mkdtempSync(path.join(tmpdir(), prefix));
  chmodSync(dir, 0o755);
  return {
    dir,
    remove: () => {
      const stacks = path.join(dir, "stacks");
      const sources = existsSync(stacks) ? readdirSync(stacks) : [];
      for (const source of sources) removePostgresData(path.join(stacks, source, "postgres"));
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
