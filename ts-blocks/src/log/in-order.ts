/** Holds back what comes too early: several readers finish days side by side, a person reads them in their order. */
export class InOrder<T> {
  private readonly early = new Map<string, T>();
  private next = 0;

  /** @param order every key that will come, in the order in which they are wanted. */
  constructor(private readonly order: readonly string[]) {}

  /** Takes one in, and gives out all whose turn has come. */
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
