import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { repositoryRoot } from "../../src/repository-root";
import { commandBlocks, TREATMENTS, treatmentOf } from "../support/command-blocks";

/** The command blocks of the documentation. e2e/doc-commands.test.ts runs those that can run. */
const blocks = commandBlocks();
const shell = blocks.filter(({ language }) => language === "sh");
const read = (path: string) => readFileSync(join(repositoryRoot(), path), "utf8");

test("a test runs every command of the documentation, or a reason says why not", () => {
  expect(shell.length).toBeGreaterThan(20);
  expect(shell.filter((block) => treatmentOf(block) === undefined).map(({ text }) => text)).toEqual([]);
});

test("every reason belongs to a command that exists", () => {
  const used = new Set(shell.map(treatmentOf));
  expect(TREATMENTS.filter(([, treatment]) => !used.has(treatment)).map(([block]) => block)).toEqual([]);
});

test("docker commands name services and profiles of the compose file", () => {
  const { services } = parse(read("docker-compose.yml"), { merge: true }) as {
    services: Record<string, { profiles?: string[] }>;
  };
  const profiles = Object.values(services).flatMap((service) => service.profiles ?? []);
  const calls = shell.flatMap(({ text }) => [
    ...text.matchAll(/docker compose(?: --profile (\S+))? [a-z]+(?: --?[\w-]+)*(?: ([a-z][\w-]*))?/g),
  ]);
  expect(calls.length).toBeGreaterThan(15);
  const named = (group: number) => calls.flatMap((call) => call[group] ?? []);
  expect(named(1).filter((profile) => !profiles.includes(profile))).toEqual([]);
  expect(named(2).filter((service) => !(service in services))).toEqual([]);
});

test("commands name files of the project that exist", () => {
  const named = shell.flatMap(
    ({ text }) => text.match(/\b(?:db|docker|docs|mage_project|ts-blocks)\/[\w./*-]+/g) ?? [],
  );
  const isThere = (path: string) => {
    const [whole = "", rest] = join(repositoryRoot(), path).split("*");
    if (rest === undefined) return existsSync(whole);
    return readdirSync(dirname(whole)).some((name) => name.startsWith(basename(whole)) && name.endsWith(rest));
  };
  expect(named.filter((path) => !isThere(path))).toEqual([]);
});
