import { createHash } from "node:crypto";
import { valueAt } from "../store/row";
import type { Shelf } from "../store/shelf";

export interface TruthRecord {
  readonly id: string;
  readonly syncToken: string;
  /** UTC; null for a record without MetaData. */
  readonly lastUpdatedTime: string | null;
  readonly sha256: string;
}

export interface Truth {
  readonly count: number;
  readonly records: readonly TruthRecord[];
}

/** Every record of a shelf, inactive ones too, whose LastUpdatedTime lies in [from, to); without bounds, all of them. */
export function truth(shelf: Shelf, fromMs?: number, toMs?: number): Truth {
  const from = fromMs === undefined ? 0 : shelf.lowerBound(fromMs / 1000);
  const to = toMs === undefined ? shelf.size : shelf.lowerBound(toMs / 1000);
  const records: TruthRecord[] = [];
  for (let position = from; position < to; position++) {
    const row = shelf.rowAt(position);
    const { id, raw, updatedAt } = row;
    records.push({
      id,
      syncToken: String(valueAt(row, "SyncToken") ?? ""),
      lastUpdatedTime: updatedAt === undefined ? null : new Date(updatedAt * 1000).toISOString(),
      sha256: createHash("sha256").update(raw).digest("hex"),
    });
  }
  return { count: records.length, records };
}
