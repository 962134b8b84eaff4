import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { textBelow } from "../compose/visible";

/** A link may lead out of the checkout, or back to a folder above it, which is then read forty times. */
test("the search for secrets in a checkout reads each of its files once, and follows no symbolic link", () => {
  const folder = mkdtempSync(join(tmpdir(), "qbo-visible-"));
  try {
    const [checkout, outside] = [join(folder, "checkout"), join(folder, "outside")];
    for (const made of [join(checkout, "docs", "en"), outside]) mkdirSync(made, { recursive: true });
    writeFileSync(join(checkout, "README.md"), "one");
    writeFileSync(join(checkout, "docs", "en", "index.md"), "two");
    writeFileSync(join(outside, "secret"), "three");
    symlinkSync(join(outside, "secret"), join(checkout, "file"));
    symlinkSync(outside, join(checkout, "folder"));
    symlinkSync(checkout, join(checkout, "docs", "above"));
    symlinkSync(join(folder, "nothing"), join(checkout, "broken"));

    expect(textBelow(checkout).match(/\w+/g)?.sort()).toEqual(["one", "two"]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
