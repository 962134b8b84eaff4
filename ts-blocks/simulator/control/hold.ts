/** Holds query answers back until a test releases them, so that the test can act in the middle of a run. */
export class Gate {
  #waiting: (() => void)[] = [];
  #held = false;

  get held(): boolean {
    return this.#held;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  set(held: boolean): void {
    this.#held = held;
    if (held) return;
    for (const release of this.#waiting.splice(0)) release();
  }

  async pass(): Promise<void> {
    if (this.#held) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
