import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { randomSecret } from "../local/credentials";
import { hasCode, LocalError } from "../src/console/errors";

/** Secrets of an installation and their lengths, by the volume that holds them. */
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

/**
 * The secrets that a program of another image reads, and the group that it reads them as. Only our own user can read
 * all others.
 */
const GUESTS = {
  "postgres/superuser_password": 999, // postgres, in postgres:17-bookworm
  "pgadmin/password": 5050, // a group that dpage/pgadmin4 itself does not have: docker-compose.yml gives it to the container
  "pgadmin/pgpass": 5050,
} as const;

const OURS_ALONE = 0o400;
const OURS_AND_GROUPS = 0o440;

/** The folder with the mounted volumes. */
export function secretsFolder(env: NodeJS.ProcessEnv): string {
  return env.QB_SECRETS || "/run/qb";
}

/** Makes the missing secrets, and never changes an existing one. @returns the new secrets. */
export function makeSecrets(folder: string): SecretFile[] {
  const missing = (Object.keys(LENGTHS) as SecretFile[]).filter((name) => !existsSync(join(folder, name)));
  for (const name of missing) writeWhole(join(folder, name), randomSecret(LENGTHS[name]));
  return missing;
}

/**
 * Lets each guest read its own file. The process must be a member of the guests' groups, and needs no other right. This
 * runs at each start, because an unpacked archive restores the files but not their groups.
 */
export function admitGuests(folder: string): void {
  for (const [name, group] of Object.entries(GUESTS)) {
    chownSync(join(folder, name), -1, group);
    chmodSync(join(folder, name), OURS_AND_GROUPS);
  }
}

/** @throws LocalError if the secret is absent, as in a container that was started without the others. */
export function readSecret(folder: string, name: SecretFile): string {
  try {
    return readFileSync(join(folder, name), "utf8").trim();
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
    throw new LocalError(`the secret ${name} has not been made: start everything with docker compose up`);
  }
}

/** An interrupted start must not leave half a password behind. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.draft`, text, { mode: OURS_ALONE, flush: true });
  renameSync(`${file}.draft`, file);
}
