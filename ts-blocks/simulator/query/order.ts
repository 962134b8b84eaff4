import type { Property } from "../entities";
import { mix } from "../random";
import { type Row, valueAt } from "../store/row";
import type { Shelf } from "../store/shelf";
import type { Candidates } from "./candidates";
import type { Query } from "./check";
import { propertyValue } from "./condition";

/** Rows with equal keys: always in the same order, or shuffled for each request, because nothing promises an order. */
export type Ties = { readonly kind: "stable" } | { readonly kind: "shuffled"; readonly seed: number };

/** How the rows of one second are ordered. */
interface Within {
  readonly rank: (position: number) => Key;
  readonly descending: boolean;
}

export interface Ordered {
  page(offset: number, limit: number): Row[];
}

const ID_DIGITS_MAX = 19;
const UPDATED = "MetaData.LastUpdatedTime";
type Key = string | number | boolean | undefined;

export function inOrder(shelf: Shelf, query: Query, candidates: Candidates, ties: Ties): Ordered {
  const [first, second, ...more] = terms(query);
  const secondIsId = second?.property.type === "id";
  if (first?.property.path === UPDATED && (second === undefined || secondIsId) && more.length === 0) {
    const within = secondIsId ? idOrder(shelf, second.descending) : tieOrder(shelf, ties);
    return byLastUpdate(shelf, candidates, first.descending, within);
  }
  return byKeys(shelf, query, candidates, ties);
}

function terms(query: Query): Query["orderBy"] {
  if (query.orderBy.length > 0) return query.orderBy;
  const { path, descending } = query.entity.defaultOrder;
  const property = query.entity.properties.get(path.toLowerCase());
  return property === undefined ? [] : [{ property, descending }];
}

/** The shelf already has this order, so only the page and the seconds at its edges are read. */
function byLastUpdate(
  shelf: Shelf,
  { from, to, picked }: Candidates,
  descending: boolean,
  within: Within | undefined,
): Ordered {
  const size = picked?.length ?? to - from;
  const positionAt = (index: number): number => {
    const ascending = descending ? size - 1 - index : index;
    return picked === undefined ? from + ascending : (picked[ascending] ?? 0);
  };
  const secondAt = (index: number): number => shelf.secondAt(positionAt(index));
  return {
    page(offset, limit) {
      const start = Math.min(offset, size);
      const end = Math.min(offset + limit, size);
      if (start >= end) return [];
      let left = start;
      while (left > 0 && secondAt(left - 1) === secondAt(start)) left--;
      let right = end;
      while (right < size && secondAt(right) === secondAt(end - 1)) right++;
      const positions = Array.from({ length: right - left }, (_, step) => positionAt(left + step));
      if (within !== undefined) sortSeconds(shelf, positions, within);
      return positions.slice(start - left, end - left).map((position) => shelf.rowAt(position));
    },
  };
}

function tieOrder(shelf: Shelf, ties: Ties): Within | undefined {
  if (ties.kind === "stable") return undefined;
  return { rank: (position) => mix(ties.seed ^ shelf.handleAt(position)), descending: false };
}

function idOrder(shelf: Shelf, descending: boolean): Within {
  return { rank: (position) => idKey(shelf.idAt(position)), descending };
}

function sortSeconds(shelf: Shelf, positions: number[], { rank, descending }: Within): void {
  for (let from = 0; from < positions.length; ) {
    const second = shelf.secondAt(positions[from] ?? 0);
    let to = from + 1;
    while (to < positions.length && shelf.secondAt(positions[to] ?? 0) === second) to++;
    if (to - from > 1) {
      const tied = positions.slice(from, to).map((position) => ({ position, key: rank(position) }));
      tied.sort((a, b) => (descending ? compareKeys(b.key, a.key) : compareKeys(a.key, b.key)));
      positions.splice(from, to - from, ...tied.map(({ position }) => position));
    }
    from = to;
  }
}

function byKeys(shelf: Shelf, query: Query, { from, to, picked }: Candidates, ties: Ties): Ordered {
  const order = terms(query);
  const positions = picked ?? Array.from({ length: to - from }, (_, step) => from + step);
  const entries = positions.map((position) => {
    const row = shelf.rowAt(position);
    const handle = shelf.handleAt(position);
    const tie = ties.kind === "shuffled" ? mix(ties.seed ^ handle) : handle;
    return { row, tie, keys: order.map(({ property }) => sortKey(row, property)) };
  });
  entries.sort((a, b) => {
    for (const [index, { descending }] of order.entries()) {
      const by = compareKeys(a.keys[index], b.keys[index]);
      if (by !== 0) return descending ? -by : by;
    }
    return a.tie - b.tie;
  });
  return { page: (offset, limit) => entries.slice(offset, offset + limit).map(({ row }) => row) };
}

/** Names sort byte by byte (`PG&E` before `Pam Seitz`), and a job comes after its parent. */
function sortKey(row: Row, property: Property): Key {
  if (property.type === "id") return idKey(row.id);
  if (property.type !== "text") return propertyValue(row, property);
  const text = valueAt(row, property.path);
  if (typeof text !== "string") return undefined;
  return property.path === "FullyQualifiedName" ? text.replaceAll(":", "\u0001") : text;
}

/** Ids are numbers of up to 19 digits, too long for a JavaScript number. */
function idKey(id: string): string {
  return id.padStart(ID_DIGITS_MAX, "0");
}

function compareKeys(a: Key, b: Key): number {
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  return a < b ? -1 : 1;
}
