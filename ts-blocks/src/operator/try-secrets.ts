import { SECRET_NAMES } from "../bridge/messages";
import type { Clock } from "../clock";
import type { Progress } from "../console/progress";
import { DAY_MS, utcInstant } from "../job/instants";
import type { LogLine, MageApi, PipelineRun } from "../mage/api";
import { failureOf, watchRun } from "../mage/run";
import { CommandError } from "./command";
import { REFRESH_TOKEN, SUCCESSOR } from "./mage-secrets";

/** Any pipeline would serve. Customers are few, so this one is quick. */
const PIPELINE = "qb_customers_backfill";
const RUN_TIMEOUT_MS = 5 * 60_000;

export type TrialApi = Pick<MageApi, "secretNames" | "schedules" | "trigger" | "getRun" | "logs">;

/** The part of the connection that was tried, in the order in which a run uses the parts. */
const PARTS = ["Postgres", "token", "company"] as const;
type Part = (typeof PARTS)[number];

export interface SecretsTrial {
  /** One line for each part: what was found, and what to do if it is wrong. */
  readonly lines: readonly string[];
  readonly exitCode: 0 | 64 | 75 | 77;
}

/** Those of the ten names that Mage does not hold. */
export async function missingSecrets(api: Pick<MageApi, "secretNames">): Promise<string[]> {
  const present = new Set(await api.secretNames());
  if (present.has(SUCCESSOR)) present.add(REFRESH_TOKEN);
  return SECRET_NAMES.filter((name) => !present.has(name));
}

/**
 * Tries the secrets in place: only Mage can read them, so a dry run of one day tries them. It signs in like any run, under the
 * lease, and stores a new token before using it. So the trial does not use up the token.
 */
export async function trySecrets(
  api: TrialApi,
  clock: Clock,
  progress: Pick<Progress, "say" | "status">,
): Promise<SecretsTrial> {
  const missing = await missingSecrets(api);
  if (missing.length > 0) {
    const lines = missing.map((name) => `${name} is missing in Mage: npm run secrets -- set ${name}`);
    return { lines: [...lines, ...PARTS.map((part) => `${part}: not tried`)], exitCode: 64 };
  }
  progress.say(`all ${SECRET_NAMES.length} secrets are in Mage; trying them in a dry run of ${PIPELINE}`);
  const run = await dryRun(api, clock, (line) => progress.status(line));
  return trialOfDryRun(run, await api.logs(run));
}

async function dryRun(api: TrialApi, clock: Clock, status: (line: string) => void): Promise<PipelineRun> {
  const trigger = (await api.schedules(PIPELINE)).find(
    ({ schedule_type, status, token }) => schedule_type === "api" && status === "active" && token,
  );
  if (!trigger?.token) throw new CommandError(`${PIPELINE} has no active API trigger in Mage: enable it there`, 64);
  const today = Math.floor(clock.now() / DAY_MS) * DAY_MS;
  const run = await api.trigger(trigger.id, trigger.token, {
    fecha_inicio: utcInstant(today - 2 * DAY_MS),
    fecha_fin: utcInstant(today - DAY_MS),
    dry_run: true,
  });
  const startedAt = clock.now();
  const onPoll = ({ status: at }: PipelineRun) =>
    status(`Mage's run ${run.id} is ${at}, ${Math.round((clock.now() - startedAt) / 1_000)} s`);
  return watchRun(api, run.id, { timeoutMs: RUN_TIMEOUT_MS, clock, onPoll }).catch((cause: Error) => {
    throw new CommandError(`the dry run did not end (${cause.message}); look at Mage's Runs page`, 75, { cause });
  });
}

/** How far a run came that failed with the code. Any other code means that the failure has nothing to do with a secret. */
const FAILED_AT: readonly (readonly [code: RegExp, part: Part, exitCode: 64 | 75 | 77])[] = [
  [/^POSTGRES_(UNREACHABLE|LOST|BUSY|READ_ONLY|STATEMENT_ENDED)$/, "Postgres", 75],
  [/^(POSTGRES_\w+|CONFIG_SECRETS|COMPANY_DIFFERS|CONFIG_ADDRESS)$/, "Postgres", 64],
  [/^ENTITY_BUSY$/, "Postgres", 75],
  [/^QBO_CONNECTION_DEAD$/, "token", 77],
  [/^TOKEN_UNUSABLE$/, "token", 64],
  [/^(TOKEN_\w+|QBO_TOKEN_UNAVAILABLE)$/, "token", 75],
  [/^(QBO_CLIENT_REFUSED|QBO_TOKEN_REFUSED)$/, "token", 64],
  [/^(QBO_TOKEN_NOT_ACCEPTED|QBO_FORBIDDEN)$/, "company", 77],
  [/^(QBO_\w+|MONTHLY_CAP)$/, "company", 75],
];

/** The text after this word, in the first line that begins with it. */
function lineOf(logs: readonly LogLine[], word: string): string | undefined {
  return logs.find(({ message }) => message.startsWith(`${word} `))?.message.slice(word.length + 1);
}

export function trialOfDryRun(run: PipelineRun, logs: readonly LogLine[]): SecretsTrial {
  const token = lineOf(logs, "qb.token");
  const plan = lineOf(logs, "qb.plan");
  if (run.status === "completed" && plan !== undefined) {
    return {
      lines: ["Postgres: good", `token: good, ${token ?? "no times"}`, "company: good, it answers"],
      exitCode: 0,
    };
  }
  const failed = [lineOf(logs, "qb.failed"), lineOf(logs, "qb.todo")].filter((text) => text !== undefined).join(" ");
  const sentence = failed || (failureOf(run) ?? `the run is ${run.status}`);
  const code = /\[([A-Z][A-Z0-9_]*)\]/.exec(failureOf(run) ?? "")?.[1] ?? "";
  const found = FAILED_AT.find(([pattern]) => pattern.test(code));
  if (found === undefined) {
    return { lines: [`the dry run failed for another reason than a secret: ${sentence}`], exitCode: 75 };
  }
  const [, part, exitCode] = found;
  const reached = PARTS.indexOf(part);
  const lines = PARTS.map((each, place) => {
    if (place < reached) return `${each}: good`;
    return place === reached ? `${each}: ${sentence}` : `${each}: not tried`;
  });
  return { lines, exitCode };
}
