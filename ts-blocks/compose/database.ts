import { prepareDatabases } from "../local/postgres-databases";
import { EXIT, runCli } from "../src/console/cli";
import { hasCode, LocalError } from "../src/console/errors";
import { initDatabase } from "../src/warehouse/database/init";
import { readSecret, secretsFolder } from "./secret-files";

const WRONG_PASSWORD = "28P01";

/**
 * Makes the two databases and their roles, and applies db/init: everything at the first start, only new files later.
 * Mage and pgAdmin wait for this program, so a file that fails leaves no half-made database in use.
 */
async function main(): Promise<number> {
  const folder = secretsFolder(process.env);
  const superuserPassword = readSecret(folder, "postgres/superuser_password");
  const qboOwnerPassword = readSecret(folder, "postgres/qbo_owner_password");
  const passwords = {
    qboOwnerPassword,
    magePassword: readSecret(folder, "mage/mage_password"),
    loaderPassword: readSecret(folder, "mage/loader_password"),
    readerPassword: readSecret(folder, "pgadmin/reader_password"),
  };
  await prepareDatabases((database) => url("postgres", superuserPassword, database), passwords).catch(
    (error: unknown) => {
      if (!hasCode(error, WRONG_PASSWORD)) throw error;
      throw new LocalError(
        "Postgres does not take the password in the volume secrets-postgres: the database was made with another. Restore both volumes from one backup",
      );
    },
  );
  const { applied } = await initDatabase(
    url("qbo_owner", qboOwnerPassword, "qbo"),
    undefined,
    undefined,
    ({ seconds, holder }) => process.stdout.write(`database: waiting ${seconds} s for a lock, held by ${holder}\n`),
  );
  process.stdout.write(`database: ready, applied ${applied.join(" ")}\n`);
  return EXIT.ok;
}

function url(user: string, password: string, database: string): string {
  return `postgresql://${user}:${password}@postgres:5432/${database}`;
}

if (require.main === module) void runCli("database", main);
