import type { PoolClient } from "pg";
import type { Clock } from "../../clock";
import { QuotaError } from "../../errors";
import type { Db, Warehouse } from "../database/connection";
import { oneByOne } from "../database/one-by-one";
import { callHindrance } from "./call-hindrance";
import { PAUSE_MS_MAX, PAUSED, TOO_FAR_AHEAD } from "./pause";

/** ms between two tries to get a place. It is short compared with a call, and long compared with a try. */
const LOOK_AGAIN_MS = 50;

/** A limit that the operator changes takes effect after this many calls at the latest. The month's cap takes effect at once. */
const LIMITS_READ_EVERY_CALLS = 50;

/** ms after which a waiting call is reported with its reason. It is reported again after `SAID_AGAIN_AFTER_MS`. */
const SAID_AFTER_MS = 10_000;
const SAID_AGAIN_AFTER_MS = 60_000;

/**
 * These windows are a little longer than QuickBooks' own. Our clock starts when a call leaves and theirs when it arrives, and
 * the time between the two varies.
 */
const RATES = {
  second: "1.2 seconds",
  minute: "61 seconds",
  batch: "61 seconds",
} as const;

/** The rates that limit a call. `batch` limits the batches of a minute. */
type Rate = keyof typeof RATES;

interface Limits {
  readonly atOnce: number;
  /** Most calls in the window of each rate. */
  readonly second: number;
  readonly minute: number;
  readonly batch: number;
}

/** Reports a call that has waited for a long time. */
export interface CallWait {
  readonly seconds: number;
  readonly reason: string;
}

/** What must be known about a call before it starts. */
export interface CallStart {
  readonly kind: string;
  /** How many calls of the month it may cost. */
  readonly monthCalls: number;
}

/**
 * Keeps all calls to one company's QuickBooks within its limits, across workers, pipelines and machines. All of them share the
 * database, so the limits are kept there. A place is a row that names a session: a killed program frees its place because its
 * session ends. A slot of a rate is a row that becomes free with time. The month is a number, raised before each call.
 */
export class CallGate {
  private limits: Limits | undefined;
  private callsUntilRead = 0;
  /** No wait is reported before this time of the monotonic clock. */
  private quietUntilMs = Number.NEGATIVE_INFINITY;

  /** Runs one statement at a time, since several workers use the session at once. */
  private readonly db: Db;

  private constructor(
    private readonly session: PoolClient,
    private readonly clock: Clock,
    private readonly onWait: (wait: CallWait) => void,
  ) {
    this.db = oneByOne(session);
  }

  /** @param onWait is called with the reason when a call has waited for ten seconds, and then every minute. */
  static async open(
    warehouse: Warehouse,
    clock: Clock,
    onWait: (wait: CallWait) => void = () => undefined,
  ): Promise<CallGate> {
    const session = await warehouse.connect();
    // It saves a write to disk for each call. A crash of Postgres itself may lose the calls of its last second: the rates have
    // passed when it runs again, and the month may count that many calls too few.
    await session.query("set synchronous_commit = off");
    return new CallGate(session, clock, onWait);
  }

  /**
   * Waits for a place and for the rates. @returns a function that gives the place back. If the call was refused, it gives back
   * the call's share of the month as well.
   * @throws QuotaError `MONTHLY_CAP` when the operator's cap for the month is reached.
   */
  async enter(call: CallStart, signal?: AbortSignal): Promise<(refused: boolean) => Promise<void>> {
    if (--this.callsUntilRead < 0) await this.readLimits();
    const since = this.clock.monotonic();
    const place = await this.takePlace(since, signal);
    try {
      for (;;) {
        const month = await this.startCall(call);
        if (month !== undefined)
          return (refused) => this.leave(place, refused ? { month, calls: call.monthCalls } : null);
        await this.lookAgain(since, signal);
      }
    } catch (error) {
      await this.leave(place, null);
      throw error;
    }
  }

  /**
   * Stops every caller of this company for `ms`, because the limit is shared.
   *
   * @param ms is cut to a quarter of an hour.
   */
  async pause(ms: number): Promise<void> {
    const pausedMs = Math.min(Math.round(ms), PAUSE_MS_MAX);
    // The caller has already logged this pause.
    this.quietUntilMs = Math.max(this.quietUntilMs, this.clock.monotonic() + pausedMs + SAID_AFTER_MS);
    await this.db.query(
      `update backfill.limits
       set paused_until_utc =
         greatest(case when ${PAUSED} then paused_until_utc end, clock_timestamp() + $1 * interval '1 millisecond')`,
      [pausedMs],
    );
  }

  close(): void {
    // When the session ends, everything that it still holds becomes free.
    this.session.release(true);
  }

  private async takePlace(since: number, signal: AbortSignal | undefined): Promise<number> {
    for (;;) {
      const place = await this.lookForPlace();
      if (place !== undefined) return place;
      await this.lookAgain(since, signal);
    }
  }

  private async lookForPlace(): Promise<number | undefined> {
    const { rows } = await this.db.query<{ place: number }>({
      name: "take-place",
      text: `update backfill.call_place p
             set session = me.pid, session_user_id = me.usesysid, session_started_at_utc = me.backend_start
             from pg_stat_activity me
             where me.pid = pg_backend_pid()
               and p.place = (
                 select place
                 from backfill.call_place
                 where place <= $1
                   and not backfill.is_alive(session, session_user_id, session_started_at_utc)
                 order by place
                 limit 1
                 for update skip locked
               )
             returning p.place`,
      values: [this.limits?.atOnce ?? 1],
    });
    return rows[0]?.place;
  }

