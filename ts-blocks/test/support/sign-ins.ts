import { Client } from "pg";
import type { Stack } from "../../local/stack";
import { mageRows } from "./mage-rows";

const SIGN_INS = "select count(*)::int as runs from pg_stat_activity where application_name like 'qb lease %'";

/** The number of runs that wait for the refresh token's row. */
export async function waitingForToken(stack: Stack): Promise<number> {
  const [row] = await mageRows<{ runs: number }>(stack, `${SIGN_INS} and wait_event_type = 'Lock'`, []);
  return row?.runs ?? 0;
}

/** The number of runs that have held the token for a second: each waits for a slow answer of Intuit. */
export async function askingIntuit(stack: Stack): Promise<number> {
  const forASecond = "state = 'idle in transaction' and state_change < clock_timestamp() - interval '1 second'";
  const [row] = await mageRows<{ runs: number }>(stack, `${SIGN_INS} and ${forASecond}`, []);
  return row?.runs ?? 0;
}

/** Holds the refresh token's row like a run that signs in, until disposed. */
export async function holdToken(stack: Stack): Promise<AsyncDisposable> {
  const mage = new Client({ connectionString: stack.postgres.urls.mage });
  await mage.connect();
  await mage.query("begin");
  await mage.query("select from secret where name = 'QBO_REFRESH_TOKEN' for update");
  return { [Symbol.asyncDispose]: () => mage.end() };
}

/** The program's own secret: the access token that runs share for an hour. */
export const SHARED_TOKEN = "QBO_ACCESS_TOKEN";

/** Removes the shared access token, so that the next run signs in. */
export async function forgetAccessToken({ mage: { api } }: Stack): Promise<void> {
  if ((await api.secretNames()).includes(SHARED_TOKEN)) await api.deleteSecret(SHARED_TOKEN);
}
