import type { Row } from "../store/row";
import type { RowSource } from "../store/shelf";
import type { IdScheme } from "./ids";
import { flat } from "./text";

export interface Formula {
  readonly size: number;
  readonly ids: IdScheme;
  /** Whether texts are written once, at the start, and kept: then a page costs its caller no time to compose. */
  readonly keep: boolean;
  createdAt(handle: number): number;
  updatedAt(handle: number): number;
  active(handle: number): boolean;
  text(handle: number): string;
}

/** Rows that are computed when they are asked for, so that a million of them cost no memory; or kept, when they are few. */
export function formulaSource(formula: Formula): RowSource {
  const write = (handle: number): Row => ({
    id: formula.ids.idOf(handle),
    raw: formula.text(handle),
    createdAt: formula.createdAt(handle),
    updatedAt: formula.updatedAt(handle),
    active: formula.active(handle),
  });
  const keep = (row: Row): Row => ({ ...row, raw: flat(row.raw) });
  const kept = formula.keep ? Array.from({ length: formula.size }, (_, handle) => keep(write(handle))) : undefined;
  return {
    size: formula.size,
    updatedAt: formula.updatedAt,
    idOf: formula.ids.idOf,
    handleOf: formula.ids.handleOf,
    rowAt: (handle) => kept?.[handle] ?? write(handle),
  };
}
