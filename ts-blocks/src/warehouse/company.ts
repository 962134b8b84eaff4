import { ConfigError } from "../errors";
import type { Db } from "./connection";

export interface Company {
  readonly realmId: string;
  readonly environment: "sandbox" | "production";
}

export interface KnownCompany extends Company {
  readonly name: string | null;
}

/** The company whose data this database holds; undefined before the first run. */
export async function knownCompany(db: Db): Promise<KnownCompany | undefined> {
  const { rows } = await db.query<{ realm_id: string; environment: Company["environment"]; name: string | null }>(
    "select realm_id, environment, name from backfill.company",
  );
  const row = rows[0];
  return row && { realmId: row.realm_id, environment: row.environment, name: row.name };
}

/**
 * Two companies in one schema could not be told apart afterwards: ids repeat between companies.
 *
 * @throws ConfigError `COMPANY_DIFFERS`.
 */
export function requireSameCompany(known: KnownCompany, company: Company): void {
  if (known.realmId === company.realmId && known.environment === company.environment) return;
  const held = `${known.name ?? "a company"} (realm ${known.realmId}, ${known.environment})`;
  throw new ConfigError(
    "COMPANY_DIFFERS",
    `This database holds ${held}, and the secrets name realm ${company.realmId}, ${company.environment}.`,
    {
      remedy: "Correct QBO_REALM_ID and QBO_ENV, or give the other company a database of its own; nothing was written.",
    },
  );
}

export async function rememberCompany(db: Db, company: KnownCompany): Promise<void> {
  await db.query(
    `insert into backfill.company (realm_id, environment, name)
     values ($1, $2, $3)
     on conflict (only_row) do nothing`,
    [company.realmId, company.environment, company.name],
  );
}
