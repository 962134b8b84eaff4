import { Agent } from "node:https";
import axios, { type AxiosInstance } from "axios";
import { z } from "zod";
import { LocalError, messageOf } from "../console/errors";
import {
  type LogLine,
  logFile,
  type PipelineRun,
  parseLog,
  pipelineRun,
  type RunVariables,
  type Schedule,
  schedule,
  secret,
} from "./answers";

export type { BlockRun, LogLine, PipelineRun, RunVariables, Schedule } from "./answers";

/** Mage's public client id, the same in every installation; not a secret. */
const API_KEY = "zkWlN0PkIKSN0C11CfUHUj84OT5XOJ6tDZ6bDRO2";
const REQUEST_TIMEOUT_MS = 30_000;

export class MageApiError extends LocalError {}

/**
 * Mage's REST API, as far as this program uses it. Mage answers most errors with HTTP 200 and an `error`, some with 200 and an
 * empty body (seen in 0.9.80). So an answer counts only if it holds what was asked for.
 */
export class MageApi {
  private constructor(
    readonly url: string,
    private readonly http: AxiosInstance,
  ) {}

  static async signIn(url: string, owner: { email: string; password: string }): Promise<MageApi> {
    const http = axios.create({
      baseURL: `${url}/api`,
      timeout: REQUEST_TIMEOUT_MS,
      headers: { "X-API-KEY": API_KEY },
      validateStatus: () => true,
      proxy: false, // this machine, or one beside it
      // Passwords and secrets go this way. So redirects are not followed, and a wrong certificate is refused.
      maxRedirects: 0,
      httpsAgent: new Agent({ rejectUnauthorized: true }),
      paramsSerializer: { indexes: false }, // arrays as name[]=1&name[]=2
    });
    const api = new MageApi(url, http);
    const { token } = await api.call("post", "/sessions", "session", z.object({ token: z.string() }), {
      session: owner,
    });
    http.defaults.headers.common.Cookie = `oauth_token=${token}`;
    return api;
  }

  async secretNames(): Promise<string[]> {
    const secrets = await this.call("get", "/secrets", "secrets", z.array(secret), undefined, { _limit: 1000 });
    return secrets.map(({ name }) => name);
  }

  /** Fails when the name exists: Mage cannot change a secret. */
  async createSecret(name: string, value: string): Promise<void> {
    await this.call("post", "/secrets", "secret", secret, { secret: { name, value } });
  }

  async deleteSecret(name: string): Promise<void> {
    await this.call("delete", `/secrets/${name}`, "secret", secret);
  }

  async schedules(pipeline: string): Promise<Schedule[]> {
    return this.call("get", `/pipelines/${pipeline}/pipeline_schedules`, "pipeline_schedules", z.array(schedule));
  }

  async createSchedule(pipeline: string, fields: Record<string, unknown>): Promise<Schedule> {
    const body = { pipeline_schedule: fields };
    return this.call("post", `/pipelines/${pipeline}/pipeline_schedules`, "pipeline_schedule", schedule, body);
  }

  async updateSchedule(id: number, fields: Record<string, unknown>): Promise<Schedule> {
    return this.call("put", `/pipeline_schedules/${id}`, "pipeline_schedule", schedule, { pipeline_schedule: fields });
  }

  /** Starts a run as any program would: with the trigger's token and without signing in. */
  async trigger(scheduleId: number, token: string, variables: RunVariables): Promise<PipelineRun> {
    const path = `/pipeline_schedules/${scheduleId}/pipeline_runs/${token}`;
    return this.call("post", path, "pipeline_run", pipelineRun, { pipeline_run: { variables } });
  }

  async getRun(id: number): Promise<PipelineRun> {
    return this.call("get", `/pipeline_runs/${id}`, "pipeline_run", pipelineRun);
  }

  async runs(filter: { pipeline?: string; status?: PipelineRun["status"]; limit?: number }): Promise<PipelineRun[]> {
    const params = { pipeline_uuid: filter.pipeline, status: filter.status, _limit: filter.limit ?? 50 };
    return this.call("get", "/pipeline_runs", "pipeline_runs", z.array(pipelineRun), undefined, params);
  }

  async cancelRun(id: number): Promise<PipelineRun> {
    const body = { pipeline_run: { status: "cancelled" } };
    return this.call("put", `/pipeline_runs/${id}`, "pipeline_run", pipelineRun, body);
  }

  /** Runs again the blocks that did not complete. */
  async retryRun(id: number): Promise<PipelineRun> {
    const body = { pipeline_run: { pipeline_run_action: "retry_blocks" } };
    return this.call("put", `/pipeline_runs/${id}`, "pipeline_run", pipelineRun, body);
  }

  /** The log lines of the blocks, oldest first. Mage has one file for each block. */
  async logs(run: Pick<PipelineRun, "id" | "pipeline_uuid">): Promise<LogLine[]> {
    const entry = z.object({ block_run_logs: z.array(logFile).default([]) });
    const params = { pipeline_run_id: [run.id], _limit: 100 };
    const found = await this.call(
      "get",
      `/pipelines/${run.pipeline_uuid}/logs`,
      "logs",
      z.array(entry),
      undefined,
      params,
    );
    const lines = found
      .flatMap(({ block_run_logs }) => block_run_logs)
      .flatMap(({ content }) => parseLog(content ?? ""));
    return lines.sort((a, b) => a.timestamp - b.timestamp);
  }

  /** What the block returned, as Mage shows it on the run's page. */
  async blockOutputs(blockRunId: number): Promise<unknown[]> {
    return this.call("get", `/block_runs/${blockRunId}/outputs`, "outputs", z.array(z.unknown()));
  }

  private async call<T>(
    method: "get" | "post" | "put" | "delete",
    path: string,
    key: string,
    schema: z.ZodType<T>,
    data?: unknown,
    params?: Record<string, unknown>,
  ): Promise<T> {
    const shownPath = path.replace(/(pipeline_runs\/)[0-9a-f]{32}$/, "$1<token>");
    const what = `Mage, ${method.toUpperCase()} ${shownPath}`;
    const { status, data: body } = await this.http
      .request({ method, url: path, data, params })
      .catch((cause: unknown) => {
        // The cause holds the request, and with it a password or a secret.
        throw new MageApiError(`${what}: no answer (${messageOf(cause)})`);
      });
    const answer = body?.[key];
    if (status >= 400 || body?.error || answer === undefined || answer === null) {
      throw new MageApiError(`${what}: ${describe(status, body, key)}`);
    }
    const parsed = schema.safeParse(answer);
    if (!parsed.success)
      throw new MageApiError(`${what}: ${key} is not what we expect: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  }
}

/** Only the first line: the rest may be a stack trace, or a statement with a secret's ciphertext. */
function describe(status: number, body: unknown, key: string): string {
  const error = (body as { error?: { code?: unknown; exception?: unknown; message?: unknown } } | undefined)?.error;
  if (!error) return `HTTP ${status} without ${key}`;
  const said = String(error.exception ?? error.message ?? "no reason").split("\n", 1)[0];
  return `HTTP ${status}, error ${error.code ?? "without code"}: ${said}`;
}
