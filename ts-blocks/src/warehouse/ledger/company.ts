import { createHash } from "node:crypto";
import { ConfigError } from "../../errors";
import type { Db } from "../database/connection";

export interface Company {
  readonly realmId: string;
  readonly environment: "sandbox" | "production";
}

export interface KnownCompany {
  /** Only this hash of the realm is kept: a dump of the ledger shows the company's name, but not its number. */
  readonly realmSha256: string;
  readonly environment: Company["environment"];
  readonly name: string | null;
}

/** The company whose data this database holds; undefined before the first run. */
export async function knownCompany(db: Db): Promise<KnownCompany | undefined> {
  const { rows } = await db.query<KnownCompany>(
    `select realm_sha256 as "realmSha256", environment, name from backfill.company`,
  );
  return rows[0];
}

export function knownAs(name: string | null, company: Company): KnownCompany {
  return { realmSha256: fingerprintOf(company.realmId), environment: company.environment, name };
}

/**
 * The records of two companies in one schema could not be separated later, since ids repeat between companies.
 *
 * @throws ConfigError `COMPANY_DIFFERS`.
 */
export function requireSameCompany(known: KnownCompany, company: Company): void {
  const sameRealm = known.realmSha256 === fingerprintOf(company.realmId);
  if (sameRealm && known.environment === company.environment) return;
  const held = `${known.name ?? "a company without a name"} (${known.environment})`;
  const named = sameRealm
    ? `the same company number in ${company.environment}`
    : `another company (${company.environment})`;
  throw new ConfigError("COMPANY_DIFFERS", `This database holds ${held}, and the secrets name ${named}.`, {
    remedy: "Correct QBO_REALM_ID and QBO_ENV, or give the other company a database of its own; nothing was written.",
  });
}

export async function rememberCompany(db: Db, company: KnownCompany): Promise<void> {
  await db.query(
    `insert into backfill.company (realm_sha256, environment, name)
     values ($1, $2, $3)
     on conflict (only_row) do nothing`,
    [company.realmSha256, company.environment, company.name],
  );
}

function fingerprintOf(realmId: string): string {
  return createHash("sha256").update(realmId).digest("hex");
}
