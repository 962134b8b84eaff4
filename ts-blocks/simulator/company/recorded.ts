import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { entityNames } from "../entities";
import { type Row, rowFromText } from "../store/row";
import { listSource, type RowSource } from "../store/shelf";
import { UnusableInput } from "../unusable-input";
import type { Company } from "./company";
import { DAY_SECONDS } from "./plan";
import { companyInfo, preferences } from "./singletons";

const SUFFIX = ".records.jsonl";

/** Serves the recorded records of a directory: one bare record on each line, kept byte for byte. */
export function recordedCompany(directory: string): Company {
  const files = filesIn(directory).filter((file) => file.endsWith(SUFFIX));
  if (files.length === 0) throw new UnusableInput(`no *${SUFFIX} in ${directory}`);
  const sources: Record<string, RowSource> = {};
  const seconds: number[] = [];
  for (const file of files) {
    const stem = file.slice(0, -SUFFIX.length);
    const entity = entityNames().find((name) => name.toLowerCase() === stem.toLowerCase());
    if (entity === undefined) throw new UnusableInput(`${file}: no entity of that name is known`);
    const rows = readRows(join(directory, file));
    sources[entity] = listSource(rows);
    if (["Customer", "Item", "Invoice"].includes(entity)) {
      for (const { updatedAt } of rows) if (updatedAt !== undefined) seconds.push(updatedAt);
    }
  }
  const day = (second: number): string => new Date(second * 1000).toISOString().slice(0, 10);
  const first = seconds.reduce((least, second) => Math.min(least, second), seconds[0] ?? 0);
  const last = seconds.reduce((most, second) => Math.max(most, second), seconds[0] ?? 0);
  const letterhead = { name: "Recorded Company", from: day(first) };
  sources.CompanyInfo ??= listSource([companyInfo(letterhead)]);
  sources.Preferences ??= listSource([preferences(letterhead)]);
  return { name: letterhead.name, history: { from: letterhead.from, to: day(last + DAY_SECONDS) }, sources };
}

function filesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    throw new UnusableInput(`cannot read the records of ${directory}`, { cause: error });
  }
}

function readRows(file: string): Row[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map(rowFromText);
}
