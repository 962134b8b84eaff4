import { ENTITIES, type EntityName } from "../../entities/entity";
import type { UtcInstant } from "../../job/instants";
import type { CountAnswer } from "../../qbo/answer";
import type { QboClient } from "../../qbo/client";
import { Counts } from "../../qbo/counts";
import { type Dialect, faultOf } from "../../qbo/dialect";
import { countAll } from "../../qbo/statement";
import { countOne } from "../count-one";
import type { Sharing } from "../sharing";

/** The condition of one sequence of pages; undefined if the sequence brings all rows of the entity. */
export type Condition = string | undefined;

/** Refusals of a statement, or of an operation, that the query service does not support. */
const UNCOUNTED_FAULTS = new Set(["4000", "4001", "500"]);

/** Whether an error says that QuickBooks does not count a list. It may still return the rows. */
export function isUncounted(entity: EntityName, error: unknown): boolean {
  return ENTITIES[entity].reads === "whole" && UNCOUNTED_FAULTS.has(faultOf(error));
}

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
  try {
    const counted = await dialect.ask(["active"], (asked) =>
      countsOf(
        qbo,
        parts.map((part) => countAll(dialect.facts(asked), part)),
        sharing,
      ),
    );
    const times = counted.flatMap(({ sourceTime }) => (sourceTime === undefined ? [] : [sourceTime]));
    return { count: counted.reduce((sum, { count }) => sum + count, 0), sourceTime: times.sort()[0] };
  } catch (error) {
    if (UNCOUNTED_FAULTS.has(faultOf(error))) return undefined;
    throw error;
  }
}

/** All questions go out at once. */
async function countsOf(
  qbo: QboClient,
  statements: readonly string[],
  sharing: Sharing | undefined,
): Promise<CountAnswer[]> {
  const [only] = statements;
  if (statements.length === 1 && only !== undefined) return [await countOne(qbo, only, sharing)];
  const outcomes = await (sharing?.counts(statements) ?? new Counts(qbo).of(statements));
  return outcomes.map((outcome) => {
    if (outcome.kind === "refused") throw outcome.error;
    return outcome;
  });
}
