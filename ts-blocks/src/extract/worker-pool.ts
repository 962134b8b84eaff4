/** Gives the place back; a second call does nothing. */
export type Done = () => void;

interface Waiting {
  readonly rank: number;
  readonly start: () => void;
}

/**
 * The places at which pages are read side by side, for all entities of a load together. An entity that comes earlier in the
 * load gets a place first, even if it asked later: lists are read before the transactions that refer to them.
 */
export class WorkerPool {
  private taken = 0;
  private readonly waiting: Waiting[] = [];

  /** @param places how many workers may read at this moment. The number may fall during the load. */
  constructor(private readonly places: () => number) {}

  /** Waits for a place. @param rank the caller with the smaller rank goes first. */
  async enter(rank: number, signal?: AbortSignal): Promise<Done> {
    signal?.throwIfAborted();
    if (this.taken < this.places()) return this.take();
    return new Promise<Done>((resolve, reject) => {
      const giveUp = () => {
        this.waiting.splice(this.waiting.indexOf(one), 1);
        reject(signal?.reason);
      };
      const one = {
        rank,
        start: () => {
          signal?.removeEventListener("abort", giveUp);
          resolve(this.take());
        },
      };
      this.waiting.push(one);
      signal?.addEventListener("abort", giveUp, { once: true });
    });
  }

  private take(): Done {
    this.taken++;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.taken--;
      this.startNext();
    };
  }

  private startNext(): void {
    if (this.taken >= this.places()) return;
    const first = [...this.waiting].sort((one, other) => one.rank - other.rank)[0];
    if (first === undefined) return;
    this.waiting.splice(this.waiting.indexOf(first), 1);
    first.start();
  }
}
