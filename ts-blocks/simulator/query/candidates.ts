import type { Shelf } from "../store/shelf";
import type { CheckedCondition, Query } from "./check";
import { compile, type Reading, read, type Test } from "./condition";

const UPDATED = "MetaData.LastUpdatedTime";

/** The positions that a query looks at: a range of the shelf, or a list. */
export interface Candidates {
  readonly from: number;
  readonly to: number;
  readonly picked: readonly number[] | undefined;
}

/** The positions of the rows that satisfy the conditions; a window of LastUpdatedTime is found by binary search. */
export function select(shelf: Shelf, query: Query, reading: Reading): Candidates {
  const window = { from: 0, to: shelf.size };
  const tests: Test[] = [];
  for (const condition of query.where) {
    const { property, operator, literals } = condition;
    const narrows = property.path === UPDATED && operator !== "IN" && operator !== "LIKE" && operator !== "!=";
    const [literal] = literals;
    const bound = narrows && literal !== undefined ? read(literal, property, reading) : undefined;
    if (typeof bound !== "number") {
      if (!isOfEveryRow(condition, reading)) tests.push(compile(condition, reading));
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

/** Whether a condition names both values of Active, so that a count of a long list needs no row. */
function isOfEveryRow({ property, operator, literals }: CheckedCondition, reading: Reading): boolean {
  if (property.path !== "Active" || operator !== "IN") return false;
  const wanted = literals.map((literal) => read(literal, property, reading));
  return wanted.includes(true) && wanted.includes(false);
}
