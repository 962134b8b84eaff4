import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { copyProject } from "./project-copy";

let folder: string;
const inFolder = (...names: string[]) => path.join(folder, ...names);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "qbo-copy-"));
  mkdirSync(inFolder("clone", "mage_project", "pipelines", "p"), { recursive: true });
  mkdirSync(inFolder("clone", "ts-blocks"));
  writeFileSync(inFolder("clone", "mage_project", "pipelines", "p", "triggers.yaml"), "as shipped");
  writeFileSync(inFolder("clone", "mage_project", "block.py"), "first");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("Mage's changes to its triggers change no checkout and survive a restart", () => {
  const copy = copyProject(inFolder("clone", "mage_project"), inFolder("run"));
  writeFileSync(path.join(copy, "pipelines", "p", "triggers.yaml"), "enabled by a person");

  copyProject(inFolder("clone", "mage_project"), inFolder("run"));

  expect(readFileSync(path.join(copy, "pipelines", "p", "triggers.yaml"), "utf8")).toBe("enabled by a person");
  expect(readFileSync(inFolder("clone", "mage_project", "pipelines", "p", "triggers.yaml"), "utf8")).toBe("as shipped");
});

test("after a restart the code of the checkout runs, with the checkout's programs", () => {
  const copy = copyProject(inFolder("clone", "mage_project"), inFolder("run"));
  writeFileSync(inFolder("clone", "mage_project", "block.py"), "second");

  copyProject(inFolder("clone", "mage_project"), inFolder("run"));

  expect(readFileSync(path.join(copy, "block.py"), "utf8")).toBe("second");
  expect(realpathSync(inFolder("run", "ts-blocks"))).toBe(realpathSync(inFolder("clone", "ts-blocks")));
});
