import { BackfillError, ContractError } from "../errors";
import { type PageAnswer, readPage } from "./answer";
import { CHANGES_BYTES_MAX } from "./answer-size";
import { BATCH_ITEMS_MAX } from "./batch";
import type { Answer } from "./call";
import type { QboClient } from "./client";
import type { RowShape } from "./record-key";

export interface PageAsked {
  readonly statement: string;
  readonly rows: RowShape;
}

/**
 * Asks for one page of each of several entities with few requests.
 *
 * @returns the pages in the order of the questions; undefined for a question that must be asked alone.
 */
export async function batchPages(
  qbo: QboClient,
  asked: readonly PageAsked[],
): Promise<(Answer<PageAnswer> | undefined)[]> {
  const pages: (Answer<PageAnswer> | undefined)[] = [];
  for (let first = 0; first < asked.length; first += BATCH_ITEMS_MAX) {
    const some = asked.slice(first, first + BATCH_ITEMS_MAX);
    pages.push(...(some.length < 2 ? some.map(() => undefined) : await pagesOf(qbo, some)));
  }
  return pages;
}

async function pagesOf(qbo: QboClient, asked: readonly PageAsked[]): Promise<(Answer<PageAnswer> | undefined)[]> {
  try {
    const { value, ...answer } = await qbo.batch(
      asked.map(({ statement }) => statement),
      { bytesMax: CHANGES_BYTES_MAX },
    );
    return value.items.map((item, place) => {
      if (item.kind !== "answer") return undefined;
      try {
        return { ...answer, value: readPage(item.json, (asked[place] as PageAsked).rows) };
      } catch (error) {
        if (error instanceof ContractError || error instanceof SyntaxError) return undefined;
        throw error;
      }
    });
  } catch (error) {
    if (error instanceof BackfillError && (error instanceof ContractError || error.code === "QBO_FORBIDDEN")) {
      return asked.map(() => undefined);
    }
    throw error;
  }
}
