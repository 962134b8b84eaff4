import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import type { Browser } from "playwright-core";
import { expect } from "vitest";
import { type Stack, startStack } from "../../local/stack";
import { type TemporaryLocalDir, temporaryLocalDir } from "../../local/temporary";
import type { PipelineEntity } from "../../src/entities/entity";
import type { PipelineRun, RunVariables } from "../../src/mage/api";
import { failureOf, watchRun } from "../../src/mage/run";
import { startBrowser } from "./browser";
import { MagePages } from "./mage-pages";
import { mageRows } from "./mage-rows";
import { simulatorControl } from "./simulator-control";

export const PATIENCE = { timeout: 240_000, interval: 500 };

/** A local stack with a signed-in browser on Mage's pages, and requests that need no page. */
export class WatchedMage {
  private constructor(
    private readonly browser: Browser,
    private readonly local: TemporaryLocalDir,
    private readonly scratch: string,
    public stack: Stack,
    /** The Postgres that the pipelines write to. */
    public db: Client,
    public pages: MagePages,
  ) {}

  static async start(): Promise<WatchedMage> {
    const browser = await startBrowser();
    const local = temporaryLocalDir();
    const scratch = mkdtempSync(path.join(tmpdir(), "mage-pictures-"));
    const { stack, db, pages } = await lookAtMage(browser, local, scratch);
    return new WatchedMage(browser, local, scratch, stack, db, pages);
  }

  async startAnew(): Promise<void> {
    await this.stop();
    Object.assign(this, await lookAtMage(this.browser, this.local, this.scratch));
  }

  async remove(): Promise<void> {
    await this.browser.close();
    await this.stop();
    this.local.remove();
    rmSync(this.scratch, { recursive: true, force: true });
  }

  get qbo() {
    return simulatorControl(String(this.stack.simulator?.controlUrl));
  }

  async trigger(entity: PipelineEntity, variables: RunVariables): Promise<PipelineRun> {
    const found = this.stack.triggers.find((each) => each.entity === entity);
    if (found === undefined) throw new Error(`no API trigger for ${entity}`);
    return this.stack.mage.api.trigger(found.scheduleId, found.token, variables);
  }

  endOf({ id }: Pick<PipelineRun, "id">): Promise<PipelineRun> {
    return watchRun(this.stack.mage.api, id, { timeoutMs: PATIENCE.timeout, pollMs: 300 });
  }

  /** Rows of Mage's own database. */
  rows<T extends object>(sql: string, values: unknown[]): Promise<T[]> {
    return mageRows<T>(this.stack, sql, values);
  }

  /**
   * Of a failed run's lines at level error, Mage's log page shows what to do, and then what happened. It shows both
   * once more if Mage ran the block a second time, which Mage may do.
   */
  async expectFailure(run: PipelineRun, code: string, todo: RegExp, failed: RegExp): Promise<void> {
    const ended = await this.endOf(run);
    expect([ended.status, failureOf(ended)]).toEqual(["failed", expect.stringContaining(`[${code}]`)]);
    const written = (await this.stack.mage.api.logs(run)).filter(({ level }) => level === "ERROR");
    const times = Math.max(1, written.length / 2);
    const each = <T>(lines: readonly T[]) => Array.from({ length: times }, () => lines).flat();
    expect(written.map(({ data }) => data.fields)).toEqual(each([{ code }, { code }]));
    await expect
      .poll(() => this.pages.logRows(run, { level: "ERROR" }), PATIENCE)
      .toEqual(each([expect.stringMatching(todo), expect.stringMatching(failed)]));
  }

  private async stop(): Promise<void> {
    await this.db.end();
    await this.stack.stop();
  }
}

/** @param scratch folder for temporary pictures. `npm run docs:pictures` keeps pictures for docs/en/mage.md. */
async function lookAtMage(
  browser: Browser,
  local: TemporaryLocalDir,
  scratch: string,
): Promise<Pick<WatchedMage, "stack" | "db" | "pages">> {
  const stack = await startStack({
    dir: local.dir,
    source: { kind: "generated", company: "demo" },
    schedulerIntervalSeconds: 1,
    onProgress: (line) => process.stdout.write(`  ${line}\n`),
  });
  const db = new Client({ connectionString: stack.postgres.urls.qboAsSuperuser });
  await db.connect();
  return { stack, db, pages: await MagePages.signIn(browser, stack.mage, process.env.QB_DOCS_PICTURES ?? scratch) };
}
