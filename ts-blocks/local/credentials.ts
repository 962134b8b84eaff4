import { randomInt } from "node:crypto";
import { z } from "zod";
import { readJson, writePrivateJson } from "../src/console/files";

/** What was generated for one source when it was first started, and stays the same while its folder lives. */
const credentialsSchema = z.object({
  postgresPort: z.number().int().optional(),
  postgresPassword: z.string(),
  magePassword: z.string(),
  loaderPassword: z.string(),
  /** Roles that an earlier version did not have; their passwords are set again at each start. */
  qboOwnerPassword: z.string().default(() => randomSecret(32)),
  readerPassword: z.string().default(() => randomSecret(32)),
  ownerEmail: z.string(),
  ownerPassword: z.string(),
  jwtSecret: z.string(),
  /** Fingerprints of the values last put into Mage Secrets; Mage itself never shows a value. */
  seeded: z.record(z.string(), z.string()),
});
export type Credentials = z.infer<typeof credentialsSchema>;

/** Mage's first user, and pgAdmin's. */
export const OWNER_EMAIL = "owner@example.com";

/** Letters and digits only: they go into URLs, and a person types one of them. */
export function randomSecret(characters: number): string {
  const alphabet = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  return Array.from({ length: characters }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
}

export class CredentialStore {
  private constructor(
    private readonly file: string,
    private current: Credentials,
    /** True when nothing usable was there: whatever was made with earlier passwords cannot be opened. */
    readonly isNew: boolean,
  ) {}

  static open(file: string): CredentialStore {
    const kept = readJson(file, credentialsSchema);
    const store = new CredentialStore(file, kept ?? generate(), kept === undefined);
    store.update({}); // also when an earlier version wrote it: what was missing is kept from now on
    return store;
  }

  get values(): Readonly<Credentials> {
    return this.current;
  }

  update(change: Partial<Credentials>): void {
    this.current = { ...this.current, ...change };
    writePrivateJson(this.file, this.current);
  }
}

function generate(): Credentials {
  return {
    postgresPassword: randomSecret(32),
    magePassword: randomSecret(32),
    loaderPassword: randomSecret(32),
    qboOwnerPassword: randomSecret(32),
    readerPassword: randomSecret(32),
    ownerEmail: OWNER_EMAIL,
    ownerPassword: randomSecret(16),
    jwtSecret: randomSecret(48),
    seeded: {},
  };
}
