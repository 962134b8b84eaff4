import { z } from "zod";
import { parseSourceStamp, type UtcInstant } from "../job/instants";
import { shapeError } from "./answer";
import { type Fault, faultIn } from "./faults";
import { arrayAt, parse, placeOf } from "./json-span";

/** Items of one batch request (Intuit, limits and throttles). */
export const BATCH_ITEMS_MAX = 30;

/** What a batch says about one of its queries; `json` is the item as received. */
export type BatchItem =
  | { readonly kind: "answer"; readonly queryResponse: unknown; readonly json: Buffer }
  | { readonly kind: "fault"; readonly fault: Fault }
  /** The answer has no item of that number, or the item holds neither an answer nor a fault. */
  | { readonly kind: "absent" };

export interface BatchAnswer {
  /** In the order of the queries. */
  readonly items: readonly BatchItem[];
  /** The source's clock when it began to answer; undefined when it did not say. */
  readonly sourceTime: UtcInstant | undefined;
}

/** The body of a batch request: a query's number is its place, counted from 1. */
export function batchBody(statements: readonly string[]): string {
  return JSON.stringify({
    BatchItemRequest: statements.map((statement, index) => ({ bId: numberOf(index), Query: statement })),
  });
}

const envelope = z.object({
  BatchItemResponse: z.array(
    z.object({ bId: z.coerce.string(), QueryResponse: z.unknown().optional(), Fault: z.unknown().optional() }),
  ),
  time: z.unknown().optional(),
});

/**
 * Reads the answer to a batch of queries. Items are found by their `bId`, since their order is not documented.
 *
 * @throws SyntaxError when the body is not JSON; ContractError `QBO_ANSWER_SHAPE` when it is not a batch's answer.
 */
export function readBatch(body: Buffer, queries: number): BatchAnswer {
  const answer = envelope.safeParse(parse(body));
  if (!answer.success) throw shapeError("the answer to a batch");
  const start = placeOf(body, ["BatchItemResponse"]) ?? 0;
  const { elements } = arrayAt(body, start);
  const byNumber = new Map(answer.data.BatchItemResponse.map((item, place) => [item.bId, { ...item, place }]));
  const items = Array.from({ length: queries }, (_, index): BatchItem => {
    const item = byNumber.get(numberOf(index));
    const fault = item?.Fault === undefined ? undefined : faultIn({ Fault: item.Fault });
    if (fault !== undefined) return { kind: "fault", fault };
    if (item?.QueryResponse === undefined) return { kind: "absent" };
    const span = elements[item.place];
    return { kind: "answer", queryResponse: item.QueryResponse, json: body.subarray(span?.start ?? 0, span?.end ?? 0) };
  });
  return { items, sourceTime: parseSourceStamp(answer.data.time) };
}

function numberOf(index: number): string {
  return String(index + 1);
}
