import { listSource, type RowSource, Shelf } from "./shelf";

/** A deletion that change data capture still reports, and the last state of the record. */
export interface Tombstone {
  readonly id: string;
  readonly deletedAt: number;
  readonly raw: string;
}

/** All records of one company, with one shelf for each entity. A shelf is set up when it is first used. */
export class Store {
  readonly #sources: Readonly<Record<string, RowSource>>;
  readonly #shelves = new Map<string, Shelf>();
  readonly #tombstones = new Map<string, Tombstone[]>();

  constructor(sources: Readonly<Record<string, RowSource>>) {
    this.#sources = sources;
  }

  shelf(entity: string): Shelf {
    let shelf = this.#shelves.get(entity);
    if (shelf === undefined) {
      shelf = new Shelf(this.#sources[entity] ?? listSource([]));
      this.#shelves.set(entity, shelf);
    }
    return shelf;
  }

  /** The number of records. Does not set up a shelf. */
  size(entity: string): number {
    return this.#shelves.get(entity)?.size ?? this.#sources[entity]?.size ?? 0;
  }

  entities(): string[] {
    return [...new Set([...Object.keys(this.#sources), ...this.#shelves.keys()])];
  }

  /** Removes the records of an entity and its deletions. */
  clear(entity: string): void {
    this.#shelves.set(entity, new Shelf(listSource([])));
    this.#tombstones.delete(entity);
  }

  bury(entity: string, tombstone: Tombstone): void {
    this.#tombstones.set(entity, [...(this.#tombstones.get(entity) ?? []), tombstone]);
  }

  /** Removes a deletion. Undefined when there was none. */
  unbury(entity: string, id: string): Tombstone | undefined {
    const graves = this.#tombstones.get(entity) ?? [];
    const found = graves.findLast((grave) => grave.id === id);
    if (found !== undefined)
      this.#tombstones.set(
        entity,
        graves.filter((grave) => grave !== found),
      );
    return found;
  }

  tombstones(entity: string): readonly Tombstone[] {
    return this.#tombstones.get(entity) ?? [];
  }
}
