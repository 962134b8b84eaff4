/** Part of the longest allowed answer that a page is meant to fill. The next records may be longer than the last ones. */
const SHARE_FILLED = 0.75;
/** Factor by which one answer may change the number of rows. It is small, so that a short page is not followed by a huge one. */
const STEP = 4;

/** How many rows to ask the next page for: the operator's number, or fewer where the records are long. */
export class RowsAtOnce {
  private rows: number;

  /** @param bytesMax the longest allowed answer. */
  constructor(
    private readonly most: number,
    private readonly bytesMax: number,
  ) {
    this.rows = most;
  }

  get now(): number {
    return this.rows;
  }

  /** Call it when the answer to `asked` rows was too long. */
  wereTooLong(asked: number): void {
    this.rows = Math.min(this.rows, Math.max(1, Math.floor(asked / STEP)));
  }

  came(rows: number, bytes: number): void {
    if (rows === 0) return;
    const fitting = Math.floor((SHARE_FILLED * this.bytesMax * rows) / bytes);
    this.rows = Math.max(1, Math.min(this.most, fitting, this.rows * STEP));
  }
}
