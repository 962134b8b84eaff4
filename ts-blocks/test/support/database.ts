import { inject } from "vitest";
import { openDatabase, type TestDatabase } from "./database-on";
import { TEMPLATE_DATABASE } from "./postgres";

export type { TestDatabase } from "./database-on";

let databases = 0;

/** A new database for one test, with the schema in it; `empty` leaves the schema out. */
export function createDatabase(kind: "with-schema" | "empty" = "with-schema"): Promise<TestDatabase> {
  const template = kind === "empty" ? undefined : TEMPLATE_DATABASE;
  return openDatabase(inject("postgresUrl"), `test_${process.pid}_${++databases}`, template);
}
