import type { Browser, Locator, Page } from "playwright-core";
import type { Stack } from "../../local/stack";
import type { RunVariables } from "../../src/mage/api";
import { MagePicture } from "./mage-picture";

/** The width at which a log line shows some 75 characters. */
const VIEWPORT = { width: 1440, height: 900 };
const PATIENCE_MS = 60_000;
/** The left edge of the panel on the right side, when it is wide enough to read. */
const PANEL_EDGE = 600;
const PANEL_GRIP_Y = 450;

export interface RunAt {
  readonly id: number;
  readonly pipeline_uuid: string;
}

/** A row of Mage's log page: the visible part of the message, without the ellipsis, and its position. */
interface LogRow {
  readonly visible: string;
  readonly y: number;
}

/** Mage's pages as a signed-in person uses them. Labels and roles are those of Mage 0.9.80. */
export class MagePages {
  private constructor(
    readonly page: Page,
    private readonly url: string,
    readonly picture: MagePicture,
  ) {}

  static async signIn(browser: Browser, mage: Stack["mage"], pictures: string): Promise<MagePages> {
    const page = await browser.newPage({ viewport: VIEWPORT, timezoneId: "UTC", locale: "en-US" });
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(`${mage.url}/`);
    await page.waitForURL(/sign-in/);
    const picture = new MagePicture(page, pictures);
    await page.getByRole("button", { name: "Sign into Mage" }).waitFor();
    await picture.take("sign-in", 720);
    await page.getByPlaceholder("Email").fill(mage.owner.email);
    await page.locator("input[type=password]").fill(mage.owner.password);
    await page.getByRole("button", { name: "Sign into Mage" }).click();
    await page.waitForURL((url) => !url.pathname.includes("sign-in"));
    return new MagePages(page, mage.url, picture);
  }

  /** Makes and saves a one-time trigger, and leaves it disabled. Resolves with its id. */
  newOneTimeTrigger(pipeline: string, name: string, start: Date, variables: RunVariables): Promise<number> {
    return this.newTrigger(pipeline, name, "@once", variables, () => this.pickStart(start));
  }

  /** The same of a trigger that starts the pipeline every day. */
  newDailyTrigger(pipeline: string, name: string, variables: RunVariables): Promise<number> {
    return this.newTrigger(pipeline, name, "@daily", variables);
  }

  private async newTrigger(
    pipeline: string,
    name: string,
    frequency: "@once" | "@daily",
    variables: RunVariables,
    pickStart?: () => Promise<void>,
  ): Promise<number> {
    const { page } = this;
    await page.goto(`${this.url}/pipelines/${pipeline}/triggers`);
    // The form fills its fields with the loaded trigger, and a text typed before that is lost.
    const loaded = page.waitForResponse((answer) => /\/api\/pipeline_schedules\/\d+(\?|$)/.test(answer.url()));
    await page.getByRole("button", { name: "New trigger" }).click();
    await page.waitForURL(/triggers\/\d+\/edit/);
    await (await loaded).finished();
    const id = Number(/triggers\/(\d+)\/edit/.exec(page.url())?.[1]);
    await page.getByText("Schedule", { exact: true }).first().click();
    await page.getByPlaceholder("Name this trigger").fill(name);
    await page.locator("select").first().selectOption(frequency);
    await pickStart?.();
    await this.widenPanel();
    for (const [variable, value] of Object.entries(variables)) {
      await page.getByRole("row", { name: variable }).getByPlaceholder("Variable value").fill(String(value));
    }
    await page.getByRole("row", { name: "dry_run" }).scrollIntoViewIfNeeded();
    if (frequency === "@once") await this.picture.take("trigger", 760);
    const saved = page.waitForRequest(
      (request) => request.method() === "PUT" && request.url().includes(`/pipeline_schedules/${id}`),
    );
    await page.getByRole("button", { name: "Save changes" }).click();
    const sent = (await saved).postDataJSON().pipeline_schedule;
    for (const [variable, value] of Object.entries(variables)) {
      if (sent.variables?.[variable] !== value) throw new Error(`the form sent another ${variable} than was typed`);
    }
    await page.waitForURL((url) => !url.pathname.endsWith("/edit"));
    return id;
  }

  /** Runs a pipeline now, from its page of triggers; what is not given stays as the pipeline has it. Resolves with the new trigger's id. */
  async runOnce(pipeline: string, variables: RunVariables): Promise<number> {
    const { page } = this;
    // The dialog has fields for the variables that the page knows when it opens.
    const loaded = page.waitForResponse((answer) => answer.url().includes(`/api/pipelines/${pipeline}/variables`));
    await page.goto(`${this.url}/pipelines/${pipeline}/triggers`);
    await (await loaded).finished();
    await page.getByRole("button", { name: "Run@once" }).click();
    await page.getByText("Run pipeline now").waitFor();
    for (const [variable, value] of Object.entries(variables)) {
      await page.getByRole("row", { name: variable }).getByPlaceholder("Variable value").fill(String(value));
    }
    const made = page.waitForResponse(
      (answer) => answer.request().method() === "POST" && answer.url().includes(`/${pipeline}/pipeline_schedules`),
    );
    await page.getByRole("button", { name: "Run now" }).click();
    return (await (await made).json()).pipeline_schedule.id;
  }

