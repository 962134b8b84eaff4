import { expect, test } from "vitest";
import type { Db } from "./connection";
import { requireDatabase, requireServer } from "./requirements";

/** A server of that version. Any other question to it is a mistake. */
function server(version: number): { readonly db: Db; readonly asked: string[] } {
  const asked: string[] = [];
  const query = async (text: string) => {
    asked.push(text);
    if (text.includes("server_version_num")) return { rows: [{ version: String(version) }] };
    if (text.includes("server_encoding")) return { rows: [{ encoding: "UTF8" }] };
    throw new Error(`asked ${text}`);
  };
  return { db: { query } as unknown as Db, asked };
}

test.each([
  [150_008, "Postgres 15"],
  [90_624, "Postgres 9"],
])("a server of version %d is too old, and no table of it is looked at", async (version, name) => {
  const { db, asked } = server(version);
  await expect(requireDatabase(db)).rejects.toMatchObject({
    code: "POSTGRES_TOO_OLD",
    exitCode: 64,
    message: `The server is ${name}, and this program needs 16 or later.`,
  });
  expect(asked).toHaveLength(1);
});

test.each([160_000, 170_002, 180_001])("a server of version %d is accepted", async (version) => {
  await expect(requireServer(server(version).db)).resolves.toBeUndefined();
});
