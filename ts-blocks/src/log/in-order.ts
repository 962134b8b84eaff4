/** Holds back what comes too early. Several readers finish days side by side, but a person reads them in order. */
export class InOrder<T> {
  private readonly early = new Map<string, T>();
  private next = 0;

  /** @param order every key that will come, in the order in which the keys are wanted. */
  constructor(private readonly order: readonly string[]) {}

  /** Takes one item, and passes on all items whose turn has come. */
  add(key: string, value: T): T[] {
    this.early.set(key, value);
    const due: T[] = [];
    for (let first = this.order[this.next]; first !== undefined; first = this.order[this.next]) {
      const found = this.early.get(first);
      if (found === undefined) break;
      this.early.delete(first);
      due.push(found);
      this.next++;
    }
    return due;
  }
}
