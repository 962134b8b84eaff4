import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { randomSecret } from "../local/credentials";
import { hasCode, LocalError } from "../local/errors";

/**
 * Secrets of an installation by the volume that holds them, and their length. A container sees only the volumes that it
 * mounts, so within one the files are readable by everybody: Postgres, Mage and pgAdmin run as different users.
 */
const LENGTHS = {
  "postgres/superuser_password": 32,
  "postgres/qbo_owner_password": 32,
  "mage/mage_password": 32,
  "mage/loader_password": 32,
  "mage/owner_password": 16,
  "mage/jwt_secret": 48,
  "pgadmin/reader_password": 32,
  "pgadmin/password": 16,
} as const;
export type SecretFile = keyof typeof LENGTHS;

const READ_ONLY = 0o444;

/** Where the volumes are mounted. */
export function secretsFolder(env: NodeJS.ProcessEnv): string {
  return env.QB_SECRETS || "/run/qb";
}

/** Makes those that are missing; one that is there is never changed. @returns what was made. */
export function makeSecrets(folder: string): SecretFile[] {
  const missing = (Object.keys(LENGTHS) as SecretFile[]).filter((name) => !existsSync(join(folder, name)));
  for (const name of missing) writeWhole(join(folder, name), randomSecret(LENGTHS[name]));
  return missing;
}

/** @throws LocalError when it is not there, as in a container that was started without the others. */
export function readSecret(folder: string, name: SecretFile): string {
  try {
    return readFileSync(join(folder, name), "utf8").trim();
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
    throw new LocalError(`the secret ${name} has not been made: start everything with docker compose up`);
  }
}

/** A start that breaks off in the middle must not leave half a password behind. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.draft`, text, { mode: READ_ONLY, flush: true });
  renameSync(`${file}.draft`, file);
}
