import { z } from "zod";
import { readJson } from "../console/files";
import { isRunning } from "../console/processes";
import { PIPELINE_ENTITIES } from "../entities/entity";

/** The pipeline of all entities. Each of the other pipelines has one entity. */
export const COMPANY_PIPELINE = "qb_company_backfill";

const trigger = z.object({
  /** Null for the pipeline of all entities. */
  entity: z.enum(PIPELINE_ENTITIES).nullable(),
  pipeline: z.string(),
  scheduleId: z.number(),
  name: z.string(),
  token: z.string(),
  /** POST here, with {"pipeline_run": {"variables": {…}}}; nothing else is needed. */
  url: z.string(),
});
export type Trigger = z.infer<typeof trigger>;

const postgres = z.object({
  host: z.string(),
  port: z.number(),
  database: z.string(),
  user: z.string(),
  password: z.string(),
  url: z.string(),
  /** The database as qbo_reader, for people. */
  readerUrl: z.string(),
  superuserUrl: z.string(),
  mageUrl: z.string(),
});

/** `.local/stack.json`: all that another program needs to use the running stack. Its mode is 0600, since it holds passwords. */
export const stackFileSchema = z.object({
  pid: z.number(),
  mark: z.string(),
  source: z.string(),
  postgres,
  mage: z.object({ url: z.string(), owner: z.object({ email: z.string(), password: z.string() }) }),
  simulator: z
    .object({
      url: z.string(),
      controlUrl: z.string(),
      apiBaseUrl: z.string(),
      oauthTokenUrl: z.string(),
      oauthAuthorizeUrl: z.string(),
      /** The keys of the simulator's app, for a rehearsal of `npm run connect`. They give access to nothing else. */
      clientId: z.string(),
      clientSecret: z.string(),
    })
    .nullable(),
  /** The time that the simulator's company covers; unknown with a live QuickBooks. */
  history: z.object({ from: z.string(), to: z.string() }).nullable(),
  triggers: z.array(trigger),
});
export type StackFile = z.infer<typeof stackFileSchema>;

/** The stack that runs now, if there is one. A file that a killed stack left behind does not count. */
export function readRunningStack(file: string): StackFile | undefined {
  const found = readJson(file, stackFileSchema);
  return found !== undefined && isRunning(found) ? found : undefined;
}

/** @throws RangeError if the stack does not know the pipeline. */
export function triggerOf({ triggers }: Pick<StackFile, "triggers">, pipeline: string): Trigger {
  const found = triggers.find((each) => each.pipeline === pipeline);
  if (found === undefined) throw new RangeError(`there is no API trigger of ${pipeline}`);
  return found;
}
