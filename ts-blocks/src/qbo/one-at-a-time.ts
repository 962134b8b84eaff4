/** Lets callers through together, until it matters that one asks first and the others hear what came of it. */
export class OneAtATime {
  private last: Promise<void> = Promise.resolve();

  /**
   * Waits for its turn for as long as turns are taken.
   *
   * @returns ends the turn. Call it in any case.
   */
  async turn(areTaken: () => boolean, signal?: AbortSignal): Promise<() => void> {
    if (!areTaken()) return () => undefined;
    const before = this.last;
    let end = (): void => undefined;
    this.last = new Promise((resolve) => {
      end = resolve;
    });
    try {
      await orAborted(before, signal);
    } catch (error) {
      end();
      throw error;
    }
    // What was waited for may be over; then nobody has to wait for this caller either.
    if (!areTaken()) end();
    return end;
  }
}

function orAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    void work.then(() => {
      signal.removeEventListener("abort", abort);
      resolve();
    });
  });
}
