import { Client, Pool } from "pg";
import type { PostgresSettings } from "../../src/warehouse/database/connection";

export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  readonly settings: PostgresSettings;
  /** Rows of a statement, as pg gives them. */
  rows<T extends object = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<T[]>;
  /** The one value of a statement. */
  value<T = unknown>(sql: string, values?: unknown[]): Promise<T>;
}

/** A new database on a server. */
export async function openDatabase(server: string, name: string, template?: string): Promise<TestDatabase> {
  await onServer(server, `create database ${name}${template === undefined ? "" : ` template ${template}`}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const pool = new Pool({ connectionString: url.href, options: "-c timezone=UTC", max: 2 });
  pool.on("error", () => undefined); // a test may stop the server
  const rows = async <T>(sql: string, values: unknown[] = []) => (await pool.query(sql, values)).rows as T[];
  return {
    url: url.href,
    settings: {
      host: url.hostname,
      port: Number(url.port),
      database: name,
      user: url.username,
      password: url.password,
    },
    rows,
    async value<T>(sql: string, values: unknown[] = []) {
      const [row] = await rows<Record<string, unknown>>(sql, values);
      return Object.values(row ?? {})[0] as T;
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await onServer(server, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
