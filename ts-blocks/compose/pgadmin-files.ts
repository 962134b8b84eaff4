import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../src/repository-root";
import { readSecret, writeWhole } from "./secret-files";

/**
 * Writes the files that pgAdmin reads: its server, the reader's password, the queries, and the folder in which Open
 * File starts. They are written again at each start, because a new version has its own queries.
 */
export function layPgadminFiles(folder: string): void {
  const pgadmin = join(folder, "pgadmin");
  const database = join(repositoryRoot(), "db");
  for (const name of ["servers.json", "preferences.json"]) cpSync(join(database, "pgadmin", name), join(pgadmin, name));
  rmSync(join(pgadmin, "queries"), { recursive: true, force: true });
  cpSync(join(database, "queries"), join(pgadmin, "queries"), { recursive: true });
  writeWhole(join(pgadmin, "pgpass"), `postgres:5432:*:qbo_reader:${readSecret(folder, "pgadmin/reader_password")}\n`);
}
