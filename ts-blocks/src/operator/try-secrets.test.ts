import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SECRET_NAMES } from "../bridge/messages";
import type { LogLine, PipelineRun } from "../mage/api";
import { repositoryRoot } from "../repository-root";
import { trialOfDryRun, trySecrets } from "./try-secrets";

const line = (level: string, message: string): LogLine => ({
  block: "qb_loader",
  level,
  message,
  timestamp: 1,
  data: {},
});

/** A dry run as Mage reports it. With a code, the run failed with that code. */
function run(code?: string): PipelineRun {
  const error = code === undefined ? null : { error: `BlockFailure: It failed. Do this. [${code}]` };
  const loader = {
    id: 1,
    block_uuid: "qb_loader",
    status: code === undefined ? "completed" : "failed",
    metrics: { error },
  };
  const status = code === undefined ? "completed" : "failed";
  return { id: 7, pipeline_uuid: "qb_customers_backfill", status, block_runs: [loader] };
}

test("a dry run that succeeded shows that all three parts are right, and gives the token's times", () => {
  const logs = [line("INFO", "qb.token issued 2026-01-31; dies 2026-05-12 if idle"), line("INFO", "qb.plan 1 window")];
  expect(trialOfDryRun(run(), logs)).toEqual({
    lines: ["Postgres: good", "token: good, issued 2026-01-31; dies 2026-05-12 if idle", "company: good, it answers"],
    exitCode: 0,
  });
});

test.each([
  ["POSTGRES_REFUSED", 64, "Postgres: It failed. Do this."],
  ["POSTGRES_UNREACHABLE", 75, "Postgres: It failed. Do this."],
  ["COMPANY_DIFFERS", 64, "Postgres: It failed. Do this."],
  ["QBO_CLIENT_REFUSED", 64, "token: It failed. Do this."],
  ["QBO_CONNECTION_DEAD", 77, "token: It failed. Do this."],
  ["TOKEN_LEASE_REFUSED", 75, "token: It failed. Do this."],
  ["QBO_FORBIDDEN", 77, "company: It failed. Do this."],
  ["QBO_UNAVAILABLE", 75, "company: It failed. Do this."],
])(
  "%s is reported at its part with exit code %i; what comes before it is good, what comes after it was not tried",
  (code, exitCode, wanted) => {
    const trial = trialOfDryRun(run(code), [line("ERROR", "qb.todo Do this."), line("ERROR", "qb.failed It failed.")]);
    const place = trial.lines.indexOf(wanted);
    expect([trial.exitCode, trial.lines.length, place >= 0]).toEqual([exitCode, 3, true]);
    expect(trial.lines.slice(0, place).every((text) => text.endsWith(": good"))).toBe(true);
    expect(trial.lines.slice(place + 1).every((text) => text.endsWith(": not tried"))).toBe(true);
  },
);

test("a failure that says nothing about a secret is not blamed on one", () => {
  const trial = trialOfDryRun(run("PROGRAM_DIED"), [line("ERROR", "qb.failed The program exited with code 3.")]);
  expect(trial).toEqual({
    lines: ["the dry run failed for another reason than a secret: The program exited with code 3."],
    exitCode: 75,
  });
});

test("every error about the token or Postgres is assigned to its part", () => {
  const folders = ["qbo", "warehouse", "bridge", "blocks"].map((name) =>
    join(repositoryRoot(), "ts-blocks", "src", name),
  );
  const texts = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
      .map((name) => readFileSync(join(folder, name), "utf8")),
  );
  const codes = texts.flatMap((text) =>
    [...text.matchAll(/"((?:TOKEN|POSTGRES|QBO)_[A-Z_]+)",\s+[`"]/g)].map((found) => found[1]),
  );
  const errors = codes.filter((code) => !(SECRET_NAMES as readonly (string | undefined)[]).includes(code));
  expect(errors.length).toBeGreaterThan(10);
  for (const code of errors) expect([code, trialOfDryRun(run(code), []).lines.length]).toEqual([code, 3]);
});

test("a missing secret is named with the command that sets it, and nothing is started", async () => {
  const names = SECRET_NAMES.filter((name) => name !== "QBO_ENV" && name !== "QBO_REFRESH_TOKEN");
  const never = () => Promise.reject(new Error("nothing should be started"));
  const api = {
    secretNames: async () => [...names, "QBO_REFRESH_TOKEN_NEW"],
    schedules: never,
    trigger: never,
    getRun: never,
    logs: never,
  };
  const clock = { now: () => 0, monotonic: () => 0, sleep: async () => undefined, random: () => 0 };
  expect(await trySecrets(api, clock, { say: () => undefined, status: () => undefined })).toEqual({
    lines: [
      "QBO_ENV is missing in Mage: npm run secrets -- set QBO_ENV",
      "Postgres: not tried",
      "token: not tried",
      "company: not tried",
    ],
    exitCode: 64,
  });
});
