/** A range of row counts whose days share a colour. */
export interface Level {
  readonly from: number;
  readonly to: number;
  /** Strength of the colour, 1 to 5. */
  readonly strength: number;
}

export const STRENGTH_MAX = 5;

/**
 * At most five levels, each with about the same number of days that have rows. So one day of an import with ten thousand rows
 * does not make every other day look empty.
 */
export function levelsOf(rowsPerDay: readonly number[]): Level[] {
  const sorted = rowsPerDay.filter((rows) => rows > 0).sort((a, b) => a - b);
  if (sorted.length === 0) return [];
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const tops = [...new Set(Array.from({ length: STRENGTH_MAX }, (_, step) => at((step + 1) / STRENGTH_MAX)))];
  return tops.map((to, place) => ({
    from: (tops[place - 1] ?? 0) + 1,
    to,
    strength: Math.round(((place + 1) * STRENGTH_MAX) / tops.length),
  }));
}

/** 0 for a day without rows. */
export function strengthOf(levels: readonly Level[], rows: number): number {
  return rows === 0 ? 0 : (levels.find(({ to }) => rows <= to)?.strength ?? STRENGTH_MAX);
}
