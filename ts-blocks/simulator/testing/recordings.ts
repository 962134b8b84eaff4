import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { RECORDINGS_FOLDER } from "../../test/support/parts";

/** As recorded, without the newline that the files end with. */
export function recording(file: string): string {
  return readFileSync(join(RECORDINGS_FOLDER, file), "utf8").replace(/\n$/, "");
}

export function recordLines(file: string): string[] {
  return recording(file)
    .split("\n")
    .filter((line) => line !== "");
}

/** All recordings below the folder. Licences and notes about recordings are left out. */
export function recordingFiles(folder = RECORDINGS_FOLDER): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === "licences" ? [] : recordingFiles(path);
      return entry.name === "README.md" ? [] : [relative(RECORDINGS_FOLDER, path)];
    })
    .toSorted();
}

/** The `time` of an envelope, in milliseconds. */
export function timeOf(body: string): number {
  const stamp = /"?time"?[:=]\s*"([^"]+)"/.exec(body)?.[1] ?? "";
  return Date.parse(stamp);
}

/** The skeleton of a JSON value: names and types, without values; an array is the union of its elements. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [value.map(shapeOf).reduce(merged)];
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, shapeOf(inner)]),
  );
}

function merged(one: unknown, other: unknown): unknown {
  if (isObject(one) && isObject(other)) {
    const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted();
    return Object.fromEntries(
      keys.map((key) => [key, key in one ? (key in other ? merged(one[key], other[key]) : one[key]) : other[key]]),
    );
  }
  return one;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
