import type { Row } from "../store/row";
import type { RowSource } from "../store/shelf";
import type { IdScheme } from "./ids";

export interface Formula {
  readonly size: number;
  readonly ids: IdScheme;
  /** Whether texts, once written, are kept. */
  readonly keep: boolean;
  createdAt(handle: number): number;
  updatedAt(handle: number): number;
  active(handle: number): boolean;
  text(handle: number): string;
}

/** Rows that are computed when they are asked for, so that a million of them cost no memory. */
export function formulaSource(formula: Formula): RowSource {
  const kept = new Map<number, Row>();
  return {
    size: formula.size,
    updatedAt: formula.updatedAt,
    handleOf: formula.ids.handleOf,
    rowAt(handle) {
      const known = kept.get(handle);
      if (known !== undefined) return known;
      const row = {
        id: formula.ids.idOf(handle),
        raw: formula.text(handle),
        createdAt: formula.createdAt(handle),
        updatedAt: formula.updatedAt(handle),
        active: formula.active(handle),
      };
      if (formula.keep) kept.set(handle, row);
      return row;
    },
  };
}
