import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** Something that some tests need and a machine may lack. Those tests carry its name as a tag. */
export interface Part {
  readonly name: string;
  readonly what: string;
  readonly isHere: boolean;
  readonly howToGet: string;
}

/**
 * `.ci/run` sets it: a part that is absent then fails the tests that need it. Otherwise they are skipped and counted. It is
 * not `CI`, which other people's machines set, too.
 */
export const EVERY_PART = process.env.QB_TEST_EVERY_PART === "1";

/** Recorded answers of QuickBooks. They are not ours to publish, so the repository holds none of them. */
export const RECORDINGS_FOLDER =
  process.env.QB_TEST_RECORDINGS ?? resolve(__dirname, "../../../../shared/fixtures/qbo");

/** Debian's own Chromium: nothing is downloaded. */
export const CHROMIUM = process.env.QB_TEST_CHROMIUM ?? "/usr/bin/chromium";

const CURL = (process.env.PATH ?? "").split(":").some((folder) => existsSync(`${folder}/curl`));

export const PARTS: readonly Part[] = [
  {
    name: "recordings",
    what: "recorded answers of QuickBooks",
    isHere: existsSync(RECORDINGS_FOLDER),
    howToGet:
      "collect them from where docs/en/quickbooks.md says, and name their folder in QB_TEST_RECORDINGS " +
      `(${RECORDINGS_FOLDER} is not there)`,
  },
  {
    name: "chromium",
    what: "Chromium",
    isHere: existsSync(CHROMIUM),
    howToGet: `apt-get install chromium, or name its program in QB_TEST_CHROMIUM (${CHROMIUM} is not there)`,
  },
  { name: "curl", what: "curl", isHere: CURL, howToGet: "apt-get install curl" },
  { name: "linux", what: "Linux", isHere: process.platform === "linux", howToGet: "run them on Linux" },
];

/** For Vitest's configuration: tests of an absent part are skipped, before their hooks run. */
export function partTags() {
  return PARTS.map(({ name, what, isHere }) => ({
    name,
    description: `needs ${what}`,
    skip: !isHere && !EVERY_PART,
  }));
}

/** @throws Error that says what is absent and how to get it. */
export function requirePart(name: string): void {
  const part = PARTS.find((each) => each.name === name);
  if (part === undefined) throw new RangeError(`there is no part ${name}`);
  if (!part.isHere) throw new Error(`${part.what} absent: ${part.howToGet}`);
}

/** Whether files of recordings can be listed while tests are collected; an absent part that must be there throws. */
export function hasRecordings(): boolean {
  if (EVERY_PART) requirePart("recordings");
  return existsSync(RECORDINGS_FOLDER);
}
