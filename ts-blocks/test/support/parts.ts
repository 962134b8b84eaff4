import { createRequire } from "node:module";

/** A part that some tests need and a machine may lack. Those tests carry its name as a tag. */
export interface Part {
  readonly name: string;
  readonly what: string;
  readonly isHere: boolean;
  readonly howToGet: string;
}

interface Parts {
  readonly PARTS: readonly Part[];
  /** Recorded answers of QuickBooks. The repository holds none of them, because we may not publish them. */
  readonly RECORDINGS_FOLDER: string;
  /** Debian's own Chromium, so that nothing is downloaded. */
  readonly CHROMIUM: string;
  /** A real connection pooler. */
  readonly PGBOUNCER: string;
  /**
   * Set by `.ci/run`: tests that need an absent part then fail. Otherwise they are skipped and counted. The variable is
   * not `CI`, which other people's machines set, too.
   */
  readonly EVERY_PART: boolean;
}

export const { PARTS, RECORDINGS_FOLDER, CHROMIUM, PGBOUNCER, EVERY_PART } = createRequire(__filename)(
  "./parts.cjs",
) as Parts;

/** @throws Error that names the absent part and the way to get it. */
export function requirePart(name: string): void {
  const part = PARTS.find((each) => each.name === name);
  if (part === undefined) throw new RangeError(`there is no part ${name}`);
  if (!part.isHere) throw new Error(`${part.what} absent: ${part.howToGet}`);
}

/** Whether files of recordings can be listed while tests are collected. Throws if the part is absent and required. */
export function hasRecordings(): boolean {
  if (EVERY_PART) requirePart("recordings");
  return PARTS.some(({ name, isHere }) => name === "recordings" && isHere);
}
