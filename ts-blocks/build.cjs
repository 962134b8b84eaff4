/**
 * Compiles the programs where something has changed since they were last compiled, and says so; with `test`, the benchmark and
 * the parts of the tests as well. In plain JavaScript, since nothing is compiled yet when it runs.
 */
"use strict";
const { spawn } = require("node:child_process");
const { createHash } = require("node:crypto");
const { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } = require("node:fs");
const path = require("node:path");

const ROOT = path.dirname(__dirname);
const DIST = path.join(__dirname, "dist");
const WITH_TESTS = process.argv[2] === "test";
const STAMP = path.join(DIST, WITH_TESTS ? ".built-test" : ".built");
const PROJECT = WITH_TESTS ? "tsconfig.test.json" : "tsconfig.build.json";
const CONFIG = ["tsconfig.json", "tsconfig.build.json", PROJECT, "package-lock.json"];
const SKIPPED = new Set(["dist", "node_modules", "replay", ...(WITH_TESTS ? [] : ["test", "testing"])]);
const TICK_MS = 1_000;
/** Where no line can be drawn over. */
const LINE_MS = 10_000;
const LINES_SHOWN = 20;

/** Names, sizes and times of all that the compiler reads: a look at them takes some hundredths of a second. */
function signature() {
  const hash = createHash("sha256");
  const add = (file) => {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${path.relative(ROOT, file)} ${size} ${mtimeMs}\n`);
  };
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (SKIPPED.has(entry.name)) continue;
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) walk(file);
      else if (entry.name.endsWith(".ts") && !entry.name.endsWith(".test.ts")) add(file);
    }
  };
  walk(__dirname);
  for (const name of CONFIG) add(path.join(ROOT, name));
  return hash.digest("hex");
}

function isBuilt(wanted) {
  return (
    existsSync(STAMP) &&
    readFileSync(STAMP, "utf8") === wanted &&
    existsSync(path.join(DIST, WITH_TESTS ? "test" : "src"))
  );
}

function end(sentence) {
  process.stderr.write(`build: ${sentence}\n`);
  process.exit(1);
}

function compile(isFirst) {
  let compiler;
  try {
    compiler = require.resolve("typescript/bin/tsc", { paths: [ROOT] });
  } catch {
    end("the packages are not installed: run npm ci first");
  }
  const length = isFirst ? ", once, in about half a minute" : "";
  process.stderr.write(`build: compiling the programs${length}\n`);
  const startedAt = performance.now();
  const seconds = () => Math.round((performance.now() - startedAt) / 1_000);
  const isTerminal = process.stderr.isTTY;
  const tick = () =>
    process.stderr.write(isTerminal ? `\r\x1b[2Kbuild: ${seconds()} s` : `build: still compiling, ${seconds()} s\n`);
  const ticking = setInterval(tick, isTerminal ? TICK_MS : LINE_MS);
  const child = spawn(process.execPath, [compiler, "-p", PROJECT, "--pretty", "false"], { cwd: ROOT });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  return new Promise((resolve) => {
    child.on("close", (code) => {
      clearInterval(ticking);
      if (isTerminal) process.stderr.write("\r\x1b[2K");
      resolve({ code, output });
    });
  });
}

/** The compiler names the file that it could not write, and gives a stack trace to a disk that is full. */
function reasonOf(output) {
  const unwritable = /error TS5033: Could not write file '(.*?)': (.*)/.exec(output);
  if (unwritable !== null) return `${unwritable[1]} cannot be written (${unwritable[2]})`;
  if (/ENOSPC|no space left/i.test(output)) return `the disk of ${DIST} is full: make room and start again`;
  if (/EACCES|EPERM|EROFS/.test(output)) return `${DIST} cannot be written: make the folder yours and start again`;
  const lines = output.trim().split("\n");
  const more = lines.length > LINES_SHOWN ? `\n… ${lines.length - LINES_SHOWN} more lines` : "";
  return `the programs do not compile:\n${lines.slice(0, LINES_SHOWN).join("\n")}${more}`;
}

async function main() {
  const wanted = signature();
  if (isBuilt(wanted)) return;
  const { code, output } = await compile(!existsSync(STAMP));
  if (code !== 0) end(reasonOf(output));
  try {
    mkdirSync(DIST, { recursive: true });
    writeFileSync(STAMP, wanted);
  } catch (error) {
    end(`${DIST} cannot be written (${error.code}): make the folder yours and start again`);
  }
}

// Ctrl-C while it compiles: the shell before us must hear of it as of any interrupted program.
process.once("SIGINT", () => process.exit(130));
void main();
