import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, expect, test } from "vitest";
import { temporaryLocalDir } from "../../local/temporary";
import { descendantsOf, isRunning, type ProcessMark } from "../../src/console/processes";
import { ENTITIES, ENTITY_NAMES, rawTable } from "../../src/entities/entity";
import { readRunningStack } from "../../src/operator/stack-file";
import { repositoryRoot } from "../../src/repository-root";
import { commandBlocks } from "../support/command-blocks";
import { OperatorCommand } from "../support/operator";
import { RECORDINGS_FOLDER, requirePart } from "../support/parts";
import { simulatorControl } from "../support/simulator-control";

/** The programs behind `npm run demo` and `npm run stack`, as a person starts them. */
const local = temporaryLocalDir();
const started: ChildProcess[] = [];

afterAll(() => {
  for (const child of started) child.kill("SIGKILL");
  local.remove();
});

function start(program: "demo-cli" | "stack-cli", args: readonly string[]): ChildProcess {
  const script = join(repositoryRoot(), "ts-blocks", "dist", "local", `${program}.js`);
  const child = spawn(process.execPath, [script, "--dir", local.dir, ...args]);
  started.push(child);
  return child;
}

async function startedStack(): Promise<ChildProcess> {
  const stack = start("stack-cli", ["--size", "small"]);
  // A stack that was killed has left its file behind.
  const runs = () => readRunningStack(join(local.dir, "stack.json")) !== undefined;
  await expect.poll(runs, { timeout: 120_000, interval: 200 }).toBe(true);
  return stack;
}

/** The state of a listening socket in the kernel's table. */
const LISTENING = "0A";

/**
 * Addresses of the sockets that some processes listen on, as Linux lists them. On another system the test cannot look,
 * and fails.
 */
function listeningAddresses(processes: readonly ProcessMark[]): string[] {
  const inodes = new Set(processes.flatMap(({ pid }) => socketInodes(pid)));
  return ["tcp", "tcp6"].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, "utf8")
      .split("\n")
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((columns) => columns[3] === LISTENING && inodes.has(String(columns[9])))
      .map((columns) => dotted(String(columns[1]).split(":")[0] ?? "")),
  );
}

/** `0100007F` is 127.0.0.1. An IPv6 address stays as it is. */
function dotted(hex: string): string {
  if (hex.length !== 8) return hex;
  const bytes = (hex.match(/../g) ?? []).reverse();
  return bytes.map((byte) => Number.parseInt(byte, 16)).join(".");
}

function socketInodes(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const target = readlinkSync(`/proc/${pid}/fd/${fd}`);
      return /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? [];
    });
  } catch {
    return []; // the process has ended meanwhile, or has closed the file
  }
}

async function outcome(child: ChildProcess): Promise<{ exitCode: number | null; lines: string[] }> {
  let text = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  const [exitCode] = (await once(child, "close")) as [number | null];
  return { exitCode, lines: text.trimEnd().split("\n") };
}

test("the demo of recorded records ends with one line that says that all records are there, and with exit code 0", {
  tags: ["recordings"],
}, async () => {
  requirePart("recordings");

  const { exitCode, lines } = await outcome(
    start("demo-cli", ["--exit", "--records", join(RECORDINGS_FOLDER, "minimul")]),
  );

  expect(lines.at(-1)).toBe("demo: ok customers=41 items=0 invoices=2 verdict=complete");
  expect(exitCode).toBe(0);
});

test("the stack listens on loopback only, ends on Ctrl-C, and leaves nothing behind", async () => {
  const stack = await startedStack();
  const family = descendantsOf(Number(stack.pid));
  const addresses = listeningAddresses(family);
  expect(addresses.length).toBeGreaterThanOrEqual(4);
  expect(addresses.filter((address) => !address.startsWith("127."))).toEqual([]);

  const ended = once(stack, "exit");
  stack.kill("SIGINT");

  await ended;
  expect(family.filter(isRunning)).toEqual([]);
  expect(existsSync(join(local.dir, "stack.json"))).toBe(false);
});

