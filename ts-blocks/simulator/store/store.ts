import { listSource, type RowSource, Shelf } from "./shelf";

/** A deletion that change data capture still remembers. */
export interface Tombstone {
  readonly id: string;
  readonly deletedAt: number;
}

/** All records of one company, a shelf an entity. */
export class Store {
  readonly #shelves = new Map<string, Shelf>();
  readonly #tombstones = new Map<string, Tombstone[]>();

  constructor(sources: Readonly<Record<string, RowSource>>) {
    for (const [entity, source] of Object.entries(sources)) this.#shelves.set(entity, new Shelf(source));
  }

  shelf(entity: string): Shelf {
    let shelf = this.#shelves.get(entity);
    if (shelf === undefined) {
      shelf = new Shelf(listSource([]));
      this.#shelves.set(entity, shelf);
    }
    return shelf;
  }

  entities(): string[] {
    return [...this.#shelves.keys()];
  }

  /** Forgets the records of an entity and its deletions. */
  clear(entity: string): void {
    this.#shelves.delete(entity);
    this.#tombstones.delete(entity);
  }

  bury(entity: string, id: string, deletedAt: number): void {
    const graves = this.#tombstones.get(entity) ?? [];
    graves.push({ id, deletedAt });
    this.#tombstones.set(entity, graves);
  }

  tombstones(entity: string): readonly Tombstone[] {
    return this.#tombstones.get(entity) ?? [];
  }
}
