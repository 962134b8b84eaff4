import { Client } from "pg";

interface Passwords {
  magePassword: string;
  qboOwnerPassword: string;
  loaderPassword: string;
  readerPassword: string;
}

/**
 * Makes two databases and the roles that may use them. `qbo` belongs to qbo_owner, who applies db/init. The pipelines connect as
 * qbo_loader and people as qbo_reader, with the rights that db/init gives them. It can be repeated safely.
 */
export async function prepareDatabases(
  superuserUrl: (database: string) => string,
  passwords: Passwords,
): Promise<void> {
  await as(superuserUrl("postgres"), async (client) => {
    await ensureRole(client, "mage", passwords.magePassword);
    await ensureRole(client, "qbo_owner", passwords.qboOwnerPassword);
    await ensureRole(client, "qbo_loader", passwords.loaderPassword);
    await ensureRole(client, "qbo_reader", passwords.readerPassword);
    await ensureDatabase(client, { database: "mage", owner: "mage", guests: [] });
    await ensureDatabase(client, { database: "qbo", owner: "qbo_owner", guests: ["qbo_loader", "qbo_reader"] });
  });
  // In a stack of an earlier version, qbo_loader owned everything. Its objects get the new owner; the rows stay.
  await as(superuserUrl("qbo"), (client) => client.query("reassign owned by qbo_loader to qbo_owner"));
}

async function ensureRole(client: Client, name: string, password: string): Promise<void> {
  const verb = (await exists(client, "select from pg_roles where rolname = $1", name)) ? "alter" : "create";
  await client.query(`${verb} role ${client.escapeIdentifier(name)} login password ${client.escapeLiteral(password)}`);
}

async function ensureDatabase(
  client: Client,
  wanted: { database: string; owner: string; guests: readonly string[] },
): Promise<void> {
  const database = client.escapeIdentifier(wanted.database);
  const owner = client.escapeIdentifier(wanted.owner);
  const isThere = await exists(client, "select from pg_database where datname = $1", wanted.database);
  await client.query(
    isThere ? `alter database ${database} owner to ${owner}` : `create database ${database} owner ${owner}`,
  );
  await client.query(`revoke all on database ${database} from public`);
  for (const guest of wanted.guests) {
    await client.query(`grant connect on database ${database} to ${client.escapeIdentifier(guest)}`);
  }
  await client.query(`alter database ${database} set timezone to 'UTC'`);
}

async function exists(client: Client, text: string, name: string): Promise<boolean> {
  return (await client.query(text, [name])).rowCount === 1;
}

async function as(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
