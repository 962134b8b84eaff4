import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { findPython } from "../../local/python";
import { runCommand } from "../../local/run-command";
import { repositoryRoot } from "../../src/repository-root";
import type { PostgresSettings } from "../../src/warehouse/database/connection";
import { installedOnce } from "./installed-once";

const FOLDER = join(repositoryRoot(), "ts-blocks/test/dbt");
const REQUIREMENTS = join(FOLDER, "requirements.txt");

/** Installs dbt-postgres with the pinned versions. @returns the program `dbt`. */
export async function installDbt(): Promise<string> {
  const python = await findPython();
  const folder = await installedOnce(
    "dbt",
    [REQUIREMENTS],
    async (target) => {
      mkdirSync(target, { recursive: true });
      const venv = join(target, "venv");
      await runCommand(python.executable, ["-m", "venv", venv], () => {});
      const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"];
      await runCommand(join(venv, "bin", "python"), [...pip, "-r", REQUIREMENTS], () => {});
    },
    python.version,
  );
  return join(folder, "venv", "bin", "dbt");
}

/** A dbt project with some added files, in its own folder that `dispose` removes. */
export class DbtProject implements Disposable {
  private readonly folder = mkdtempSync(join(tmpdir(), "qbo-dbt-"));

  constructor(files: Readonly<Record<string, string>>) {
    cpSync(FOLDER, this.folder, { recursive: true });
    mkdirSync(join(this.folder, "models"));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.folder, "models", name), text);
  }

  /** Runs dbt against a database. @returns its output. @throws Error with its output, if dbt fails. */
  async run(dbt: string, command: string, on: PostgresSettings): Promise<string> {
    const env = {
      PATH: process.env.PATH,
      HOME: this.folder,
      PGHOST: on.host,
      PGPORT: String(on.port),
      PGUSER: on.user,
      PGPASSWORD: on.password,
      PGDATABASE: on.database,
    };
    const said = await promisify(execFile)(dbt, ["--no-use-colors", command, "--profiles-dir", "."], {
      cwd: this.folder,
      env,
    }).catch((error: { stdout?: string; stderr?: string }) => {
      throw new Error(`dbt ${command} failed:\n${error.stdout}\n${error.stderr}`, { cause: error });
    });
    return said.stdout;
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
