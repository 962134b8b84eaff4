import { setImmediate as otherWork } from "node:timers/promises";
import { z } from "zod";
import { reportIt } from "../bug-reports";
import { ContractError } from "../errors";
import { parseSourceStamp, type UtcInstant } from "../job/instants";
import { type FieldSeen, Fields } from "./fields";
import { arrayAt, isArrayAt, parse, placeOf, placesFrom, type Span } from "./json-span";
import { OneAtATime } from "./one-at-a-time";
import { keyOf, type RecordKey, type RowShape } from "./record-key";

export type { RecordKey } from "./record-key";

/** One page of a query, unchanged. If it has records, `head + records + tail` is the body. */
export interface PageAnswer {
  readonly head: string;
  /** The array of records in UTF-8, as it came; `[]` when the page is empty. */
  readonly records: Buffer;
  readonly tail: string;
  readonly keys: readonly RecordKey[];
  /** Where each record lies in `records`. */
  readonly places: readonly Span[];
  /** The members that the records have. */
  readonly fields: readonly FieldSeen[];
}

/** No company holds a hundred million records. A larger number is not a count, and no run could be planned for it. */
const COUNT_MAX = 100_000_000;

const stampedEnvelope = z.object({ time: z.unknown().optional() });
const countEnvelope = stampedEnvelope.extend({
  QueryResponse: z.object({ totalCount: z.number().int().nonnegative().max(COUNT_MAX) }),
});
const pageEnvelope = stampedEnvelope.extend({ QueryResponse: z.record(z.string(), z.unknown()) });

/**
 * Reads the answer to `SELECT *`. A page without records has no array at all (qbo `QueryResponse: {}`).
 *
 * @throws SyntaxError when the body is not JSON; ContractError `QBO_ANSWER_SHAPE` when it is not the answer to a query, or
 *   when its rows are under a key that is not the entity's.
 */
export function readPage(body: Buffer, rows: RowShape): PageAnswer {
  const reading = pageIn(body, rows);
  for (;;) {
    const { done, value } = reading.next();
    if (done) return value;
  }
}

const turns = new OneAtATime();

/**
 * Reads a page as `readPage` does, but lets other work go on between its records. Four answers that come together kept the
 * program busy for 120 ms. The first of them was not stored meanwhile, since its statements wait for one another. The pages
 * take turns, since side by side the first would be read as late as the last.
 */
export async function readPageInPieces(body: Buffer, rows: RowShape): Promise<PageAnswer> {
  const endTurn = await turns.turn(() => true);
  try {
    const reading = pageIn(body, rows);
    for (;;) {
      const { done, value } = reading.next();
      if (done) return value;
      await otherWork();
    }
  } finally {
    endTurn();
  }
}

/** How many records are read without a pause: 3 ms. */
const RECORDS_A_PIECE = 100;

function* pageIn(body: Buffer, rows: RowShape): Generator<void, PageAnswer> {
  const names = rows.answersAs === undefined ? [rows.qbo] : [rows.answersAs, rows.qbo];
  const place = names.map((name) => ({ name, start: placeOf(body, ["QueryResponse", name]) }));
  const { name, start } = place.find((found) => found.start !== undefined) ?? { name: rows.qbo, start: undefined };
  if (start === undefined) return emptyPage(body, rows);
  if (!isArrayAt(body, start)) {
    parse(body); // valid JSON of another shape passes here; a text that was cut off throws
    throw shapeError(pageOf(rows));
  }
  const { elements, end } = arrayAt(body, start);
  const [head, tail] = [body.toString("utf8", 0, start), body.toString("utf8", end)];
  requireNoOtherRows(requirePage(JSON.parse(`${head}[]${tail}`), rows), name, rows);
  // Each record is parsed by itself, never the whole page as one tree: the thousands of objects of a page would outlive the
  // young generation, and would hold several times the memory of the page.
  const fields = new Fields();
  const keys: RecordKey[] = [];
  for (const element of elements) {
    if (keys.length % RECORDS_A_PIECE === 0) yield;
    const record = parse(body, element);
    const key = keyOf(record, rows);
    fields.add(record, key.id);
    keys.push(key);
  }
  return {
    head,
    records: body.subarray(start, end),
    tail,
    keys,
    places: placesFrom(start, elements),
    fields: fields.list(),
  };
}

function emptyPage(body: Buffer, rows: RowShape): PageAnswer {
  const response = requirePage(parse(body), rows);
  requireNoOtherRows(response, undefined, rows);
  if (Number(response.maxResults ?? 0) !== 0) throw shapeError(pageOf(rows));
  return { head: body.toString(), records: Buffer.from("[]"), tail: "", keys: [], places: [], fields: [] };
}

/** The answer's QueryResponse. */
function requirePage(answer: unknown, rows: RowShape): Readonly<Record<string, unknown>> {
  const envelope = pageEnvelope.safeParse(answer);
  if (!envelope.success) throw shapeError(pageOf(rows));
  return envelope.data.QueryResponse;
}

/** Rows under another key do not mean "no rows": QuickBooks has renamed them, or has answered another question. */
function requireNoOtherRows(
  response: Readonly<Record<string, unknown>>,
  known: string | undefined,
  rows: RowShape,
): void {
  const other = Object.entries(response).find(([key, value]) => key !== known && Array.isArray(value));
  if (other !== undefined) throw shapeError(`${pageOf(rows)}: it has rows under '${other[0].slice(0, 40)}'`);
}

function pageOf({ qbo }: RowShape): string {
  return `a page of ${qbo} records`;
}

export interface CountAnswer {
  readonly count: number;
  /** The source's clock when it began to answer; undefined when it did not say. */
  readonly sourceTime: UtcInstant | undefined;
}

/** Reads the answer to `SELECT COUNT(*)`. Throws as `readPage` does. */
export function readCount(body: Buffer): CountAnswer {
  return countIn(parse(body));
}

/** Reads the count from an answer that is parsed already, such as one item of a batch. Throws only a ContractError. */
export function countIn(answer: unknown): CountAnswer {
  const envelope = countEnvelope.safeParse(answer);
  if (!envelope.success) throw shapeError(`a count of 0 to ${COUNT_MAX.toLocaleString("en-US")} records`);
  return { count: envelope.data.QueryResponse.totalCount, sourceTime: parseSourceStamp(envelope.data.time) };
}

const companyEnvelope = z.object({ CompanyInfo: z.object({ CompanyName: z.string().optional() }) });

/** Reads the company's name from its CompanyInfo. Throws as `readPage` does. */
export function readCompanyName(body: Buffer): string | undefined {
  const envelope = companyEnvelope.safeParse(parse(body));
  if (!envelope.success) throw shapeError("the company's information");
  return envelope.data.CompanyInfo.CompanyName;
}

/** The error of an answer that is not the answer to the question. */
export function shapeError(expected: string): ContractError {
  return new ContractError("QBO_ANSWER_SHAPE", `QuickBooks answered something that is not ${expected}.`, {
    remedy: `Run again; if it happens again, ${reportIt("the run and the intuit_tid in this block's log")}.`,
  });
}
