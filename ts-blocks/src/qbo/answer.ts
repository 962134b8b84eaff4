import { z } from "zod";
import { ContractError } from "../errors";
import { parseSourceStamp, type UtcInstant } from "../job/instants";
import { arrayAt, placeOf, type Span } from "./json-span";

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
  /** Where each record lies in `records`, in bytes of UTF-8. */
  readonly places: readonly Span[];
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
  const start = placeOf(body, ["QueryResponse", queryName]);
  if (start === undefined) return emptyPage(body);
  if (body[start] !== "[") {
    JSON.parse(body); // cut off, or whole and something else
    throw shapeError("a page of records");
  }
  const { elements, end } = arrayAt(body, start);
  const [head, records, tail] = [body.slice(0, start), body.slice(start, end), body.slice(end)];
  requirePage(JSON.parse(`${head}[]${tail}`));
  // Record by record, and never the whole page as one tree: its thousands of objects would outlive the young generation
  // and several times the page would be held for nothing.
  const keys = elements.map((element) => keyOf(JSON.parse(textOf(body, element))));
  return { head, records, tail, keys, places: placesIn(body, start, elements) };
}

/** Where each element of the array that starts at a place lies in it, in bytes. */
function placesIn(body: string, start: number, elements: readonly Span[]): Span[] {
  let [chars, bytes] = [start, 0];
  return elements.map((element) => {
    const first = bytes + element.start - chars; // between records there are commas and blanks, a byte each
    bytes = first + Buffer.byteLength(textOf(body, element));
    chars = element.end;
    return { start: first, end: bytes };
  });
}

function textOf(body: string, { start, end }: Span): string {
  return body.slice(start, end);
}

function emptyPage(body: string): PageAnswer {
  if (!isEmpty(requirePage(JSON.parse(body)))) throw shapeError("a page of records");
  return { head: body, records: "[]", tail: "", keys: [], places: [] };
}

/** The answer's QueryResponse. */
function requirePage(answer: unknown): Readonly<Record<string, unknown>> {
  const envelope = pageEnvelope.safeParse(answer);
  if (!envelope.success) throw shapeError("a page of records");
  return envelope.data.QueryResponse;
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
