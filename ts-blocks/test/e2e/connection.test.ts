// @module-tag chromium
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Stack, startStack } from "../../local/stack";
import { temporaryLocalDir } from "../../local/temporary";
import { SECRET_NAMES } from "../../src/bridge/messages";
import { commandLineOf, descendantsOf, signal } from "../../src/console/processes";
import type { PipelineEntity } from "../../src/entities/entity";
import type { PipelineRun } from "../../src/mage/api";
import { failureOf, isOver, watchRun } from "../../src/mage/run";
import { storeSecret } from "../../src/operator/mage-secrets";
import { runBlockByHand, startSecondScheduler } from "../support/another-mage";
import { startBrowser } from "../support/browser";
import { ACCESS_TOKEN_START, plantCanaries, Watch } from "../support/canaries";
import { openEditor, runFirstBlock } from "../support/mage-editor";
import { OperatorCommand } from "../support/operator";
import { findSecrets } from "../support/secret-search";
import { askingIntuit, forgetAccessToken, holdToken, SHARED_TOKEN, waitingForToken } from "../support/sign-ins";
import { simulatorControl } from "../support/simulator-control";

/** The operator's commands against real Mage, with a person's browser on the simulator's consent page. */
let stack: Stack;
let browser: Browser;
const local = temporaryLocalDir();
const started: OperatorCommand[] = [];

beforeAll(async () => {
  browser = await startBrowser();
  stack = await startStack({
    dir: local.dir,
    source: { kind: "generated", company: "small" },
    schedulerIntervalSeconds: 1,
    onProgress: (line) => process.stdout.write(`  ${line}\n`),
  });
});

afterAll(async () => {
  for (const command of started) command.kill();
  await browser?.close();
  await stack?.stop();
  local.remove();
});

function start(name: "connect" | "secrets", args: readonly string[], answers: readonly string[]): OperatorCommand {
  const command = OperatorCommand.start(name, [...args, "--dir", local.dir], answers);
  started.push(command);
  return command;
}

const simulator = () => {
  if (stack.simulator === undefined) throw new Error("this stack has no simulator");
  return stack.simulator;
};
const keys = () => [simulator().credentials.clientId, simulator().credentials.clientSecret];
const REDIRECT = ["--redirect", "http://127.0.0.1:0/callback"];

async function consentPage(command: OperatorCommand): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(await command.says(/^connect: {3}(http\S+)$/m));
  return page;
}

