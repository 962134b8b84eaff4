import type { TokenTimes } from "../../job/token-times";
import type { Db } from "../database/connection";

/** Undefined before the first run, which inserts the row. */
export async function readTokenTimes(db: Db): Promise<TokenTimes | undefined> {
  const { rows } = await db.query<TokenTimes>(
    `select token_issued_at_utc as "issuedAt", token_rotated_at_utc as "rotatedAt",
            token_idle_ends_at_utc as "idleEndsAt", token_grant_ends_at_utc as "grantEndsAt"
     from backfill.company`,
  );
  return rows[0];
}

export async function bookTokenTimes(db: Db, times: TokenTimes): Promise<void> {
  await db.query(
    `update backfill.company
     set token_issued_at_utc = $1, token_rotated_at_utc = $2, token_idle_ends_at_utc = $3, token_grant_ends_at_utc = $4`,
    [times.issuedAt, times.rotatedAt, times.idleEndsAt, times.grantEndsAt],
  );
}
