import { ENTITIES, type EntityName } from "../../entities/entity";
import { AuthError, ContractError, TransientError } from "../../errors";
import { type UtcInstant, utcInstant } from "../../job/instants";
import { countIn, readPage } from "../../qbo/answer";
import { BATCH_ITEMS_MAX, type BatchItem } from "../../qbo/batch";
import type { QboClient } from "../../qbo/client";
import { countAll, selectAll } from "../../qbo/statement";
import { type PageRead, pageRead } from "../page-read";
import type { Condition } from "./count-parts";

/** Parts that one request asks for: each is a page and its COUNT. */
export const PARTS_AT_ONCE = BATCH_ITEMS_MAX / 2;
const EPOCH: UtcInstant = utcInstant(0);

/** What one batch request brought of a part. */
export interface PartRead {
  /** All rows of the part. Undefined if they do not fit in one page, or did not come: then they are read page by page. */
  readonly page: PageRead | undefined;
  /** Undefined if QuickBooks did not count the part. */
  readonly count: number | undefined;
}

const NOTHING: PartRead = { page: undefined, count: undefined };

/**
 * Asks for several parts of an entity with one request, each with its COUNT. Exchange rates have a part for each month, and a
 * part is one row for each currency. One request a part would be sixty for five years.
 *
 * @param conditions of at most `PARTS_AT_ONCE` parts.
 * @returns the parts in the order of the conditions.
 */
export async function readParts(
  qbo: QboClient,
  entity: EntityName,
  conditions: readonly Condition[],
  pageSize: number,
): Promise<readonly PartRead[]> {
  const facts = ENTITIES[entity];
  const page = { startPosition: 1, maxResults: pageSize };
  const statements = conditions.flatMap((condition) => [
    selectAll(facts, { ...page, condition }, false),
    countAll(facts, condition),
  ]);
  try {
    const { value, ...answer } = await qbo.batch(statements);
    const durationMs = Math.round(answer.durationMs / conditions.length);
    return conditions.map((_, place) => {
      const [rows, count] = value.items.slice(2 * place, 2 * place + 2);
      const read = pageIn(rows, entity);
      if (read === undefined || read.keys.length >= pageSize) return { page: undefined, count: countOf(count) };
      const request = { from: EPOCH, until: EPOCH, ...page };
      const sent = { statement: statements[2 * place] as string };
      return { page: pageRead({ ...answer, durationMs, value: read }, request, sent), count: countOf(count) };
    });
  } catch (error) {
    // Batch requests may be refused, or fail, where single questions are answered.
    if (isOfTheBatch(error)) return conditions.map(() => NOTHING);
    throw error;
  }
}

function isOfTheBatch(error: unknown): boolean {
  if (error instanceof ContractError || error instanceof TransientError) return true;
  return error instanceof AuthError && (error.code === "QBO_FORBIDDEN" || error.code === "QBO_TOKEN_NOT_ACCEPTED");
}

function pageIn(item: BatchItem | undefined, entity: EntityName) {
  return item?.kind === "answer" ? unlessStrange(() => readPage(item.json, ENTITIES[entity])) : undefined;
}

function countOf(item: BatchItem | undefined): number | undefined {
  return item?.kind === "answer"
    ? unlessStrange(() => countIn({ QueryResponse: item.queryResponse }).count)
    : undefined;
}

/** Undefined if the item is not what was asked for. */
function unlessStrange<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ContractError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
