import type { Db } from "../database/connection";
import { PAUSED } from "./pause";

interface Hindrance {
  /** UTC, in hours, minutes and seconds; null if the calls are not paused. */
  readonly paused: string | null;
  readonly taken: number;
  readonly holders: string | null;
}

/** @returns a text for a person: what keeps a call from starting at this moment. */
export async function callHindrance(session: Db, atOnce: number): Promise<string> {
  const { rows } = await session.query<Hindrance>(
    `select case when ${PAUSED}
              then to_char(backfill.limits.paused_until_utc at time zone 'UTC', 'HH24:MI:SS') end as paused,
            held.*
     from backfill.limits, (
       select count(*)::integer as taken,
              string_agg(distinct format('%s (user %s, session %s)', a.application_name, a.usename, a.pid), ', ') as holders
       from backfill.call_place p
       join pg_stat_activity a on a.pid = p.session
       where p.place <= $1
         and backfill.is_alive(p.session, p.session_user_id, p.session_started_at_utc)
     ) held`,
    [atOnce],
  );
  const { paused, taken, holders } = rows[0] ?? { paused: null, taken: 0, holders: null };
  if (paused !== null) return `QuickBooks asked for a pause, until ${paused} UTC`;
  if (taken >= atOnce) return `all ${atOnce} at once are under way, by ${holders}`;
  return "the limit of calls in a time (backfill.limits)";
}
