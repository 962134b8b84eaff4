import type { Client } from "pg";

const LOOK_EVERY_MS = 5_000;
const SAID_AFTER_S = 10;
const SAID_AGAIN_AFTER_S = 60;

export interface LockWait {
  readonly seconds: number;
  /** The session that holds the lock: program, user, address, session. */
  readonly holder: string;
}

interface Waiting {
  readonly pid: number;
  readonly seconds: number;
  readonly holder: string;
}

/**
 * Checks, with a session of its own, whether one of our sessions waits for a lock of another program: a table that an analyst
 * has locked, or a row that an open transaction has changed. Postgres itself reports nothing while a statement waits.
 */
export class LockWatch {
  private readonly sessions = new Set<number>();
  private readonly saidAt = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;
  private client: Promise<Client> | undefined;
  private looking = false;

  constructor(
    private readonly connect: () => Promise<Client>,
    private readonly onWait: (wait: LockWait) => void,
  ) {
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  add(session: number): void {
    this.sessions.add(session);
  }

  end(): void {
    clearInterval(this.timer);
    void this.client?.then((client) => client.end()).catch(() => undefined);
  }

  /** A check that fails is ignored: the waiting statement itself will report the problem. */
  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      this.client ??= this.connect();
      const client = await this.client;
      for (const wait of await waitsOf(client, [...this.sessions])) this.tell(wait);
    } catch {
      this.client = undefined;
    } finally {
      this.looking = false;
    }
  }

  private tell({ pid, seconds, holder }: Waiting): void {
    const key = `${pid} ${holder}`;
    const saidAt = this.saidAt.get(key);
    const isSameWait = saidAt !== undefined && seconds >= saidAt;
    if (isSameWait && seconds - saidAt < SAID_AGAIN_AFTER_S) return;
    this.saidAt.set(key, seconds);
    this.onWait({ seconds, holder });
  }
}

async function waitsOf(client: Client, sessions: readonly number[]): Promise<Waiting[]> {
  const { rows } = await client.query<Waiting>(
    `select l.pid, floor(extract(epoch from clock_timestamp() - l.waitstart))::integer as seconds,
            format('%s (user %s) from %s, session %s',
                   coalesce(nullif(holder.application_name, ''), 'a program without a name'), holder.usename,
                   coalesce(host(holder.client_addr), 'an address that is not shown'), holder.pid) as holder
     from pg_locks l
     cross join lateral (select unnest(pg_blocking_pids(l.pid)) as pid limit 1) blocking
     join pg_stat_activity holder on holder.pid = blocking.pid
     where l.pid = any ($1) and not l.granted
       and l.waitstart < clock_timestamp() - interval '${SAID_AFTER_S} seconds'
       and not holder.pid = any ($1)`,
    [sessions],
  );
  return rows;
}
