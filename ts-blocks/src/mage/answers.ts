import { z } from "zod";

/** Mage's answers, as far as this program reads them. */
export const blockRun = z.object({
  id: z.number(),
  block_uuid: z.string(),
  status: z.string(),
  started_at: z.string().nullish(),
  completed_at: z.string().nullish(),
  metrics: z.object({ error: z.object({ error: z.string().nullish() }).nullish() }).nullish(),
});
export type BlockRun = z.infer<typeof blockRun>;

export const pipelineRun = z.object({
  id: z.number(),
  pipeline_uuid: z.string(),
  pipeline_schedule_id: z.number().nullish(),
  status: z.enum(["initial", "running", "completed", "failed", "cancelled"]),
  variables: z.record(z.string(), z.unknown()).nullish(),
  started_at: z.string().nullish(),
  completed_at: z.string().nullish(),
  /** Only the answer to `getRun` has them. */
  block_runs: z.array(blockRun).default([]),
});
export type PipelineRun = z.infer<typeof pipelineRun>;

export const schedule = z.object({
  id: z.number(),
  name: z.string(),
  pipeline_uuid: z.string(),
  schedule_type: z.enum(["time", "api", "event"]).nullable(),
  schedule_interval: z.string().nullish(),
  status: z.enum(["active", "inactive"]),
  token: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});
export type Schedule = z.infer<typeof schedule>;

export const secret = z.object({ name: z.string() });
export const logFile = z.object({ name: z.string(), content: z.string().nullish() });

export interface LogLine {
  block: string | undefined;
  level: string;
  message: string;
  /** Seconds since the epoch. */
  timestamp: number;
  /** The structure attached to the message, and Mage's own tags. */
  data: Record<string, unknown>;
}

export type RunVariables = Record<string, string | number | boolean>;

/** One line is a time, a space and JSON. */
export function parseLog(content: string): LogLine[] {
  return content.split("\n").flatMap((line) => {
    const json = line.slice(line.indexOf(" ") + 1);
    try {
      const { level, message, timestamp, block_uuid: block, ...data } = JSON.parse(json);
      return [{ block, level: String(level), message: String(message), timestamp: Number(timestamp), data }];
    } catch {
      return [];
    }
  });
}
