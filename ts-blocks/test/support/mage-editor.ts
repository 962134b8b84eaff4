import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { Stack } from "../../local/stack";

const PATIENCE_MS = 120_000;

/**
 * Opens Mage's editor with a pipeline whose variables have these defaults, because the editor runs with the defaults
 * only.
 */
export async function openEditor(
  browser: Browser,
  { mage, paths }: Stack,
  pipeline: string,
  variables: Record<string, string>,
): Promise<Page> {
  const file = join(paths.source, "project", "mage_project", "pipelines", pipeline, "metadata.yaml");
  const defaults = Object.entries(variables).reduce(
    (yaml, [name, value]) => yaml.replace(new RegExp(`^( +${name}:) .*$`, "m"), `$1 "${value}"`),
    readFileSync(file, "utf8"),
  );
  writeFileSync(file, defaults);
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${mage.url}/sign-in`);
  await page.getByPlaceholder("Email").fill(mage.owner.email);
  await page.locator("input[type=password]").fill(mage.owner.password);
  await page.getByRole("button", { name: "Sign into Mage" }).click();
  await page.waitForURL((url) => !url.pathname.includes("sign-in"));
  await page.goto(`${mage.url}/pipelines/${pipeline}/edit`);
  return page;
}

/**
 * Runs the pipeline's first block by its shortcut. The shortcut does nothing before the editor and its kernel have
 * loaded.
 */
export async function runFirstBlock(page: Page, hasStarted: () => boolean): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!hasStarted()) {
    if (Date.now() > deadline) throw new Error("Mage's editor does not run the block");
    await page.locator(".monaco-editor").first().click();
    await page.keyboard.press("Control+Enter");
    for (let looks = 0; looks < 100 && !hasStarted(); looks++) await page.waitForTimeout(200);
  }
}
