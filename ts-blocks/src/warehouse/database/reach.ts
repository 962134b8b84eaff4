import { Client, type ClientConfig } from "pg";
import { certificateProblem, connectionError, noTls, tlsDemanded, unusableTls } from "./connection-errors";
import { type Channel, channelsTo, isOnThisMachine, type TlsSettings, withEnvironment } from "./tls";

export const CONNECT_TIMEOUT_MS = 10_000;
const REFUSED_BY_RULE = "28000";

/** A session that is open, and how it was reached. */
export interface Reached {
  readonly client: Client;
  readonly channel: Channel;
  /** What further sessions are opened with. */
  readonly config: ClientConfig;
  /** Not encrypted, on the way to another machine, and nobody has said that this is as it should be. */
  readonly isInTheClear: boolean;
}

/**
 * Opens a session, encrypted as the settings say.
 *
 * @param config as pg takes it; what is not given comes from the standard PG… variables.
 * @param set what the operator set; what is not given comes from PGSSLMODE, PGSSLROOTCERT, PGSSLCERT and PGSSLKEY.
 * @throws ConfigError or TransientError when the server cannot be reached, or lets nobody in.
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
      // `prefer` goes on without encryption only where the server has none, or lets us in without it only.
      const goesOn = isWithoutTls(error) || codeOf(error) === REFUSED_BY_RULE;
      if (!goesOn || place === channels.length - 1) break;
    }
  }
  throw await explained(last, config, channels.at(-1));
}

async function open(config: ClientConfig, channel: Channel): Promise<Omit<Reached, "isInTheClear">> {
  const whole = { connectionTimeoutMillis: CONNECT_TIMEOUT_MS, ...config, ssl: channel.ssl };
  const client = new Client(whole);
  // A session that Postgres ended is not a crash: the next statement on it says what is wrong.
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return { client, channel, config: whole };
}

/** A server that is asked without encryption says only that no rule lets us in. Whether one does with it is tried. */
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

/** pg says it only in words. */
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
