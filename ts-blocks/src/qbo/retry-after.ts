/** Reads a Retry-After header, seconds or a date, as milliseconds from now. Undefined when it is absent or neither. */
export function parseRetryAfter(header: unknown, nowMs: number): number | undefined {
  if (typeof header !== "string" || header.trim() === "") return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1_000;
  // An HTTP date begins with the day's name; Date.parse alone would take "1.5" for a day in 2001.
  const at = /^[A-Za-z]{3},/.test(header.trim()) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
