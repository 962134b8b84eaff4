/** Lets callers through side by side, until one caller must ask first and the others must wait for its result. */
export class OneAtATime {
  private last: Promise<void> = Promise.resolve();

  /**
   * Waits for the caller's turn, while `areTaken` says that turns are needed.
   *
   * @returns a function that ends the turn. The caller must call it in every case.
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
    // The reason for taking turns may be over. Then no other caller has to wait for this one.
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
