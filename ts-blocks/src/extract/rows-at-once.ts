/** Of the longest answer that is taken, what a page is meant to fill: the next records may be longer than the last. */
const SHARE_FILLED = 0.75;
/** One step of learning: pages that are far too long cost a few calls, and a short page does not bring a far too long one. */
const STEP = 4;

/** How many rows the next page is asked for: as many as were asked for by the operator, where records are not too long. */
export class RowsAtOnce {
  private rows: number;

  /** @param bytesMax the longest answer that is taken. */
  constructor(
    private readonly most: number,
    private readonly bytesMax: number,
  ) {
    this.rows = most;
  }

  get now(): number {
    return this.rows;
  }

  /** An answer to `asked` rows was too long. */
  wereTooLong(asked: number): void {
    this.rows = Math.min(this.rows, Math.max(1, Math.floor(asked / STEP)));
  }

  came(rows: number, bytes: number): void {
    if (rows === 0) return;
    const fitting = Math.floor((SHARE_FILLED * this.bytesMax * rows) / bytes);
    this.rows = Math.max(1, Math.min(this.most, fitting, this.rows * STEP));
  }
}
