/** A page is asked for in at most this many pieces. A gateway that times out even on a piece is down, and is waited for. */
export const PIECES_MAX = 8;

/**
 * How many records are asked for at once. The number is halved when the source takes too long. After some quick pages it is
 * doubled again, since the source may only have been down. Each failed doubling doubles the number of quick pages needed.
 */
export class RecordsAtOnce {
  private max = Number.POSITIVE_INFINITY;
  private well = 0;
  private wellUntilMore = PIECES_MAX;
  private isTrial = false;

  allows(records: number): boolean {
    return records <= this.max;
  }

  wereTooMany(records: number): void {
    if (!this.allows(records)) return; // another worker has already halved it
    if (this.isTrial) this.wellUntilMore *= 2;
    this.isTrial = false;
    this.max = Math.ceil(records / 2);
    this.well = 0;
  }

  wentWell(): void {
    if (++this.well < this.wellUntilMore) return;
    this.well = 0;
    this.isTrial = this.max < Number.POSITIVE_INFINITY;
    this.max *= 2;
  }
}
