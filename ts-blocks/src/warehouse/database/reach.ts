import type { ClientConfig } from "pg";
import { certificateProblem, connectionError, noTls, tlsDemanded, unusableTls } from "./connection-errors";
import { Client } from "./pg";
import { type Channel, channelsTo, isOnThisMachine, type TlsSettings, withEnvironment } from "./tls";

export const CONNECT_TIMEOUT_MS = 10_000;
const REFUSED_BY_RULE = "28000";

/** An open session, and how it was reached. */
export interface Reached {
  readonly client: Client;
  readonly channel: Channel;
  /** The settings for further sessions. */
  readonly config: ClientConfig;
  /** Whether it is unencrypted, goes to another machine, and nobody has allowed that. */
  readonly isInTheClear: boolean;
}

/**
 * Opens a session, encrypted as the settings say.
 *
 * @param config settings as pg takes them. Missing ones come from the standard PG… variables.
 * @param set the operator's settings. Missing ones come from PGSSLMODE, PGSSLROOTCERT, PGSSLCERT and PGSSLKEY.
 * @throws ConfigError or TransientError when the server cannot be reached, or refuses the connection.
 */
export async function reach(config: ClientConfig, set: TlsSettings = {}): Promise<Reached> {
  const problems: string[] = [];
  const tls = withEnvironment(set, process.env);
  const host = hostOf(config);
  const channels = channelsTo(host, tls, problems);
  if (problems.length > 0) throw unusableTls(problems);
  let last: unknown;
  for (const [place, channel] of channels.entries()) {
    try {
      const opened = await open(config, channel);
      const isInTheClear = channel.kind === "plain" && tls.mode !== "disable" && !isOnThisMachine(host);
      return { ...opened, isInTheClear };
    } catch (error) {
      last = error;
      // `prefer` continues without encryption only if the server has none, or accepts us only without it.
      const goesOn = isWithoutTls(error) || codeOf(error) === REFUSED_BY_RULE;
      if (!goesOn || place === channels.length - 1) break;
    }
  }
  throw await explained(last, config, channels.at(-1));
}

async function open(config: ClientConfig, channel: Channel): Promise<Omit<Reached, "isInTheClear">> {
  const whole = { connectionTimeoutMillis: CONNECT_TIMEOUT_MS, ...config, ssl: channel.ssl };
  const client = new Client(whole);
  // When Postgres ends a session, the program must not crash: the next statement on the session reports the problem.
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return { client, channel, config: whole };
}

/** To an unencrypted attempt, a server says only that no rule admits us. Another attempt shows whether encryption helps. */
async function explained(error: unknown, config: ClientConfig, channel: Channel | undefined): Promise<Error> {
  if (isWithoutTls(error)) return noTls(error);
  if (codeOf(error) === REFUSED_BY_RULE && channel?.kind === "plain") {
    const encrypted = await open(config, { kind: "encrypted", ssl: { rejectUnauthorized: false } }).catch(
      () => undefined,
    );
    await encrypted?.client.end();
    if (encrypted !== undefined) return tlsDemanded(error);
  }
  return certificateProblem(error) ?? connectionError(error);
}

/** pg reports it without a code, only as text. */
function isWithoutTls(error: unknown): boolean {
  return error instanceof Error && /does not support SSL/.test(error.message);
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown } | undefined)?.code;
}

function hostOf({ host, connectionString }: ClientConfig): string {
  if (host) return host;
  if (connectionString && URL.canParse(connectionString)) return new URL(connectionString).hostname;
  return process.env.PGHOST || "localhost";
}
