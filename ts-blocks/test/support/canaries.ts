import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { Client } from "pg";
import { randomSecret } from "../../local/credentials";
import type { Stack } from "../../local/stack";
import { commandLineOf, descendantsOf } from "../../src/console/processes";
import { storeSecret } from "../../src/operator/mage-secrets";
import { initDatabase } from "../../src/warehouse/database/init";
import { tokensNow } from "./secret-search";

export interface Canaries {
  readonly names: string[];
  readonly secrets: string[];
  /** A client secret that the simulator does not know; one of the secrets. */
  readonly wrongClientSecret: string;
  readonly remove: () => void;
}

/**
 * Gives Mage a place to load into whose secrets occur nowhere else: a database, a user and a password with random
 * names, behind an address of this machine that no other program uses. The simulator makes random secrets for
 * QuickBooks, except QBO_ENV, which is one of two words. POSTGRES_PORT looks like any other number of its length.
 */
export async function plantCanaries(stack: Stack): Promise<Canaries> {
  const [database, user, password] = [`db_${randomSecret(20)}`, `user_${randomSecret(20)}`, randomSecret(32)];
  const admin = new Client({ connectionString: stack.postgres.urls.qboAsSuperuser });
  await admin.connect();
  await admin.query(`create role "${user}" login password '${password}' in role qbo_loader`);
  await admin.query(`create database "${database}" owner qbo_owner`);
  await admin.query(`alter database "${database}" set timezone to 'UTC'`);
  await admin.end();
  const url = new URL(stack.postgres.urls.qboAsOwner);
  url.pathname = `/${database}`;
  await initDatabase(url.href);

  const host = "127.93.41.77";
  const proxy = createServer((here) => {
    const there = connect(stack.postgres.port, stack.postgres.host);
    here.pipe(there).pipe(here);
    for (const [one, other] of [
      [here, there],
      [there, here],
    ] as const) {
      one.on("error", () => other.destroy()).on("close", () => other.destroy());
    }
  }).listen(0, host);
  await once(proxy, "listening");
  const { port } = proxy.address() as { port: number };

  const { api } = stack.mage;
  await storeSecret(api, "POSTGRES_HOST", host);
  await storeSecret(api, "POSTGRES_PORT", String(port));
  await storeSecret(api, "POSTGRES_DB", database);
  await storeSecret(api, "POSTGRES_USER", user);
  await storeSecret(api, "POSTGRES_PASSWORD", password);
  const { clientId, clientSecret, realmId } = stack.simulator?.credentials ?? {};
  const wrongClientSecret = randomSecret(32);
  const known = [clientId, clientSecret, wrongClientSecret, realmId, password, host];
  const secrets = known.filter((value) => value !== undefined);
  return { names: [database, user], secrets, wrongClientSecret, remove: () => proxy.close() };
}

/** Every access token of the simulator begins like this. */
export const ACCESS_TOKEN_START = "eyJlbmMiOiJBMTI4Q0JDLUhTMjU2IiwiYWxnIjoiZGlyIn0";

/** Notes what is visible from outside while things run: arguments, environments, and the current tokens. */
export class Watch {
  readonly processes = new Set<string>();
  readonly tokens = new Set<string>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly stack: Stack) {
    this.timer = setInterval(() => this.look(), 100);
  }

  look(): void {
    for (const token of tokensNow(this.stack)) this.tokens.add(token);
    for (const { pid } of descendantsOf(process.pid))
      this.processes.add(`${commandLineOf(pid)}\n${environmentOf(pid)}`);
  }

  stop(): void {
    clearInterval(this.timer);
    this.look();
  }
}

/** `NAME=value`, separated by NUL. */
export function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, "latin1");
  } catch {
    return ""; // the process has ended meanwhile
  }
}
