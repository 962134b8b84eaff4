import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../../repository-root";

export interface SchemaFile {
  /** The name that the operator knows: `db/migrations/0001_more_entities.sql`. */
  readonly name: string;
  readonly number: number;
  readonly sql: string;
}

export interface SchemaFiles {
  /** The schema of release 0.1.0. */
  readonly baseline: readonly SchemaFile[];
  /** The changes since then. Each is applied once. */
  readonly migrations: readonly SchemaFile[];
  /** Roles and rights, applied each time after all others. */
  readonly always: readonly SchemaFile[];
}

/** The files of `db`, each folder in the order of its numbers. */
export function schemaFiles(root: string = join(repositoryRoot(), "db")): SchemaFiles {
  return {
    baseline: filesOf(root, "init"),
    migrations: filesOf(root, "migrations"),
    always: filesOf(root, "always"),
  };
}

function filesOf(root: string, folder: string): SchemaFile[] {
  const path = join(root, folder);
  // Git keeps no empty folder. Before the first change there is nothing to migrate.
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((name) => /^\d+_.*\.sql$/.test(name))
    .map((name) => ({
      name: `db/${folder}/${name}`,
      number: Number.parseInt(name, 10),
      sql: readFileSync(join(path, name), "utf8"),
    }))
    .sort((a, b) => a.number - b.number);
}
