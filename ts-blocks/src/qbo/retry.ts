export interface RetryPolicy {
  /** First delay's ceiling; doubles each time. */
  readonly baseMs: number;
  readonly ceilingMs: number;
  /** How long one request may go on failing before the run gives up. */
  readonly patienceMs: number;
}

/** A gateway's bad minutes pass; Intuit's outages of an hour and more are for the operator to wait out. */
export const RETRY: RetryPolicy = { baseMs: 1_000, ceilingMs: 60_000, patienceMs: 15 * 60_000 };

/** Intuit asks for a minute's pause after a 429 (limits and throttles page); it sends no Retry-After that anyone has recorded. */
export const THROTTLE_PAUSE_MS = 60_000;

/** Full jitter: callers that failed together do not come back together. */
export function retryDelayMs(
  attempt: number,
  retryAfterMs: number | undefined,
  policy: RetryPolicy,
  random: () => number,
): number {
  // The server's own number wins and gets no jitter: returning earlier than asked prolongs the throttle.
  if (retryAfterMs !== undefined) return retryAfterMs;
  return random() * Math.min(policy.ceilingMs, policy.baseMs * 2 ** (attempt - 1));
}

/** Reads a Retry-After header: seconds, or a date. Undefined when it is absent or neither. */
export function parseRetryAfter(header: unknown, nowMs: number): number | undefined {
  if (typeof header !== "string" || header.trim() === "") return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1_000;
  // An HTTP date begins with the day's name; Date.parse alone would take "1.5" for a day in 2001.
  const at = /^[A-Za-z]{3},/.test(header.trim()) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
