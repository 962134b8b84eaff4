import { DAY_MS, millisOf, type UtcInstant } from "../job/instants";
import { diesAt, type TokenTimes, WARN_BEFORE_MS } from "../job/token-times";
import { dayOf } from "../job/windows";
import type { Log } from "./log";
import { counted } from "./words";

/** Logs when the refresh token was issued and when it expires. In the last two weeks the line is a warning. */
export function logTokenTimes(log: Log, times: TokenTimes, nowMs: number): void {
  const fields = {
    token_issued_at_utc: times.issuedAt,
    token_rotated_at_utc: times.rotatedAt,
    token_idle_ends_at_utc: times.idleEndsAt,
    token_grant_ends_at_utc: times.grantEndsAt,
  };
  const end = diesAt(times);
  if (end !== null && millisOf(end) - nowMs < WARN_BEFORE_MS) {
    const days = Math.max(0, Math.floor((millisOf(end) - nowMs) / DAY_MS));
    log.log("warning", `qb.token dies in ${counted(days, "day")}, on ${dayOf(end)}: npm run connect`, fields);
    return;
  }
  const ends = [
    ...ending("if idle", times.idleEndsAt),
    ...ending("in any case", times.grantEndsAt), // five years from the consent
  ];
  const dies = ends.length === 0 ? "its end is not known" : `dies ${ends.join(", ")}`;
  log.log("info", `qb.token issued ${shown(times.issuedAt)}; ${dies}`, fields);
}

function ending(how: string, end: UtcInstant | null): string[] {
  return end === null ? [] : [`${dayOf(end)} ${how}`];
}

function shown(instant: UtcInstant | null): string {
  return instant === null ? "some time ago" : dayOf(instant);
}
