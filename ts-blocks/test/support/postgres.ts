import { Client } from "pg";
import { initDatabase } from "../../src/warehouse/database/init";
import { startScratchPostgres } from "./scratch-postgres";

declare module "vitest" {
  interface ProvidedContext {
    /** URL of the database `postgres` on the server of this test run, as superuser. */
    postgresUrl: string;
  }
}

/** A database with the schema of `db/init`. Each test gets a copy of it. */
export const TEMPLATE_DATABASE = "qbo_template";

/** The part of Vitest's TestProject that is used here (the package has types for ES modules only). */
interface Project {
  provide(key: "postgresUrl", value: string): void;
}

/** One real server for the whole test run. */
export async function setup(project: Project): Promise<() => Promise<void>> {
  const server = await startScratchPostgres();
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create database ${TEMPLATE_DATABASE}`);
  await client.end();
  const template = new URL(server.url);
  template.pathname = `/${TEMPLATE_DATABASE}`;
  await initDatabase(template.href);
  project.provide("postgresUrl", server.url);
  return () => server.stop();
}
