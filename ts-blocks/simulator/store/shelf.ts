import type { Row } from "./row";

/** Where rows come from: a list in memory, or a formula when there are a million of them. */
export interface RowSource {
  readonly size: number;
  rowAt(handle: number): Row;
  idOf(handle: number): string;
  updatedAt(handle: number): number | undefined;
  handleOf(id: string): number | undefined;
}

/** The records of one entity, kept in ascending LastUpdatedTime so that a window is found by binary search. */
export class Shelf {
  /** Parallel: the second of each position, and the handle of the row that stands there. */
  #seconds: Float64Array;
  #handles: Uint32Array;
  #size: number;
  readonly #source: RowSource;
  readonly #changed = new Map<number, Row>();
  readonly #added = new Map<string, number>();
  readonly #removed = new Set<number>();
  #nextHandle: number;

  constructor(source: RowSource) {
    this.#source = source;
    this.#size = source.size;
    this.#nextHandle = source.size;
    const order = sortedBySecond(source);
    this.#handles = order.handles;
    this.#seconds = order.seconds;
  }

  get size(): number {
    return this.#size;
  }

  rowAt(position: number): Row {
    return this.#rowOf(this.handleAt(position));
  }

  handleAt(position: number): number {
    const handle = position < this.#size ? this.#handles[position] : undefined;
    if (handle === undefined) throw new RangeError(`no row at position ${position}`);
    return handle;
  }

  secondAt(position: number): number {
    return this.#seconds[position] ?? Number.NaN;
  }

  idAt(position: number): string {
    const handle = this.handleAt(position);
    return this.#changed.get(handle)?.id ?? this.#source.idOf(handle);
  }

  /** The first position whose second is not before `second`. */
  lowerBound(second: number): number {
    let low = 0;
    let high = this.#size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#seconds[middle] ?? 0) < second) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  find(id: string): Row | undefined {
    const handle = this.#handleOf(id);
    return handle === undefined ? undefined : this.#rowOf(handle);
  }

  put(row: Row): void {
    const known = this.#handleOf(row.id);
    if (known !== undefined) this.#takeOut(known);
    const handle = known ?? this.#nextHandle++;
    this.#changed.set(handle, row);
    if (handle >= this.#source.size) this.#added.set(row.id, handle);
    this.#insert(handle, row.updatedAt ?? Number.NEGATIVE_INFINITY);
  }

  remove(id: string): Row | undefined {
    const handle = this.#handleOf(id);
    if (handle === undefined) return undefined;
    const row = this.#rowOf(handle);
    this.#takeOut(handle);
    this.#removed.add(handle);
    return row;
  }

  #rowOf(handle: number): Row {
    return this.#changed.get(handle) ?? this.#source.rowAt(handle);
  }

  #handleOf(id: string): number | undefined {
    const handle = this.#added.get(id) ?? this.#source.handleOf(id);
    return handle === undefined || this.#removed.has(handle) ? undefined : handle;
  }

  #secondOf(handle: number): number {
    const changed = this.#changed.get(handle);
    const second = changed === undefined ? this.#source.updatedAt(handle) : changed.updatedAt;
    return second ?? Number.NEGATIVE_INFINITY;
  }

  #takeOut(handle: number): void {
    let position = this.lowerBound(this.#secondOf(handle));
    while (position < this.#size && this.#handles[position] !== handle) position++;
    this.#handles.copyWithin(position, position + 1, this.#size);
    this.#seconds.copyWithin(position, position + 1, this.#size);
    this.#size--;
  }

  #insert(handle: number, second: number): void {
    if (this.#size === this.#handles.length) this.#grow();
    const position = this.lowerBound(second + 0.5);
    this.#handles.copyWithin(position + 1, position, this.#size);
    this.#seconds.copyWithin(position + 1, position, this.#size);
    this.#handles[position] = handle;
    this.#seconds[position] = second;
    this.#size++;
  }

  #grow(): void {
    const capacity = Math.max(64, this.#size * 2);
    const handles = new Uint32Array(capacity);
    const seconds = new Float64Array(capacity);
    handles.set(this.#handles);
    seconds.set(this.#seconds);
    this.#handles = handles;
    this.#seconds = seconds;
  }
}

function sortedBySecond(source: RowSource): { handles: Uint32Array; seconds: Float64Array } {
  const handles = Uint32Array.from({ length: source.size }, (_, handle) => handle);
  const bySecond = Float64Array.from(handles, (handle) => source.updatedAt(handle) ?? Number.NEGATIVE_INFINITY);
  handles.sort((a, b) => (bySecond[a] ?? 0) - (bySecond[b] ?? 0) || a - b);
  return { handles, seconds: Float64Array.from(handles, (handle) => bySecond[handle] ?? 0) };
}

export function listSource(rows: readonly Row[]): RowSource {
  const handles = new Map(rows.map((row, handle) => [row.id, handle]));
  const at = (handle: number): Row => {
    const row = rows[handle];
    if (row === undefined) throw new RangeError(`no row ${handle}`);
    return row;
  };
  return {
    size: rows.length,
    rowAt: at,
    idOf: (handle) => at(handle).id,
    updatedAt: (handle) => at(handle).updatedAt,
    handleOf: (id) => handles.get(id),
  };
}

/** A source whose size is known. Its rows are made when the first of them is read. */
export function lazySource(size: number, make: () => RowSource): RowSource {
  let made: RowSource | undefined;
  const source = (): RowSource => {
    made ??= make();
    return made;
  };
  return {
    size,
    rowAt: (handle) => source().rowAt(handle),
    idOf: (handle) => source().idOf(handle),
    updatedAt: (handle) => source().updatedAt(handle),
    handleOf: (id) => source().handleOf(id),
  };
}
