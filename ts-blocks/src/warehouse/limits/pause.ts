/** No call fails for longer than this before its run ends, so no honest pause is longer. */
export const PAUSE_MS_MAX = 15 * 60_000;

/**
 * A moment that nobody can have written yet by this server's clock: the clock was ahead and has been set back. A second is
 * left for a clock that is only adjusted.
 */
export const TOO_FAR_AHEAD = "clock_timestamp() + interval '1 second'";

/** Whether calls are paused now. A pause beyond its maximum is void: the clock was set back since, or a person erred. */
export const PAUSED = `backfill.limits.paused_until_utc > clock_timestamp()
           and backfill.limits.paused_until_utc <= clock_timestamp() + interval '${PAUSE_MS_MAX + 1_000} milliseconds'`;
