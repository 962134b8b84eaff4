import type { Entity } from "../entities";
import type { QueryFault } from "../query/fault";
import type { Moment } from "../stamps";
import type { Row } from "../store/row";
import type { Reply } from "./reply";

/** What the totalCount beside rows counts. In every recording the page was the whole, so the recordings do not show it. */
export const TOTAL_COUNTS = ["page", "whole"] as const;
export type TotalCount = (typeof TOTAL_COUNTS)[number];

/** The rows of one answer. */
export interface Page {
  readonly entity: Entity;
  readonly rows: readonly Row[];
  readonly startPosition: number;
  readonly totalCount: number;
}

/** The bodies of answers (docs/en/quickbooks.md, "Answers"). Records go in as their stored text. */
export function rowsEnvelope(page: Page, at: Moment): string | Buffer {
  const { entity, rows } = page;
  const tail = `,"time":"${at.text}"}`;
  if (rows.length === 0) return `{"QueryResponse":{}${tail}`;
  const head = `{"QueryResponse":{"${entity.answersAs}":[`;
  const end = `]${positions(page)}}${tail}`;
  // Writing row by row takes half the time of encoding the page: most rows are Latin-1, a whole page rarely is.
  const size = rows.reduce(
    (bytes, { raw }) => bytes + Buffer.byteLength(raw),
    rows.length - 1 + head.length + end.length,
  );
  const body = Buffer.allocUnsafe(size);
  let written = body.write(head);
  for (const [index, { raw }] of rows.entries()) {
    if (index > 0) written += body.write(",", written);
    written += body.write(raw, written);
  }
  body.write(end, written);
  return body;
}

/** Without rows there is no array and no position. */
export function rowsBlock(page: Page): string {
  const { entity, rows } = page;
  if (rows.length === 0) return "{}";
  return `{"${entity.answersAs}":[${rows.map((row) => row.raw).join(",")}]${positions(page)}}`;
}

function positions({ entity, rows, startPosition, totalCount }: Page): string {
  const position = entity.answersPosition ? `,"startPosition":${startPosition}` : "";
  const counted = entity.answersTotalCount ? `,"totalCount":${totalCount}` : "";
  return `${position},"maxResults":${rows.length}${counted}`;
}

export function countEnvelope(total: number, at: Moment): string {
  return `{"QueryResponse":{"totalCount":${total}},"time":"${at.text}"}`;
}

export function objectEnvelope(key: string, raw: string, at: Moment): string {
  return `{"${key}":${raw},"time":"${at.text}"}`;
}

export interface FaultText {
  readonly message: string;
  readonly detail: string;
  readonly code: string;
  readonly element?: string | undefined;
  readonly type?: string | undefined;
}

export function faultBlock({ message, detail, code, element, type = "ValidationFault" }: FaultText): string {
  const error = { Message: message, Detail: detail, code, ...(element === undefined ? {} : { element }) };
  return `{"Error":[${JSON.stringify(error)}],"type":"${type}"}`;
}

export function faultReply(status: number, text: FaultText, at: Moment): Reply {
  return { status, type: "json-bare", body: `{"Fault":${faultBlock(text)},"time":"${at.text}"}` };
}

export function queryFaultReply(fault: QueryFault, at: Moment): Reply {
  return faultReply(400, { message: fault.title, detail: fault.detail, code: fault.code }, at);
}
