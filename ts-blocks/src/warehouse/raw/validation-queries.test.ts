import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { shippedQueries } from "./validation-queries";

test("every query of a folder is run, in the order of names, and no other file", () => {
  const folder = mkdtempSync(join(tmpdir(), "qbo-queries-"));
  for (const name of ["020_days.sql", "010_totals.sql", "README.md"]) writeFileSync(join(folder, name), "select 1;\n");
  expect(shippedQueries(folder).map(({ name }) => name)).toEqual(["queries/010_totals", "queries/020_days"]);
  rmSync(folder, { recursive: true });
});
