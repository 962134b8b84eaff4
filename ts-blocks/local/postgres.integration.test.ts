import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { Client } from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { commandLineOf, haveEnded, markOf, signal } from "../src/console/processes";
import { repositoryRoot } from "../src/repository-root";
import { initDatabase } from "../src/warehouse/database/init";
import { CredentialStore } from "./credentials";
import { type LocalPaths, localPaths } from "./paths";
import { PidLedger } from "./pid-ledger";
import { freePort } from "./ports";
import { type PostgresServer, startPostgres } from "./postgres";
import { prepareSource } from "./source-folder";
import { type TemporaryLocalDir, temporaryLocalDir } from "./temporary";

let folder: TemporaryLocalDir;
let paths: LocalPaths;
let ledger: PidLedger;
const running: PostgresServer[] = [];

beforeEach(async () => {
  folder = temporaryLocalDir();
  paths = localPaths(folder.dir, { kind: "generated", company: "test" });
  ledger = new PidLedger(path.join(paths.source, "pids.json"), paths.source);
  await prepareSource(paths, ledger, false, () => {});
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.child.stop();
  folder.remove();
});

async function start(): Promise<PostgresServer> {
  const server = await startPostgres(paths, CredentialStore.open(paths.credentials), ledger, () => {});
  running.push(server);
  return server;
}

async function query(url: string, text: string): Promise<unknown[][]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text, rowMode: "array" })).rows;
  } finally {
    await client.end();
  }
}

function serverPid(): number {
  return Number(readFileSync(path.join(paths.postgresData, "postmaster.pid"), "utf8").split("\n", 1)[0]);
}

test("a restart finds the data again, on the same port", async () => {
  const first = await start();
  await query(first.urls.qboAsOwner, "create table kept as select 42 as answer");
  await first.child.stop();
  const second = await start();
  expect(second.port).toBe(first.port);
  expect(await query(second.urls.qboAsOwner, "select answer from kept")).toEqual([[42]]);
});

test("each role can connect to its own database only, and only with its password", async () => {
  const { urls } = await start();
  expect(await query(urls.mage, "select current_user::text")).toEqual([["mage"]]);
  await expect(query(urls.mage.replace(/mage$/, "qbo"), "select 1")).rejects.toThrow("permission denied");
  await expect(query(urls.qbo.replace(/qbo$/, "mage"), "select 1")).rejects.toThrow("permission denied");
  await expect(query(urls.qbo.replace(/:[^:@]+@/, ":wrong@"), "select 1")).rejects.toThrow(
    "password authentication failed",
  );
});

test("the role of the pipelines and the role of people can connect to the data's database, and own nothing there", async () => {
  const { urls } = await start();
  expect(await query(urls.qboAsOwner, "select current_user::text")).toEqual([["qbo_owner"]]);
  for (const [url, role] of [
    [urls.qbo, "qbo_loader"],
    [urls.qboAsReader, "qbo_reader"],
  ] as const) {
    expect(await query(url, "select current_user::text")).toEqual([[role]]);
    await expect(query(url, "create schema mine")).rejects.toThrow("permission denied");
  }
});

test("a stack of a version in which the pipelines' role owned everything continues with its rows and the new rights", async () => {
  const first = await start();
  // The state of that version: credentials without the new passwords, and a database and tables that the loader owns.
  await query(first.urls.qboAsSuperuser, "alter database qbo owner to qbo_loader");
  await initDatabase(first.urls.qbo);
  await query(first.urls.qbo, "insert into backfill.call_slot (per, slot) values ('minute', 17)");
  await query(first.urls.qboAsSuperuser, "drop owned by qbo_reader");
  await first.child.stop();
  const { qboOwnerPassword, readerPassword, ...earlier } = CredentialStore.open(paths.credentials).values;
  writeFileSync(paths.credentials, JSON.stringify(earlier));
  expect([qboOwnerPassword, readerPassword].every(Boolean)).toBe(true);

  const { urls } = await start();
  await initDatabase(urls.qboAsOwner);

  expect(await query(urls.qbo, "select per, slot from backfill.call_slot")).toEqual([["minute", 17]]);
  expect(await query(urls.qboAsReader, "select slot from backfill.call_slot")).toEqual([[17]]);
  await expect(query(urls.qbo, "drop table backfill.call_slot")).rejects.toThrow("must be owner");
  await expect(query(urls.qbo, "truncate backfill.call_slot")).rejects.toThrow("permission denied");
});

test("the server listens on loopback only, speaks UTC and sorts the same everywhere", async () => {
  const { urls } = await start();
  const settings = "select current_setting('listen_addresses'), current_setting('unix_socket_directories')";
  expect(await query(urls.qboAsSuperuser, settings)).toEqual([["127.0.0.1", ""]]);
  expect(await query(urls.qbo, "select current_setting('timezone'), 'a' < 'B'")).toEqual([["UTC", false]]);
  expect(statSync(paths.credentials).mode & 0o777).toBe(0o600);
});

test("when a stack is killed, its server ends, too", async () => {
  const program = `
    const from = (name) => require(${JSON.stringify(path.join(repositoryRoot(), "ts-blocks/dist/local/"))} + name);
    const paths = ${JSON.stringify(paths)};
    const credentials = from("credentials").CredentialStore.open(paths.credentials);
    const ledger = new (from("pid-ledger").PidLedger)(paths.source + "/pids.json", paths.source);
    from("postgres").startPostgres(paths, credentials, ledger, () => {}).then(() => console.log("up"));`;
  const stack = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  await once(createInterface({ input: stack.stdout }), "line");
  const pid = serverPid();
  expect(commandLineOf(pid)).toContain("postgres");
  stack.kill("SIGKILL");
  expect(await haveEnded(() => markOf(pid) !== undefined, 15_000)).toBe(true);
  expect(existsSync(path.join(paths.postgresData, "postmaster.pid"))).toBe(false); // it ended in order and did not crash
});

test("a server that survived everything is ended by the next start, even if no file holds its number", async () => {
  const { child, urls } = await start();
  await query(urls.qboAsOwner, "create table kept as select 1");
  const pid = serverPid();
  const guards = [child.pid, pid + 1].filter((guard) => commandLineOf(guard).startsWith("/bin/sh"));
  for (const guard of guards) signal(guard, "SIGKILL");
  rmSync(path.join(paths.source, "pids.json"));
  expect(markOf(pid)).toBeDefined();

  const { urls: again } = await start();
  expect(markOf(pid)).toBeUndefined();
  expect(await query(again.qboAsOwner, "select count(*)::int from kept")).toEqual([[1]]);
});

test("a lost credentials file is explained, and the data is not touched", async () => {
  await (await start()).child.stop();
  rmSync(paths.credentials);
  await expect(start()).rejects.toThrow("and with it the passwords: start with --fresh");
  expect(existsSync(path.join(paths.postgresData, "PG_VERSION"))).toBe(true);
});

test("a port that another program has taken meanwhile is replaced by a free one", async () => {
  const first = await start();
  await first.child.stop();
  const squatter = spawn(process.execPath, [
    "-e",
    `require("node:net").createServer().listen(${first.port}, "127.0.0.1", () => console.log("up"))`,
  ]);
  await once(createInterface({ input: squatter.stdout }), "line");
  try {
    const second = await start();
    expect(second.port).not.toBe(first.port);
    expect(CredentialStore.open(paths.credentials).values.postgresPort).toBe(second.port);
  } finally {
    squatter.kill("SIGKILL");
  }
  expect(await freePort()).toBeGreaterThan(0);
});
