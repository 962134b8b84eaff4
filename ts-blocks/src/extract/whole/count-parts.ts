import type { UtcInstant } from "../../job/instants";
import type { QboClient } from "../../qbo/client";
import { type Dialect, faultOf } from "../../qbo/dialect";
import { countAll } from "../../qbo/statement";
import { countOne } from "../count-one";
import type { Sharing } from "../sharing";
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
  dialect: Dialect,
  parts: readonly Condition[],
  sharing?: Sharing,
): Promise<WholeCount | undefined> {
  let count = 0;
  let sourceTime: UtcInstant | undefined;
  for (const part of parts) {
    try {
      const counted = await dialect.ask(["active"], (asked) =>
        countOne(qbo, countAll(dialect.facts(asked), part), sharing),
      );
      count += counted.count;
      sourceTime ??= counted.sourceTime;
    } catch (error) {
      if (UNCOUNTED_FAULTS.has(faultOf(error))) return undefined;
      throw error;
    }
  }
  return { count, sourceTime };
}
