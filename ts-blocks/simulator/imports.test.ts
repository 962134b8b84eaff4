import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { expect, test } from "vitest";

/** The modules that each module imports, also for types only. Tests are left out. */
function readImports(): Map<string, string[]> {
  const files = readdirSync(__dirname, { recursive: true, encoding: "utf8" });
  const modules = files.filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  return new Map(
    modules.map((file) => {
      const text = readFileSync(join(__dirname, file), "utf8");
      const specifiers = [...text.matchAll(/ from "(\.[^"]+)"/g)].map(([, specifier = ""]) => specifier);
      return [file, specifiers.map((specifier) => normalize(join(dirname(file), `${specifier}.ts`)))];
    }),
  );
}

function circleFrom(imports: ReadonlyMap<string, readonly string[]>, path: readonly string[]): string[] | undefined {
  const last = path.at(-1) ?? "";
  const seen = path.indexOf(last);
  if (seen < path.length - 1) return path.slice(seen);
  for (const next of imports.get(last) ?? []) {
    const circle = circleFrom(imports, [...path, next]);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

test("no module of the simulator imports itself through other modules", () => {
  const imports = readImports();
  expect(imports.size).toBeGreaterThan(60);
  const clear = new Map(imports);
  for (const file of imports.keys()) {
    expect(circleFrom(clear, [file])?.join(" -> ")).toBeUndefined();
    // A module without a circle below it is not visited again.
    clear.set(file, []);
  }
});

/** This file names the parts that a machine lacks, for all tests. The file imports nothing itself. */
const PARTS = "../test/support/parts.ts";

test("the simulator imports nothing from the code that it checks", () => {
  const outside = [...readImports()].flatMap(([file, imports]) =>
    imports
      .filter((target) => relative(".", target).startsWith("..") && target !== PARTS)
      .map((target) => `${file} -> ${target}`),
  );
  expect(outside).toEqual([]);
});
