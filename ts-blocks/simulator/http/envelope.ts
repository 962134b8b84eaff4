import type { Entity } from "../entities";
import type { QueryFault } from "../query/fault";
import { envelopeTime } from "../stamps";
import type { Row } from "../store/row";
import type { Reply } from "./reply";

/** The bodies of section 5. Records go in as the text they are held in. */
export function rowsEnvelope(
  entity: Entity,
  rows: readonly Row[],
  startPosition: number,
  timeMs: number,
): string | Buffer {
  const tail = `,"time":"${envelopeTime(timeMs)}"}`;
  if (rows.length === 0) return `{"QueryResponse":{}${tail}`;
  // Encoding row by row takes half the time of encoding the page: most rows are Latin-1, the page hardly ever is.
  const pieces: Buffer[] = [Buffer.from(`{"QueryResponse":{"${entity.name}":[`)];
  const comma = Buffer.from(",");
  for (const [index, row] of rows.entries()) {
    if (index > 0) pieces.push(comma);
    pieces.push(Buffer.from(row.raw));
  }
  pieces.push(Buffer.from(`]${positions(entity, rows, startPosition)}}${tail}`));
  return Buffer.concat(pieces);
}

/** No row: no array, and no position either. */
export function rowsBlock(entity: Entity, rows: readonly Row[], startPosition: number): string {
  if (rows.length === 0) return "{}";
  return `{"${entity.name}":[${rows.map((row) => row.raw).join(",")}]${positions(entity, rows, startPosition)}}`;
}

function positions(entity: Entity, rows: readonly Row[], startPosition: number): string {
  // Every recorded totalCount equals the rows of its own page; COUNT(*) is the number to trust.
  const totalCount = entity.answersTotalCount ? `,"totalCount":${rows.length}` : "";
  return `,"startPosition":${startPosition},"maxResults":${rows.length}${totalCount}`;
}

export function countEnvelope(total: number, timeMs: number): string {
  return `{"QueryResponse":{"totalCount":${total}},"time":"${envelopeTime(timeMs)}"}`;
}

export function objectEnvelope(entity: string, raw: string, timeMs: number): string {
  return `{"${entity}":${raw},"time":"${envelopeTime(timeMs)}"}`;
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

export function faultReply(status: number, text: FaultText, timeMs: number): Reply {
  return { status, type: "json-bare", body: `{"Fault":${faultBlock(text)},"time":"${envelopeTime(timeMs)}"}` };
}

export function queryFaultReply(fault: QueryFault, timeMs: number): Reply {
  return faultReply(400, { message: fault.title, detail: fault.detail, code: fault.code }, timeMs);
}
