import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "../../src/repository-root";
import { LICENSES_FILE, npmLicenses } from "../support/licenses";
import { parsePage } from "../support/markdown";

const read = (path: string) => readFileSync(join(repositoryRoot(), path), "utf8");
const rows = parsePage(read(LICENSES_FILE)).rows.map(({ cells }) => cells.map((cell) => cell.replaceAll("`", "")));

// mage_project/tests/test_licenses.py compares the Python packages with the licences that they state.
test("the list of licences has every npm package of the image, as in package-lock.json", () => {
  for (const [name, version, license] of npmLicenses()) expect(rows).toContainEqual([name, version, license]);
});

test("every package of the image has a licence", () => {
  expect(rows.filter(([, , license]) => !license || license === "not said")).toEqual([]);
});

test.each(["en", "es"])("software under the GPL alone is named where an image is published (%s)", (language) => {
  const gpl = rows.filter(
    ([, , license = ""]) => /\bGPL|General Public License v/.test(license) && !/ \/ |Lesser/.test(license),
  );
  expect(gpl.map(([name]) => name)).toContain("thefuzz");
  const page = read(`docs/${language}/docker.md`);
  expect(gpl.filter(([name]) => !page.includes(`\`${name}\``))).toEqual([]);
});
