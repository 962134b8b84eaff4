import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { prepareMageVenv } from "../../local/mage-venv";
import { defaultLocalDir, repositoryRoot } from "../../src/repository-root";
import { startScratchPostgres } from "../support/scratch-postgres";
import { run } from "./command";
import { type Count, junitCount, ONE_FAILURE } from "./count";

/** Runs the tests of the bridge and of the token's custody, in the environment of Mage, against their own Postgres. */
export async function runPytest(): Promise<Count> {
  const projectDir = join(repositoryRoot(), "mage_project");
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const python = await prepareMageVenv({ projectDir, link: join(defaultLocalDir(), "mage"), env: process.env, say });
  const server = await startScratchPostgres();
  const folder = mkdtempSync(join(tmpdir(), "qbo-test-report-"));
  try {
    const report = join(folder, "pytest.xml");
    const exitCode = await run(
      python,
      ["-m", "pytest", join(projectDir, "tests"), "--quiet", "-p", "no:cacheprovider", `--junitxml=${report}`],
      { env: { QB_TEST_MAGE_DATABASE_URL: await mageDatabase(server.url), PYTHONDONTWRITEBYTECODE: "1" } },
    );
    if (!existsSync(report)) return ONE_FAILURE;
    return junitCount(readFileSync(report, "utf8"), exitCode);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await server.stop();
  }
}

/** An empty database for Mage's tables, in the form of SQLAlchemy's addresses. */
async function mageDatabase(serverUrl: string): Promise<string> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  await client.query("create database mage_scratch");
  await client.end();
  const url = new URL(serverUrl.replace(/^postgresql:/, "postgresql+psycopg2:"));
  url.pathname = "/mage_scratch";
  return url.href;
}