test("a second demo in a running stack inserts nothing, its report is one command away, and a stack killed with -9 leaves no process behind", async () => {
  const stack = await startedStack();
  expect(statSync(join(local.dir, "stack.json")).mode & 0o777).toBe(0o600);
  await outcome(start("demo-cli", ["--exit", "--size", "small"]));

  const { exitCode, lines } = await outcome(start("demo-cli", ["--exit", "--size", "small"]));

  expect(exitCode).toBe(0);
  const table = lines
    .filter((line) => /^(customers|items|invoices)\s.*\d/.test(line))
    .map((line) => line.trim().split(/\s+/));
  const header =
    lines
      .find((line) => /^entity\s/.test(line))
      ?.trim()
      .split(/\s+/) ?? [];
  const column = (name: string) => table.map((row) => Number(row[header.indexOf(name)]));
  expect(column("inserted")).toEqual([0, 0, 0]);
  expect(column("updated")).toEqual(column("rows"));
  expect(Math.min(...column("rows"))).toBeGreaterThan(0);

  const file = join(local.dir, "report.html");
  const report = await OperatorCommand.start("report", ["--dir", local.dir, "--out", file], []).outcome();
  expect([report.exitCode, report.err]).toEqual([0, ""]);
  expect(readFileSync(file, "utf8")).toContain("Complete: all of it is there");

  const family: ProcessMark[] = descendantsOf(Number(stack.pid));
  expect(family.length).toBeGreaterThan(3);
  stack.kill("SIGKILL");
  await expect.poll(() => family.filter(isRunning).length, { timeout: 20_000 }).toBe(0);
});

test("the demo of a whole company ends with a sync that finds the five records it edited and the two it deleted", async () => {
  const stack = await startedStack();
  const { exitCode, lines } = await outcome(start("demo-cli", ["--company", "--exit", "--size", "small"]));
  expect([exitCode, lines.at(-1)]).toEqual([0, expect.stringMatching(/^demo: ok entities=\d+ .* verdict=complete$/)]);

  const found = lines.slice(lines.findIndex((line) => line.startsWith("found "))).map((line) => line.trim());
  const idsOf = (op: string) => named(found, op === "edited" ? "changed" : "removed");
  for (const op of ["edited", "deleted"]) {
    const line = lines.find((each) => each.startsWith(`${op}: `)) ?? "";
    expect(idsOf(op)).toEqual(changedAt(line));
  }
  expect(changedAt(lines.find((line) => line.startsWith("edited: ")) ?? "")).toHaveLength(5);
  expect(lines).toContainEqual(
    expect.stringMatching(/^sync new=0 changed=5 removed=2 restored=0 calls=\d{1,2} verdict=complete$/),
  );
  const sample = commandBlocks().find(({ text }) => text === "npm run demo -- --company --exit")?.samples[0] ?? "";
  expect(sample.split("\n").length).toBeGreaterThan(20);
  expect(
    withoutNumbers(sample).filter((line) => line !== "…" && !withoutNumbers(lines.join("\n")).includes(line)),
  ).toEqual([]);

  await expectTheTruth();
  const ended = once(stack, "exit");
  stack.kill("SIGINT");
  await ended;
}, 900_000);

/** `customers 1`, of a line such as `edited: customers 1, 2; items 3`. */
function changedAt(line: string): string[] {
  const entities = line.replace(/^\w+: /, "").split("; ");
  return entities
    .flatMap((part) => {
      const [entity = "", ids = ""] = part.split(/ (.*)/);
      return ids.split(", ").map((id) => `${entity} ${id}`);
    })
    .sort();
}

/** The same of the table of what was found: `customers 0 2 0 0 changed 1, 2`. */
function named(table: readonly string[], found: "changed" | "removed"): string[] {
  return table
    .flatMap((line) => {
      const ids = new RegExp(`\\b${found} (\\d[\\d, ]*)`).exec(line)?.[1]?.replace(/[, ]+$/, "");
      return ids === undefined ? [] : ids.split(", ").map((id) => `${line.split(" ")[0]} ${id}`);
    })
    .sort();
}

const withoutNumbers = (text: string) =>
  text.split("\n").map((line) =>
    line
      .replace(/\d+(\.\d+)?/g, "0")
      .replace(/\s+/g, " ")
      .trim(),
  );

/** Each table holds the records that the simulator has, and no other that is live. */
async function expectTheTruth(): Promise<void> {
  const running = readRunningStack(join(local.dir, "stack.json"));
  if (!running?.simulator) throw new Error("the stack does not run");
  const qbo = simulatorControl(running.simulator.controlUrl);
  const db = new Client({ connectionString: running.postgres.superuserUrl });
  await db.connect();
  for (const entity of ENTITY_NAMES.filter((name) => ENTITIES[name].asked === undefined)) {
    const { rows } = await db.query(
      `select id, payload_sha256 as sha256 from ${rawTable(entity)} where deleted_seen_at_utc is null order by id collate "C"`,
    );
    expect([entity, rows]).toEqual([entity, await qbo.truth(ENTITIES[entity].qbo)]);
  }
  await db.end();
}

test("bad options give one clear error on stderr and exit code 64", async () => {
  const { exitCode, lines } = await outcome(
    start("demo-cli", ["--from", "2026-02-01", "--to", "2026-01-01", "--exit"]),
  );

  expect(exitCode).toBe(64);
  expect(lines.join("\n")).toContain("--from");
});
