import type { PoolClient } from "pg";
import type { Clock } from "../../clock";
import { QuotaError } from "../../errors";
import type { Warehouse } from "../database/connection";

/** First key of the advisory locks that stand for calls under way; the second is the place, 1 to the limit. */
const CALLS_AT_ONCE_CLASS = 727;

/** Between two looks for a free place. Short beside a call, long beside a look. */
const LOOK_AGAIN_MS = 50;

/** A limit that the operator changes is seen after this many calls at the latest; the month's cap at once. */
const LIMITS_READ_EVERY_CALLS = 50;

/**
 * Windows a little longer than those that QuickBooks counts in: our clock starts when a call leaves, its clock when the
 * call arrives, and the way there is not always equally long.
 */
const SECOND = "1.2 seconds";
const MINUTE = "61 seconds";

interface Limits {
  readonly atOnce: number;
  readonly perSecond: number;
  readonly perMinute: number;
}

/**
 * Holds everything that asks one company's QuickBooks within its limits, across workers, pipelines and machines: the
 * database they share is where they meet. Places are advisory locks of one session, so that a killed program frees its
 * own by dying; the rates are rows that time alone frees; the month is a number that each call raises before it is made.
 */
export class CallGate {
  private readonly taken = new Set<number>();
  private limits: Limits | undefined;
  private callsUntilRead = 0;
  private looking: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly session: PoolClient,
    private readonly clock: Clock,
  ) {}

  static async open(warehouse: Warehouse, clock: Clock): Promise<CallGate> {
    const session = await warehouse.connect();
    // What a crash of Postgres may take with it are the calls of its last moments, and it is longer down than those count.
    await session.query("set synchronous_commit = off");
    return new CallGate(session, clock);
  }

  /**
   * Waits for a place and for both rates. @returns what gives the place back, and the call too if it was refused.
   * @throws QuotaError `MONTHLY_CAP` when the operator's cap for the month is reached.
   */
  async enter(signal?: AbortSignal): Promise<(refused: boolean) => Promise<void>> {
    if (--this.callsUntilRead < 0) await this.readLimits();
    const place = await this.takePlace(signal);
    try {
      for (;;) {
        const month = await this.startCall();
        if (month !== undefined) return (refused) => this.leave(place, refused ? month : null);
        await this.lookAgain(signal);
      }
    } catch (error) {
      await this.leave(place, null);
      throw error;
    }
  }

  /** Nobody calls for so long: QuickBooks said that a limit is reached, and it means all of us. */
  async pause(ms: number): Promise<void> {
    await this.session.query(
      `update backfill.limits
       set paused_until_utc = greatest(paused_until_utc, clock_timestamp() + $1 * interval '1 millisecond')`,
      [Math.round(ms)],
    );
  }

  close(): void {
    // Ending the session gives back whatever it still holds.
    this.session.release(true);
  }

  private async takePlace(signal: AbortSignal | undefined): Promise<number> {
    for (;;) {
      const place = await this.lookForPlace();
      if (place !== undefined) return place;
      await this.lookAgain(signal);
    }
  }

  /**
   * A session may take a lock that it already holds, so our own places are left out by number; one look at a time, since
   * the place that an earlier look is about to bring is not known yet.
   */
  private lookForPlace(): Promise<number | undefined> {
    const look = this.looking.then(async () => {
      const { rows } = await this.session.query<{ place: number }>(
        `select place
         from generate_series(1, $1::integer) as place
         where place <> all ($2::integer[]) and pg_try_advisory_lock($3, place)
         limit 1`,
        [this.limits?.atOnce ?? 1, [...this.taken], CALLS_AT_ONCE_CLASS],
      );
      const place = rows[0]?.place;
      if (place !== undefined) this.taken.add(place);
      return place;
    });
    this.looking = look.catch(() => undefined);
    return look;
  }

  /**
   * Takes a row of each rate and one call of the month, or nothing of all.
   *
   * @returns the month that the call was taken from; undefined when it may not start yet.
   */
  private async startCall(): Promise<string | undefined> {
    const { rows } = await this.session.query<{ month: string | null; monthMax: number | null; spent: boolean }>({
      name: "start-call",
      text: `with second as (
         select slot
         from backfill.call_slot
         where per = 'second' and slot <= $1 and used_at_utc <= clock_timestamp() - interval '${SECOND}'
         order by used_at_utc
         limit 1
         for update skip locked
       ), minute as (
         select slot
         from backfill.call_slot
         where per = 'minute' and slot <= $2 and used_at_utc <= clock_timestamp() - interval '${MINUTE}'
         order by used_at_utc
         limit 1
         for update skip locked
       ), month as (
         insert into backfill.call_month as m (month_utc, calls)
         select date_trunc('month', clock_timestamp(), 'UTC')::date, 1
         from second, minute, backfill.limits
         where limits.paused_until_utc <= clock_timestamp()
         -- The row is locked before it is compared, so that the last call of a month is taken once.
         on conflict (month_utc) do update
           set calls = m.calls + 1
           where m.calls < coalesce((select calls_per_month_max from backfill.limits), m.calls + 1)
         returning month_utc
       ), used as (
         update backfill.call_slot c
         set used_at_utc = clock_timestamp()
         from second, minute, month
         where (c.per, c.slot) in (('second', second.slot), ('minute', minute.slot))
       )
       select month.month_utc::text as month, limits.calls_per_month_max as "monthMax",
              coalesce(limits.calls_per_month_max <= spent.calls, false) as spent
       from backfill.limits
       left join month on true
       left join backfill.call_month spent on spent.month_utc = date_trunc('month', clock_timestamp(), 'UTC')::date`,
      values: [this.limits?.perSecond ?? 1, this.limits?.perMinute ?? 1],
    });
    const { month, monthMax, spent } = rows[0] as { month: string | null; monthMax: number | null; spent: boolean };
    if (month === null && spent) throw monthlyCap(monthMax);
    return month ?? undefined;
  }

  private async leave(place: number, callOf: string | null): Promise<void> {
    await this.session.query("select pg_advisory_unlock($1, $2)", [CALLS_AT_ONCE_CLASS, place]);
    this.taken.delete(place);
    if (callOf === null) return;
    await this.session.query("update backfill.call_month set calls = calls - 1 where month_utc = $1", [callOf]);
  }

  private lookAgain(signal: AbortSignal | undefined): Promise<void> {
    return this.clock.sleep(LOOK_AGAIN_MS * (0.5 + this.clock.random()), signal);
  }

  private async readLimits(): Promise<void> {
    const { rows } = await this.session.query<Limits>(
      `select calls_at_once_max as "atOnce", calls_per_second_max as "perSecond", calls_per_minute_max as "perMinute"
       from backfill.limits`,
    );
    const limits = rows[0];
    if (limits === undefined) throw new RangeError("backfill.limits has no row");
    await this.session.query(
      `insert into backfill.call_slot (per, slot)
       select 'second', slot from generate_series(1, $1::integer) as slot
       union all
       select 'minute', slot from generate_series(1, $2::integer) as slot
       on conflict do nothing`,
      [limits.perSecond, limits.perMinute],
    );
    this.limits = limits;
    this.callsUntilRead = LIMITS_READ_EVERY_CALLS - 1;
  }
}

function monthlyCap(max: number | null): QuotaError {
  return new QuotaError("MONTHLY_CAP", `The ${max} calls allowed for this month have been made.`, {
    remedy:
      "Run again next month, or raise calls_per_month_max in backfill.limits; what was read is kept and the run goes on from there.",
  });
}
