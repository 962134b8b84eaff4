import { randomInt } from "node:crypto";
import { z } from "zod";
import { readJson, writePrivateJson } from "../src/console/files";

/** Values generated at the first start of a source. They stay the same as long as the source's folder exists. */
const credentialsSchema = z.object({
  postgresPort: z.number().int().optional(),
  postgresPassword: z.string(),
  magePassword: z.string(),
  loaderPassword: z.string(),
  /** Passwords of roles that an earlier version did not have. They are set again at each start. */
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

/** Letters and digits only: these values become parts of URLs, and a person types one of them. */
export function randomSecret(characters: number): string {
  const alphabet = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  return Array.from({ length: characters }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
}

export class CredentialStore {
  private constructor(
    private readonly file: string,
    private current: Credentials,
    /** True when no usable file existed. Everything that was made with earlier passwords can then no longer be opened. */
    readonly isNew: boolean,
  ) {}

  static open(file: string): CredentialStore {
    const kept = readJson(file, credentialsSchema);
    const store = new CredentialStore(file, kept ?? generate(), kept === undefined);
    store.update({}); // if an earlier version wrote the file, the generated values it lacks are kept from now on
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
