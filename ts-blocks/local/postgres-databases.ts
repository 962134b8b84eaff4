import { Client } from "pg";

interface Passwords {
  magePassword: string;
  loaderPassword: string;
}

/** Two roles, each the owner of one database and a stranger to the other. Safe to repeat. */
export async function prepareDatabases(
  superuserUrl: (database: string) => string,
  passwords: Passwords,
): Promise<void> {
  const client = new Client({ connectionString: superuserUrl("postgres") });
  await client.connect();
  try {
    await ensure(client, { role: "mage", password: passwords.magePassword, database: "mage" });
    await ensure(client, { role: "qbo_loader", password: passwords.loaderPassword, database: "qbo" });
  } finally {
    await client.end();
  }
}

async function ensure(client: Client, wanted: { role: string; password: string; database: string }): Promise<void> {
  const role = client.escapeIdentifier(wanted.role);
  const database = client.escapeIdentifier(wanted.database);
  const exists = async (text: string, name: string) => (await client.query(text, [name])).rowCount === 1;

  const verb = (await exists("select from pg_roles where rolname = $1", wanted.role)) ? "alter" : "create";
  await client.query(`${verb} role ${role} login password ${client.escapeLiteral(wanted.password)}`);
  if (!(await exists("select from pg_database where datname = $1", wanted.database))) {
    await client.query(`create database ${database} owner ${role}`);
  }
  await client.query(`revoke all on database ${database} from public`);
  await client.query(`alter database ${database} set timezone to 'UTC'`);
}
