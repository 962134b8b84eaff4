import { z } from "zod";
import { ContractError } from "../errors";
import { parseSourceStamp, type UtcInstant } from "../job/instants";
import { elementsOf, spanOf } from "./json-span";

/** What the loader needs to know of a record; the record itself is never rebuilt from it. */
export interface RecordKey {
  /** Undefined when the record has none. */
  readonly id: string | undefined;
  /** MetaData.LastUpdatedTime; undefined when it is missing or no instant. */
  readonly updatedAt: UtcInstant | undefined;
}

/** One page of a query, its text kept to the letter: where it has records, `head + records + tail` is the body. */
export interface PageAnswer {
  readonly head: string;
  /** The array of records, `[]` when the page is empty. */
  readonly records: string;
  readonly tail: string;
  readonly keys: readonly RecordKey[];
}

const stampedEnvelope = z.object({ time: z.string().optional() });
const countEnvelope = stampedEnvelope.extend({
  QueryResponse: z.object({ totalCount: z.number().int().nonnegative() }),
});
const pageEnvelope = stampedEnvelope.extend({ QueryResponse: z.record(z.string(), z.unknown()) });
const recordShape = z.object({
  Id: z.string().min(1).optional().catch(undefined),
  MetaData: z.object({ LastUpdatedTime: z.unknown() }).partial().optional().catch(undefined),
});

/**
 * Reads the answer to `SELECT *`. A page without records has no array at all (qbo `QueryResponse: {}`).
 *
 * @throws SyntaxError when the body is not JSON; ContractError `QBO_ANSWER_SHAPE` when it is no query answer.
 */
export function readPage(body: string, queryName: string): PageAnswer {
  const span = spanOf(body, ["QueryResponse", queryName]);
  if (span !== undefined && body[span.start] !== "[") {
    JSON.parse(body); // cut off, or whole and something else
    throw shapeError("a page of records");
  }
  const head = span === undefined ? body : body.slice(0, span.start);
  const records = span === undefined ? "[]" : body.slice(span.start, span.end);
  const tail = span === undefined ? "" : body.slice(span.end);
  // Record by record, and never the whole page as one tree: its thousands of objects would outlive the young generation
  // and several times the page would be held for nothing.
  const keys = [...elementsOf(records)].map((text) => keyOf(JSON.parse(text)));
  const envelope = pageEnvelope.safeParse(JSON.parse(span === undefined ? body : `${head}[]${tail}`));
  if (!envelope.success) throw shapeError("a page of records");
  if (span === undefined && !isEmpty(envelope.data.QueryResponse)) throw shapeError("a page of records");
  return { head, records, tail, keys };
}

/** An answer about another entity, or one that lost its array, is not "no rows". */
function isEmpty(response: Readonly<Record<string, unknown>>): boolean {
  return !Object.values(response).some(Array.isArray) && Number(response.maxResults ?? 0) === 0;
}

export interface CountAnswer {
  readonly count: number;
  /** The source's clock when it began to answer; undefined when it did not say. */
  readonly sourceTime: UtcInstant | undefined;
}

/** Reads the answer to `SELECT COUNT(*)`. Throws as `readPage` does. */
export function readCount(body: string): CountAnswer {
  const envelope = countEnvelope.safeParse(JSON.parse(body));
  if (!envelope.success) throw shapeError("a count");
  return { count: envelope.data.QueryResponse.totalCount, sourceTime: parseSourceStamp(envelope.data.time) };
}

const companyEnvelope = z.object({ CompanyInfo: z.object({ CompanyName: z.string().optional() }) });

/** Reads the company's name from its CompanyInfo. Throws as `readPage` does. */
export function readCompanyName(body: string): string | undefined {
  const envelope = companyEnvelope.safeParse(JSON.parse(body));
  if (!envelope.success) throw shapeError("the company's information");
  return envelope.data.CompanyInfo.CompanyName;
}

function keyOf(row: unknown): RecordKey {
  const record = recordShape.safeParse(row);
  if (!record.success) return { id: undefined, updatedAt: undefined };
  return { id: record.data.Id, updatedAt: parseSourceStamp(record.data.MetaData?.LastUpdatedTime) };
}

function shapeError(expected: string): ContractError {
  return new ContractError("QBO_ANSWER_SHAPE", `QuickBooks answered something that is not ${expected}.`, {
    remedy: "Run again; if it comes back, report it with the run and the intuit_tid in this block's log.",
  });
}
