const ENGLISH = new Intl.NumberFormat("en-US");

/** `1,204`: grouped in the English way on every machine, since the log is in English. */
export function grouped(count: number): string {
  return ENGLISH.format(count);
}

/** `1 page`, `3 pages`. */
export function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : nouns}`;
}

/** `0.8 s`. */
export function seconds(durationMs: number): string {
  return `${(durationMs / 1_000).toFixed(1)} s`;
}
