import { ENTITIES, type EntityName } from "../../entities/entity";
import { BackfillError } from "../../errors";
import type { UtcInstant } from "../../job/instants";
import { readCount } from "../../qbo/answer";
import type { QboClient } from "../../qbo/client";
import { countAll } from "../../qbo/statement";
import type { Condition } from "./parts";

/** A statement that the query service does not take, or an operation that it does not have. */
const UNCOUNTED_FAULTS = new Set(["4000", "4001", "500"]);

export interface WholeCount {
  readonly count: number;
  /** The source's clock at the first answer. */
  readonly sourceTime: UtcInstant | undefined;
}

/** How many records the parts hold at the source; undefined where QuickBooks does not count the entity. */
export async function countParts(
  qbo: QboClient,
  entity: EntityName,
  parts: readonly Condition[],
): Promise<WholeCount | undefined> {
  let count = 0;
  let sourceTime: UtcInstant | undefined;
  for (const part of parts) {
    try {
      const { value } = await qbo.query("count", countAll(ENTITIES[entity], part), readCount);
      count += value.count;
      sourceTime ??= value.sourceTime;
    } catch (error) {
      const fault = error instanceof BackfillError ? String(error.ids.fault ?? "") : "";
      if (UNCOUNTED_FAULTS.has(fault)) return undefined;
      throw error;
    }
  }
  return { count, sourceTime };
}