  /** The picker shows UTC in every time zone of the browser. */
  private async pickStart(start: Date): Promise<void> {
    const { page } = this;
    const [hours = "", minutes = ""] = start.toISOString().slice(11, 16).split(":");
    const day = start.toLocaleDateString("en-US", { timeZone: "UTC", year: "numeric", month: "long", day: "numeric" });
    const field = page.getByPlaceholder("YYYY-MM-DD HH:MM");
    await field.click();
    await page.locator(".react-calendar__tile", { has: page.locator(`abbr[aria-label="${day}"]`) }).click();
    await page.locator("select").filter({ hasText: "HH" }).selectOption({ label: hours });
    await page.locator("select").filter({ hasText: "MM" }).selectOption({ label: minutes });
    await this.picture.take("start-time", 760);
    await page.getByText("Trigger type").click(); // a click anywhere else closes the picker
    await page.locator(".react-calendar").waitFor({ state: "detached" });
  }

  async enableTrigger(): Promise<void> {
    const enabled = this.page.waitForResponse(
      (answer) => answer.request().method() === "PUT" && answer.url().includes("/pipeline_schedules/"),
    );
    await this.page.getByRole("button", { name: "Enable trigger" }).click();
    await (await enabled).finished();
  }

  /** The row of a trigger in the pipeline's list. */
  async triggerRow(pipeline: string, name: string): Promise<{ active: boolean; text: string }> {
    await this.page.goto(`${this.url}/pipelines/${pipeline}/triggers`);
    const row = this.page.getByRole("row", { name });
    await row.waitFor();
    return { active: await row.locator("input[type=checkbox]").isChecked(), text: (await row.textContent()) ?? "" };
  }

  /** The word that the list of runs shows for a run, such as `Done`. */
  async runStatus(run: RunAt): Promise<string> {
    await this.page.goto(`${this.url}/pipelines/${run.pipeline_uuid}/runs`);
    const row = this.runRow(run);
    await row.waitFor();
    return (await row.getByRole("button").first().textContent())?.trim() ?? "";
  }

  async cancelRun(run: RunAt): Promise<void> {
    await this.runRow(run).getByRole("button", { name: "Running" }).click();
    await this.page.getByRole("button", { name: "Cancel run" }).waitFor();
    await this.picture.take("cancel", 420);
    await this.page.getByRole("button", { name: "Cancel run" }).click();
  }

  private runRow(run: RunAt) {
    return this.page.getByRole("row").filter({ has: this.page.getByText(String(run.id), { exact: true }) });
  }

  /** The text that the log page shows of its first lines without opening them; only of one level or block, if given. */
  async logRows(run: RunAt, only: { level?: "ERROR"; block?: string } = {}): Promise<string[]> {
    const query = new URLSearchParams({ "pipeline_run_id[]": String(run.id) });
    if (only.level !== undefined) query.set("level[]", only.level);
    if (only.block !== undefined) query.set("block_uuid[]", only.block);
    await this.page.goto(`${this.url}/pipelines/${run.pipeline_uuid}/logs?${query}`);
    await this.page.locator(".table_row").first().waitFor();
    const rows = await Promise.all((await this.page.locator(".table_row").all()).map(readRow));
    return rows.sort((a, b) => a.y - b.y).map(({ visible }) => visible);
  }

  /** The number of lines that the open log page states. */
  async logCount(): Promise<number> {
    const text = await this.page
      .getByText(/^[\d,]+ logs found/)
      .first()
      .textContent();
    return Number(/^[\d,]+/.exec(text ?? "")?.[0].replaceAll(",", ""));
  }

  async openRun(run: RunAt): Promise<void> {
    await this.page.goto(`${this.url}/pipelines/${run.pipeline_uuid}/runs/${run.id}`);
    await this.page.getByRole("row", { name: "qb_loader" }).waitFor();
  }

  /** The table that a block returned, as the run's page shows it: its header, then its rows. */
  async blockOutput(run: RunAt, block: string): Promise<string[][]> {
    const { page } = this;
    await this.openRun(run);
    const row = page.getByRole("row", { name: block });
    await row
      .getByText(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
      .first()
      .click(); // the name would open the editor
    await page.getByText(/\d+ rows x \d+ columns/).waitFor();
    await this.widenPanel();
    await this.picture.take("table", 620);
    const rows = await page.locator(".tr").all();
    return Promise.all(rows.map((each) => each.locator(".th, .td").allTextContents()));
  }

  /** Drags the panel on the right by its left edge, as a person does. */
  private async widenPanel(): Promise<void> {
    const edge = await this.page.locator('[class*="DraggableStyle"]').boundingBox();
    if (edge === null) throw new Error("the page has no panel with an edge to drag");
    await this.page.mouse.move(edge.x + edge.width / 2, PANEL_GRIP_Y);
    await this.page.mouse.down();
    await this.page.mouse.move(PANEL_EDGE, PANEL_GRIP_Y, { steps: 8 });
    await this.page.mouse.up();
  }
}

/** The page cuts a message by style alone, so the test measures how much fits. */
async function readRow(row: Locator): Promise<LogRow> {
  const message = row.locator("p[title]").last();
  const text = (await message.textContent()) ?? "";
  const [shown, whole] = [await widthOf(message), await widthOf(message.locator("span"))];
  const fits = whole <= shown ? text.length : Math.floor((shown / whole) * text.length) - 1;
  return { y: (await row.boundingBox())?.y ?? 0, visible: text.slice(0, fits) };
}

async function widthOf(part: Locator): Promise<number> {
  return (await part.boundingBox())?.width ?? 0;
}
