import { createRequire } from "node:module";

/** Something that some tests need and a machine may lack. Those tests carry its name as a tag. */
export interface Part {
  readonly name: string;
  readonly what: string;
  readonly isHere: boolean;
  readonly howToGet: string;
}

interface Parts {
  readonly PARTS: readonly Part[];
  /** Recorded answers of QuickBooks. They are not ours to publish, so the repository holds none of them. */
  readonly RECORDINGS_FOLDER: string;
  /** Debian's own Chromium: nothing is downloaded. */
  readonly CHROMIUM: string;
  /** A real connection pooler. */
  readonly PGBOUNCER: string;
  /**
   * `.ci/run` asks for it: a part that is absent then fails the tests that need it. Otherwise they are skipped and counted.
   * It is not `CI`, which other people's machines set, too.
   */
  readonly EVERY_PART: boolean;
}

export const { PARTS, RECORDINGS_FOLDER, CHROMIUM, PGBOUNCER, EVERY_PART } = createRequire(__filename)(
  "./parts.cjs",
) as Parts;

/** @throws Error that says what is absent and how to get it. */
export function requirePart(name: string): void {
  const part = PARTS.find((each) => each.name === name);
  if (part === undefined) throw new RangeError(`there is no part ${name}`);
  if (!part.isHere) throw new Error(`${part.what} absent: ${part.howToGet}`);
}

/** Whether files of recordings can be listed while tests are collected; an absent part that must be there throws. */
export function hasRecordings(): boolean {
  if (EVERY_PART) requirePart("recordings");
  return PARTS.some(({ name, isHere }) => name === "recordings" && isHere);
}
