import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import type { SignIn } from "./installation";

const PATIENCE_MS = 120_000;
/** The tree draws itself again while it loads, so a click can be lost. The click is then repeated. */
const STEP_MS = 15_000;
const STEPS_MAX = 8;

/** pgAdmin as a person uses it: sign in, open the tree down to the database, open a shipped query, press F5. */
export class PgAdmin {
  private constructor(private readonly page: Page) {}

  static async signIn(browser: Browser, { url, email, password }: SignIn): Promise<PgAdmin> {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(url);
    await page.locator("input[name=email]").fill(email);
    await page.locator("input[name=password]").fill(password);
    await page.locator('button:has-text("Login")').click();
    await page.locator(".file-entry").first().waitFor();
    return new PgAdmin(page);
  }

  /** Double-clicks each entry of the tree until the next one shows. No dialog asks for a password on the way. */
  async open(...path: string[]): Promise<void> {
    for (const [depth, name] of path.entries()) {
      const child = path[depth + 1];
      if (child === undefined) continue;
      await until(this.entry(child), () => this.entry(name).dblclick({ timeout: STEP_MS }));
    }
    const last = path.at(-1) ?? "";
    await until(this.page.locator("iframe[id^=id-query-tool_]").first(), async () => {
      await this.entry(last).click({ timeout: STEP_MS });
      await this.page.getByText("Database sessions").first().waitFor({ timeout: STEP_MS }); // the choice has arrived
      await this.page.keyboard.press("Alt+Shift+Q");
    });
  }

  /** `database/role@server`, as the query tool shows it. */
  async connection(): Promise<string> {
    return (await this.tool().locator("button", { hasText: "@" }).first().textContent()) ?? "";
  }

  /**
   * Opens a file of the shared storage in the query tool and runs it, until its result shows what is expected.
   *
   * @param file its name, with its folder before it: `business/010_revenue_by_month.sql`.
   */
  async runShippedQuery(file: string, expected: RegExp): Promise<void> {
    const tool = this.tool();
    await tool.locator(".cm-content").first().waitFor();
    const folders = file.split("/");
    const name = folders.pop() ?? "";
    await this.openFile(tool, folders, name);
    await tool.locator(".cm-content", { hasText: "select" }).first().click();
    const connectAgain = tool.locator("button", { hasText: "Continue" });
    await until(tool.locator("[role=grid]", { hasText: expected }).first(), async () => {
      if (await connectAgain.isVisible()) await connectAgain.click({ timeout: STEP_MS });
      else await this.page.keyboard.press("F5");
    });
  }

  /**
   * The dialog's folder button leads to the shared queries from any folder. Its label is the folder that the dialog
   * shows. The dialog begins in the folder of the file that was opened last.
   */
  private async openFile(tool: FrameLocator, folders: readonly string[], file: string): Promise<void> {
    const row = (name: string) => tool.locator("[role=row]", { hasText: name }).first();
    const home = tool.locator('button[aria-label="Home"]');
    const ownFolder = tool.locator('button[aria-label="My Storage"]');
    await until(row(file), async () => {
      if (!(await home.isVisible())) await tool.locator('button[aria-label="Open File"]').click({ timeout: STEP_MS });
      await home.waitFor({ timeout: STEP_MS });
      if (await ownFolder.isVisible()) {
        await ownFolder.click({ timeout: STEP_MS });
        await tool.locator("[role=menuitem]", { hasText: "Queries" }).click({ timeout: STEP_MS });
      } else await home.click({ timeout: STEP_MS });
      for (const folder of folders) await row(folder).dblclick({ timeout: STEP_MS });
    });
    await row(file).dblclick();
  }

  /** A picture of the query and its result for the documentation. */
  async picture(file: string): Promise<void> {
    await this.page.setViewportSize({ width: 1200, height: 640 });
    await this.tool().locator(".cm-content").first().press("Control+Home");
    await this.page.waitForLoadState("networkidle", { timeout: STEP_MS }).catch(() => undefined);
    await this.page.screenshot({ path: file, animations: "disabled" });
  }

  private tool(): FrameLocator {
    return this.page.frameLocator("iframe[id^=id-query-tool_]").last();
  }

  private entry(name: string): Locator {
    return this.page.locator(".file-entry", { hasText: name }).first();
  }
}

/** Repeats an action until the wanted element shows. */
async function until(wanted: Locator, act: () => Promise<unknown>): Promise<void> {
  for (let step = 1; step <= STEPS_MAX; step++) {
    if (await wanted.isVisible()) return;
    await act().catch(() => undefined);
    await wanted.waitFor({ timeout: STEP_MS }).catch(() => undefined);
  }
  await wanted.waitFor();
}
