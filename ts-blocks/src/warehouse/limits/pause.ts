/** A run ends when its calls have failed for this long, so no correct pause is longer. */
export const PAUSE_MS_MAX = 15 * 60_000;

/**
 * An instant that this server's clock cannot have written yet. If one is found, the clock was ahead and has been set back.
 * One second is allowed, for a clock that is only adjusted.
 */
export const TOO_FAR_AHEAD = "clock_timestamp() + interval '1 second'";

/** Whether calls are paused now. A pause beyond the maximum does not count: the clock was set back, or a person mistyped. */
export const PAUSED = `backfill.limits.paused_until_utc > clock_timestamp()
           and backfill.limits.paused_until_utc <= clock_timestamp() + interval '${PAUSE_MS_MAX + 1_000} milliseconds'`;