const JANUARY = { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-31" };
const FEBRUARY = { fecha_inicio: "2026-02-01", fecha_fin: "2026-02-28" };
const PATIENCE = { timeout: 300_000, interval: 100 };
const MARCH = { fecha_inicio: "2026-03-01", fecha_fin: "2026-03-31" };

async function trigger(name: PipelineEntity = "customers"): Promise<PipelineRun> {
  const found = stack.triggers.find(({ entity }) => entity === name);
  return stack.mage.api.trigger(found?.scheduleId ?? 0, found?.token ?? "", JANUARY);
}

/** `completed`, or the sentence of the failure. */
async function endOf(run: PipelineRun): Promise<string> {
  const ended = await watchRun(stack.mage.api, run.id, { timeoutMs: 300_000, pollMs: 300 });
  return failureOf(ended) ?? ended.status;
}

test("a person who cancels on Intuit's page stores nothing and gets a message that says so", async () => {
  const command = start("connect", ["--env", "sandbox", ...REDIRECT], keys());
  const page = await consentPage(command);
  await page.getByRole("button", { name: "Cancel" }).click();

  expect(await page.locator("body").textContent()).toContain("No company was connected");
  expect(await command.outcome()).toMatchObject({ exitCode: 77, err: expect.stringContaining("nothing was stored") });
});

test("a person consents in a browser, and the next run is green with the secrets that Mage then holds", async () => {
  const command = start("connect", ["--env", "sandbox", "--yes", ...REDIRECT], keys());
  const page = await consentPage(command);
  const address = new URL(page.url());
  expect(Object.fromEntries(address.searchParams)).toMatchObject({
    response_type: "code",
    code_challenge_method: "S256",
  });
  for (const secret of [...keys(), simulator().credentials.refreshToken].slice(1)) {
    expect(commandLineOf(command.pid)).not.toContain(secret);
  }
  // A forged answer is refused, from any sender, because it does not belong to our question.
  const forged = new URL(String(address.searchParams.get("redirect_uri")));
  forged.search = new URLSearchParams({ code: "x", realmId: "1", state: "forged" }).toString();
  expect((await fetch(forged)).status).toBe(400);

  await page.getByRole("button", { name: "Connect" }).click();

  expect(await page.locator("body").textContent()).toContain("Go on in the terminal");
  const { exitCode, out, err } = await command.outcome();
  expect([exitCode, err.replace(/^QBO_CLIENT_(ID|SECRET): $/gm, "").trim()]).toEqual([0, ""]);
  expect(out).toContain(`connect: QuickBooks answers: ${simulator().company.name} (sandbox)\n`);
  expect(out).toContain("connect: the new refresh token takes effect with the next run\n");
  expect(out).toMatch(/connect: Postgres: good\nconnect: token: good, issued .*\nconnect: company: good/);
  expect(out.replace(/^.*connect\/oauth2\?.*$/m, "")).not.toContain(simulator().credentials.realmId);
  // The last one is the program's own secret: the access token that runs share for the next hour.
  expect((await stack.mage.api.secretNames()).sort()).toEqual([...SECRET_NAMES, SHARED_TOKEN].sort());
  expect(await endOf(await trigger())).toBe("completed");
});

test("`secrets set` replaces a value, `secrets check` names what the value broke, and setting the old value repairs it", async () => {
  const { password } = new URL(stack.postgres.urls.qbo);

  expect((await start("secrets", ["set", "POSTGRES_PASSWORD"], ["not-the-password"]).outcome()).out).toBe(
    "secrets: POSTGRES_PASSWORD replaced\n",
  );
  const broken = await start("secrets", ["check"], []).outcome();
  await start("secrets", ["set", "POSTGRES_PASSWORD"], [password]).outcome();
  await stack.mage.api.deleteSecret("QBO_ENV");
  const missing = await start("secrets", ["check"], []).outcome();
  const restored = await start("secrets", ["set", "QBO_ENV"], ["sandbox"]).outcome();
  const good = await start("secrets", ["check"], []).outcome();

  expect(broken).toMatchObject({ exitCode: 64, out: expect.stringMatching(/Postgres: .*POSTGRES_PASSWORD/) });
  expect(missing).toMatchObject({ exitCode: 64, out: expect.stringContaining("npm run secrets -- set QBO_ENV") });
  expect(restored.out).toBe("secrets: QBO_ENV created\n");
  expect([good.exitCode, good.out]).toEqual([0, expect.stringContaining("company: good")]);
});

test("three pipelines, one of them cancelled, and a block run from Mage's command line leave a valid token", async () => {
  const control = simulatorControl(simulator().controlUrl);
  await control.hold(true); // a run that has signed in stops at its first question
  const byHand = runBlockByHand("qb_items_backfill", "qb_loader", FEBRUARY);
  const [customers, invoices] = [await trigger("customers"), await trigger("invoices")];
  // All three have signed in, so the cancelled run does not die between Intuit's rotation and our commit.
  await expect.poll(() => control.waiting(), PATIENCE).toBe(3);
  const items = await trigger("items"); // waits for the block run by hand, half a minute at most
  await expect.poll(() => loaders().length, PATIENCE).toBe(4);
  await stack.mage.api.cancelRun(invoices.id);
  await control.hold(false);

  expect(await Promise.all([endOf(customers), endOf(items), byHand])).toEqual(["completed", "completed", 0]);
  expect(await endOf(invoices)).toBe("cancelled");
  expect(await endOf(await trigger("invoices"))).toBe("completed");
});

test("in real Mage, too, a run that dies before the call loses nothing, and a death in the one remaining moment is reported with what to do", async () => {
  const control = simulatorControl(simulator().controlUrl);
  const runs: PipelineRun[] = [];
  await forgetAccessToken(stack);
  {
    await using _ = await holdToken(stack);
    runs.push(await trigger("customers"));
    await expect.poll(() => waitingForToken(stack), PATIENCE).toBe(1);
    const [program] = loaders();
    runs.push(await trigger("items"));
    await expect.poll(() => waitingForToken(stack), PATIENCE).toBe(2);
    signal(program ?? 0, "SIGKILL");
    await stack.mage.api.cancelRun(runs[1]?.id ?? 0); // Mage kills the worker
  }
  const [killed, cancelled] = await Promise.all(runs.map(endOf));
  expect([killed, cancelled]).toEqual([expect.stringContaining("[PROGRAM_DIED]"), "cancelled"]);

  await control.resetCalls();
  await control.scenario([{ match: { kind: "oauth", nth: 1 }, delayMs: 3_000 }]);
  const late = await trigger("customers"); // signs in with the token that Mage holds
  await expect.poll(() => askingIntuit(stack), PATIENCE).toBe(1);
  await stack.mage.api.cancelRun(late.id);
  await expect.poll(async () => (await control.calls()).total, PATIENCE).toBe(1); // Intuit has replaced the token
  expect(await endOf(await trigger("items"))).toMatch(/npm run connect.*\[QBO_CONNECTION_DEAD\]/);

  await storeSecret(stack.mage.api, "QBO_REFRESH_TOKEN", await control.consent());
  await control.scenario([]);
  expect(await endOf(await trigger("items"))).toBe("completed");
});

test("a block run from Mage's editor waits for its turn like any other, and shows its messages", async () => {
  const control = simulatorControl(simulator().controlUrl);
  const editor = await openEditor(browser, stack, "qb_items_backfill", MARCH);
  await control.hold(true); // a run that has signed in stops at its first question
  try {
    const run = await trigger("customers");
    await expect.poll(() => control.waiting(), PATIENCE).toBe(1);
    await runFirstBlock(editor, () => loaders().length > 1);
    await control.hold(false);
    // Mage shows the printed lines, and the block's result as a table.
    const shown = () => editor.locator("body").textContent();
    await expect.poll(shown, PATIENCE).toMatch(/qb\.token issued[\s\S]*qb\.plan/);
    await expect.poll(shown, PATIENCE).toContain("1 row x 7 columns");
    expect(await endOf(run)).toBe("completed");
    await expect.poll(() => loaders().length, PATIENCE).toBe(0);
  } finally {
    await control.hold(false);
    await editor.close();
  }
  expect(await endOf(await trigger("items"))).toBe("completed");
});

test("two schedulers that start every loader twice leave a valid token", async () => {
  const control = simulatorControl(simulator().controlUrl);
  const second = await startSecondScheduler();
  try {
    await control.hold(true); // a run that has signed in stops at its first question
    const runs = await Promise.all([trigger("customers"), trigger("items"), trigger("invoices")]);
    // Without Redis, Mage's schedulers know nothing of each other: each takes the other's blocks for crashed blocks
    // (0.9.80).
    const patience = { timeout: 300_000, interval: 100 };
    await expect.poll(() => loaders(second.pid).length, patience).toBeGreaterThanOrEqual(1);
    await expect.poll(() => loaders().length, patience).toBeGreaterThanOrEqual(4);
    await control.hold(false);
    const over = async () => (await Promise.all(runs.map(({ id }) => stack.mage.api.getRun(id)))).every(isOver);
    await expect.poll(over, { ...patience, interval: 1_000 }).toBe(true);
    await expect.poll(() => loaders().length, patience).toBe(0);
  } finally {
    await control.hold(false);
    await second.stop();
  }
  expect(await endOf(await trigger("invoices"))).toBe("completed");
});

test("through success, every failure of the token endpoint and a crash, no canary of the secrets is seen anywhere", async () => {
  const control = simulatorControl(simulator().controlUrl);
  const canaries = await plantCanaries(stack);
  const watch = new Watch(stack);
  const oauth = (nth: number, fault: string) => ({ match: { kind: "oauth", nth }, fault });
  try {
    await forgetAccessToken(stack);
    // An HTML page, an error as JSON, an empty answer, half an answer, and no answer in time: after five attempts the
    // run gives up.
    await control.scenario([
      oauth(1, "gateway-503-html"),
      oauth(2, "system-10000"),
      oauth(3, "empty-body"),
      oauth(4, "malformed-json"),
      oauth(5, "timeout"),
    ]);
    expect(await endOf(await trigger())).toContain("[QBO_TOKEN_UNAVAILABLE]");
    // The last request took effect at Intuit, so the stored token is invalid.
    await control.scenario([]);
    const dead = await start("secrets", ["check"], []).outcome();
    expect(dead.exitCode).toBe(77);
    expect(dead.out).toContain("secrets: Postgres: good\n");
    expect(dead.out).toMatch(/secrets: token: The connection .* no longer valid.*npm run connect/);
    expect(dead.out).toContain("secrets: company: not tried\n");

    await storeSecret(stack.mage.api, "QBO_REFRESH_TOKEN", await control.consent());
    // The loader is killed after its new token is stored, so not in the moment between Intuit's rotation and the
    // commit.
    await control.scenario([]);
    await control.hold(true);
    const crashing = await trigger();
    await expect.poll(() => control.waiting(), { timeout: 300_000, interval: 50 }).toBe(1);
    signal(loaders()[0] ?? 0, "SIGKILL");
    expect(await endOf(crashing)).toContain("[PROGRAM_DIED]");
    await control.hold(false);

    // With the keys of another app, Intuit answers invalid_client.
    const { clientSecret } = simulator().credentials;
    await storeSecret(stack.mage.api, "QBO_CLIENT_SECRET", canaries.wrongClientSecret);
    await forgetAccessToken(stack);
    expect(await endOf(await trigger("items"))).toMatch(
      /QBO_CLIENT_ID and QBO_CLIENT_SECRET.*QBO_ENV.*\[QBO_CLIENT_REFUSED\]/,
    );
    await storeSecret(stack.mage.api, "QBO_CLIENT_SECRET", clientSecret);

    // The crashed run succeeds by Mage's own retry.
    await stack.mage.api.retryRun(crashing.id);
    await expect
      .poll(async () => (await stack.mage.api.getRun(crashing.id)).status, { timeout: 300_000, interval: 300 })
      .toBe("completed");
  } finally {
    watch.stop();
    canaries.remove();
  }

  const seen = [...watch.processes].join("\n");
  for (const part of ["blocks/loader.js", "blocks/exporter.js", "MAGE_DATA_DIR="]) expect(seen).toContain(part);
  expect(watch.tokens.size).toBeGreaterThanOrEqual(4);
  const secrets = [...canaries.secrets, ...watch.tokens, ACCESS_TOKEN_START];
  const { names } = canaries;
  const processes = [...watch.processes];
  expect(await findSecrets(stack, { secrets, names, processes, everyFile: true })).toEqual([]);
  // The search does find text that is there.
  const found = await findSecrets(stack, { secrets: ["qb.verdict complete", simulator().company.name], processes });
  expect(found).toEqual(expect.arrayContaining([expect.stringMatching(/mage-data\/.*logs/), `database ${names[0]}`]));
});

/** Loaders that run below a process. */
function loaders(ancestor = process.pid): number[] {
  return descendantsOf(ancestor).flatMap(({ pid }) => (commandLineOf(pid).includes("blocks/loader.js") ? [pid] : []));
}
