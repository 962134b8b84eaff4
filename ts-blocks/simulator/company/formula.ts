import type { Row } from "../store/row";
import type { RowSource } from "../store/shelf";
import type { IdScheme } from "./ids";
import { flat } from "./text";

/**
 * When the texts of rows are written and kept: all at the start, so that no page waits for them; at the first read; or
 * never, because there are a million rows.
 */
export type Keep = "from-the-start" | "once-read" | "never";

export interface Formula {
  readonly size: number;
  readonly ids: IdScheme;
  readonly keep: Keep;
  createdAt(handle: number): number;
  updatedAt(handle: number): number;
  active(handle: number): boolean;
  text(handle: number): string;
}

/** Rows that are computed on request. */
export function formulaSource(formula: Formula): RowSource {
  const { size, ids, keep } = formula;
  const write = (handle: number): Row => ({
    id: ids.idOf(handle),
    raw: formula.text(handle),
    createdAt: formula.createdAt(handle),
    updatedAt: formula.updatedAt(handle),
    active: formula.active(handle),
  });
  return {
    size,
    updatedAt: formula.updatedAt,
    idOf: ids.idOf,
    handleOf: ids.handleOf,
    rowAt: keep === "never" ? write : keeping(write, size, keep === "from-the-start"),
  };
}

function keeping(write: (handle: number) => Row, size: number, isWrittenAtOnce: boolean): (handle: number) => Row {
  const kept = new Array<Row | undefined>(size).fill(undefined);
  const rowAt = (handle: number): Row => {
    const known = kept[handle];
    if (known !== undefined) return known;
    const row = write(handle);
    const flattened = { ...row, raw: flat(row.raw) };
    kept[handle] = flattened;
    return flattened;
  };
  if (isWrittenAtOnce) for (let handle = 0; handle < size; handle++) rowAt(handle);
  return rowAt;
}
