import type { Row } from "../store/row";
import type { Shelf } from "../store/shelf";
import { select } from "./candidates";
import type { Query } from "./check";
import type { Reading } from "./condition";
import { inOrder, type Ties } from "./order";

export interface Settings extends Reading {
  readonly ties: Ties;
  /** Extra rows that an over-full page carries; zero nearly always. */
  readonly extraRows?: number | undefined;
}

export interface Answer {
  readonly rows: readonly Row[];
  /** How many rows satisfy the conditions, on all pages together. */
  readonly total: number;
}

export function evaluate(shelf: Shelf, query: Query, settings: Settings): Answer {
  const candidates = select(shelf, query, settings);
  const total = candidates.picked?.length ?? candidates.to - candidates.from;
  if (query.select === "count") return { rows: [], total };
  const limit = Math.max(0, query.maxResults + (settings.extraRows ?? 0));
  return { rows: inOrder(shelf, query, candidates, settings.ties).page(query.startPosition - 1, limit), total };
}