  /**
   * Takes a slot of each rate and the call's share of the month. It takes either all of them or none.
   *
   * @returns the month that was charged; undefined if the call may not start yet.
   */
  private async startCall({ kind, monthCalls }: CallStart): Promise<string | undefined> {
    const rates: readonly Rate[] = kind === "batch" ? ["second", "minute", "batch"] : ["second", "minute"];
    const { rows } = await this.db.query<{ month: string | null; monthMax: number | null; spent: boolean }>({
      name: `start-call of ${rates.join(", ")}`,
      text: startCall(rates),
      values: [monthCalls, ...rates.map((rate) => this.limits?.[rate] ?? 1)],
    });
    const { month, monthMax, spent } = rows[0] as { month: string | null; monthMax: number | null; spent: boolean };
    if (month === null && spent) throw monthlyCap(monthMax);
    return month ?? undefined;
  }

  private async leave(
    place: number,
    unspent: { readonly month: string; readonly calls: number } | null,
  ): Promise<void> {
    await this.db.query({
      name: "leave-place",
      text: "update backfill.call_place set session = null where place = $1 and session = pg_backend_pid()",
      values: [place],
    });
    if (unspent === null) return;
    const { month, calls } = unspent;
    await this.db.query("update backfill.call_month set calls = calls - $2 where month_utc = $1", [month, calls]);
  }

  private async lookAgain(since: number, signal: AbortSignal | undefined): Promise<void> {
    await this.clock.sleep(LOOK_AGAIN_MS * (0.5 + this.clock.random()), signal);
    const now = this.clock.monotonic();
    if (now - since < SAID_AFTER_MS || now < this.quietUntilMs) return;
    // If several calls wait for the same reason, the reason is reported once.
    this.quietUntilMs = now + SAID_AGAIN_AFTER_MS;
    const reason = await callHindrance(this.db, this.limits?.atOnce ?? 1);
    this.onWait({ seconds: Math.floor((now - since) / 1_000), reason });
  }

  private async readLimits(): Promise<void> {
    const { rows } = await this.db.query<Limits>(
      `select calls_at_once_max as "atOnce", calls_per_second_max as second, calls_per_minute_max as minute,
              batches_per_minute_max as batch
       from backfill.limits`,
    );
    const limits = rows[0];
    if (limits === undefined) throw new RangeError("backfill.limits has no row");
    const rates = Object.keys(RATES) as Rate[];
    await this.db.query(
      `insert into backfill.call_slot (per, slot)
       select per, slot
       from unnest($1::text[], $2::integer[]) as rate (per, slots)
       -- There are always slots from 1 on without a gap. A program that finds all of them adds none.
       cross join generate_series(
         1 + (select coalesce(max(known.slot), 0) from backfill.call_slot known where known.per = rate.per), rate.slots
       ) as slot
       on conflict do nothing`,
      [rates, rates.map((rate) => limits[rate])],
    );
    await this.db.query(
      "insert into backfill.call_place (place) select generate_series(1, $1::integer) on conflict do nothing",
      [limits.atOnce],
    );
    this.limits = limits;
    this.callsUntilRead = LIMITS_READ_EVERY_CALLS - 1;
  }
}

/** @returns the statement that starts a call. Its values are the call's share of the month, then the slots of each rate. */
function startCall(rates: readonly Rate[]): string {
  const free = rates.map(
    (rate, index) => `${rate} as (
       select slot
       from backfill.call_slot
       where per = '${rate}' and slot <= $${index + 2}
         and (used_at_utc <= clock_timestamp() - interval '${RATES[rate]}' or used_at_utc > ${TOO_FAR_AHEAD})
       -- By number, as the key has them: sorted by time, ten thousand slots took 5 ms of each call.
       order by slot
       limit 1
       for update skip locked
     )`,
  );
  return `with ${free.join(", ")}, month as (
       insert into backfill.call_month as m (month_utc, calls)
       select date_trunc('month', clock_timestamp(), 'UTC')::date, $1
       from ${rates.join(", ")}, backfill.limits
       where not (${PAUSED}) and $1 <= coalesce(limits.calls_per_month_max, $1)
       -- The row is locked before it is compared, so that the last call of a month is taken once.
       on conflict (month_utc) do update
         set calls = m.calls + $1
         where m.calls + $1 <= coalesce((select calls_per_month_max from backfill.limits), m.calls + $1)
       returning month_utc
     ), used as (
       update backfill.call_slot c
       set used_at_utc = clock_timestamp()
       from ${rates.join(", ")}, month
       where (c.per, c.slot) in (${rates.map((rate) => `('${rate}', ${rate}.slot)`).join(", ")})
     )
     select month.month_utc::text as month, limits.calls_per_month_max as "monthMax",
            coalesce(limits.calls_per_month_max < coalesce(spent.calls, 0) + $1, false) as spent
     from backfill.limits
     left join month on true
     left join backfill.call_month spent on spent.month_utc = date_trunc('month', clock_timestamp(), 'UTC')::date`;
}

function monthlyCap(max: number | null): QuotaError {
  return new QuotaError("MONTHLY_CAP", `The ${max} calls allowed for this month have been made.`, {
    remedy:
      "Run again next month, or raise calls_per_month_max in backfill.limits; what was read is kept and the run goes on from there.",
  });
}
