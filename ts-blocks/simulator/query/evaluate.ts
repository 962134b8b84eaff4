import type { Row } from "../store/row";
import type { Shelf } from "../store/shelf";
import type { Query } from "./check";
import { compile, type Reading, read, type Test } from "./condition";
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

const UPDATED = "MetaData.LastUpdatedTime";

/** The positions a query looks at: a run of the shelf, or named ones. */
export interface Candidates {
  readonly from: number;
  readonly to: number;
  readonly picked: readonly number[] | undefined;
}

export function evaluate(shelf: Shelf, query: Query, settings: Settings): Answer {
  const candidates = select(shelf, query, settings);
  const total = candidates.picked?.length ?? candidates.to - candidates.from;
  if (query.select === "count") return { rows: [], total };
  const limit = Math.max(0, query.maxResults + (settings.extraRows ?? 0));
  return { rows: inOrder(shelf, query, candidates, settings.ties).page(query.startPosition - 1, limit), total };
}

function select(shelf: Shelf, query: Query, settings: Settings): Candidates {
  const window = { from: 0, to: shelf.size };
  const tests: Test[] = [];
  for (const condition of query.where) {
    const { property, operator, literals } = condition;
    const narrows = property.path === UPDATED && operator !== "IN" && operator !== "LIKE" && operator !== "!=";
    const [literal] = literals;
    const bound = narrows && literal !== undefined ? read(literal, property, settings) : undefined;
    if (typeof bound !== "number") {
      tests.push(compile(condition, settings));
      continue;
    }
    // Rows hold whole seconds; a bound may lie between two of them.
    const second = bound / 1000;
    const at = shelf.lowerBound(Math.ceil(second));
    const after = shelf.lowerBound(Math.floor(second) + 1);
    if (operator === ">=" || operator === "=") window.from = Math.max(window.from, at);
    if (operator === ">") window.from = Math.max(window.from, after);
    if (operator === "<") window.to = Math.min(window.to, at);
    if (operator === "<=" || operator === "=") window.to = Math.min(window.to, after);
    // A row without MetaData stands first and satisfies no comparison.
    window.from = Math.max(window.from, shelf.lowerBound(Number.MIN_SAFE_INTEGER));
  }
  if (query.entity.hidesInactive && !query.where.some(({ property }) => property.path === "Active")) {
    tests.push((row) => row.active);
  }
  window.to = Math.max(window.from, window.to);
  if (tests.length === 0) return { ...window, picked: undefined };
  const picked: number[] = [];
  for (let position = window.from; position < window.to; position++) {
    const row = shelf.rowAt(position);
    if (tests.every((test) => test(row))) picked.push(position);
  }
  return { ...window, picked };
}
