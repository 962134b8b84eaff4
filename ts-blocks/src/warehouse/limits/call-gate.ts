import type { PoolClient } from "pg";
import type { Clock } from "../../clock";
import { QuotaError } from "../../errors";
import type { Db, Warehouse } from "../database/connection";
import { oneByOne } from "../database/one-by-one";
import { callHindrance } from "./call-hindrance";
import { PAUSE_MS_MAX, PAUSED, TOO_FAR_AHEAD } from "./pause";

/** Between two looks for a free place. Short beside a call, long beside a look. */
const LOOK_AGAIN_MS = 50;

/** A limit that the operator changes is seen after this many calls at the latest; the month's cap at once. */
const LIMITS_READ_EVERY_CALLS = 50;

/** After this time, a person hears what is waited for; and again after a minute. */
const SAID_AFTER_MS = 10_000;
const SAID_AGAIN_AFTER_MS = 60_000;

/**
 * Windows a little longer than those that QuickBooks counts in: our clock starts when a call leaves, its clock when the
 * call arrives, and the way there is not always equally long.
 */
const RATES = {
  second: "1.2 seconds",
  minute: "61 seconds",
  batch: "61 seconds",
} as const;

/** What a call takes a slot of; `batch` stands for the batches of a minute. */
type Rate = keyof typeof RATES;

interface Limits {
  readonly atOnce: number;
  /** Calls of each rate's time. */
  readonly second: number;
  readonly minute: number;
  readonly batch: number;
}

/** A call that has waited for long. */
export interface CallWait {
  readonly seconds: number;
  readonly reason: string;
}

/** What has to be known of a call before it starts. */
export interface CallStart {
  readonly kind: string;
  /** What it may cost of the month. */
  readonly monthCalls: number;
}

/**
 * Holds everything that asks one company's QuickBooks within its limits, across workers, pipelines and machines: the
 * database they share is where they meet. Places are rows that name a session, so that a killed program frees its own by
 * dying; the rates are rows that time alone frees; the month is a number that each call raises before it is made.
 */
export class CallGate {
  private limits: Limits | undefined;
  private callsUntilRead = 0;
  /** On the clock that nobody sets: a wait is not said before then. */
  private quietUntilMs = Number.NEGATIVE_INFINITY;

  /** Workers ask at once. */
  private readonly db: Db;

  private constructor(
    private readonly session: PoolClient,
    private readonly clock: Clock,
    private readonly onWait: (wait: CallWait) => void,
  ) {
    this.db = oneByOne(session);
  }

  /** @param onWait hears what a call has waited for, after ten seconds and then every minute. */
  static async open(
    warehouse: Warehouse,
    clock: Clock,
    onWait: (wait: CallWait) => void = () => undefined,
  ): Promise<CallGate> {
    const session = await warehouse.connect();
    // A crash of Postgres may lose the calls of its last second. They no longer count when Postgres is up again.
    await session.query("set synchronous_commit = off");
    return new CallGate(session, clock, onWait);
  }

  /**
   * Waits for a place and for both rates. @returns what gives the place back, and the call too if it was refused.
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
   * @param ms no more than a quarter of an hour counts.
   */
  async pause(ms: number): Promise<void> {
    const pausedMs = Math.min(Math.round(ms), PAUSE_MS_MAX);
    // The caller has said this pause itself.
    this.quietUntilMs = Math.max(this.quietUntilMs, this.clock.monotonic() + pausedMs + SAID_AFTER_MS);
    await this.db.query(
      `update backfill.limits
       set paused_until_utc =
         greatest(case when ${PAUSED} then paused_until_utc end, clock_timestamp() + $1 * interval '1 millisecond')`,
      [pausedMs],
    );
  }

  close(): void {
    // Ending the session gives back whatever it still holds.
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
             set session = me.pid, session_user_name = me.usename, session_started_at_utc = me.backend_start
             from pg_stat_activity me
             where me.pid = pg_backend_pid()
               and p.place = (
                 select place
                 from backfill.call_place
                 where place <= $1
                   and not backfill.is_alive(session, session_user_name, session_started_at_utc)
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
   * Takes a slot of each rate and the call's share of the month, or nothing of all.
   *
   * @returns the month that the call was taken from; undefined when it may not start yet.
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
    // Several calls wait for the same thing: it is said once.
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
       cross join generate_series(1, rate.slots) as slot
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

/** @returns the statement that starts a call; its values are the call's share of the month, then the slots of each rate. */
function startCall(rates: readonly Rate[]): string {
  const free = rates.map(
    (rate, index) => `${rate} as (
       select slot
       from backfill.call_slot
       where per = '${rate}' and slot <= $${index + 2}
         and (used_at_utc <= clock_timestamp() - interval '${RATES[rate]}' or used_at_utc > ${TOO_FAR_AHEAD})
       order by used_at_utc
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
