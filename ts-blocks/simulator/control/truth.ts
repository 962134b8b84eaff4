import { createHash } from "node:crypto";
import type { Store } from "../store/store";

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

/** Every record of an entity, inactive ones too, whose LastUpdatedTime lies in [from, to); without bounds, all of them. */
export function truth(store: Store, entity: string, fromMs?: number, toMs?: number): Truth {
  const shelf = store.shelf(entity);
  const from = fromMs === undefined ? 0 : shelf.lowerBound(fromMs / 1000);
  const to = toMs === undefined ? shelf.size : shelf.lowerBound(toMs / 1000);
  const records: TruthRecord[] = [];
  for (let position = from; position < to; position++) {
    const { id, raw, updatedAt } = shelf.rowAt(position);
    records.push({
      id,
      syncToken: (JSON.parse(raw) as { SyncToken?: string }).SyncToken ?? "",
      lastUpdatedTime: updatedAt === undefined ? null : new Date(updatedAt * 1000).toISOString(),
      sha256: createHash("sha256").update(raw).digest("hex"),
    });
  }
  return { count: records.length, records };
}
