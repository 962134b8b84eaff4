import type { TimeRange, UtcInstant } from "../job/instants";
import type { PageAnswer, RecordKey } from "../qbo/answer";
import type { Answer } from "../qbo/call";
import type { StagedPage } from "../warehouse/ledger/staging";

/** What to ask for: the rows of [from, until), oldest first, starting at a position among them. */
export interface PageRequest {
  readonly from: UtcInstant;
  readonly until: UtcInstant;
  /** Counted from 1. */
  readonly startPosition: number;
  /** For an entity that is read whole: the condition that limits its rows, instead of the two times. */
  readonly condition?: string | undefined;
  /** `long` by default. */
  readonly patience?: PagePatience | undefined;
}

/** How long a page may keep failing. long: as long as `patience.ts` allows; short: some seconds; brief: one more try. */
export type PagePatience = "long" | "short" | "brief";

export interface SizedRequest extends PageRequest {
  readonly maxResults: number;
}

/** A record that QuickBooks cannot render. Only its place and its neighbours are known. */
export interface UnreadableRecord {
  readonly place: number;
  readonly reason: string;
  readonly request: Readonly<Record<string, unknown>>;
}

/** What one request brought, or the requests for its pieces. */
export interface PageRead {
  readonly asked: TimeRange;
  /** Rows that were asked for. If fewer came, they may be the last ones. */
  readonly rowsAsked: number;
  /** The key of every record that came, in order. */
  readonly keys: readonly RecordKey[];
  readonly unreadable: readonly UnreadableRecord[];
  /** One entry for each answer that had records. */
  readonly pages: readonly Omit<StagedPage, "segmentNumber" | "pageNumber">[];
  /** The trace id of the last answer, for errors. */
  readonly tid: string | undefined;
}

/** @param sent the statement, and the `include` parameter that went with it. */
export function pageRead(
  answer: Answer<PageAnswer>,
  request: SizedRequest,
  sent: { readonly statement: string; readonly include?: string },
): PageRead {
  const { keys, places, fields, head, records, tail } = answer.value;
  const asked = { start: request.from, end: request.until };
  const rowsAsked = request.maxResults;
  if (keys.length === 0) return { asked, rowsAsked, keys, unreadable: [], pages: [], tid: answer.tid };
  const page = {
    request: {
      ...sent,
      start_position: request.startPosition,
      max_results: request.maxResults,
      requested_at_utc: answer.requestedAt,
      intuit_tid: answer.tid ?? null,
    },
    durationMs: answer.durationMs,
    recordIds: keys.map((key) => key.id ?? null),
    recordUpdatedAt: keys.map((key) => key.updatedAt ?? null),
    recordSyncTokens: keys.map((key) => key.syncToken ?? null),
    recordStarts: places.map(({ start }) => start),
    recordBytes: places.map(({ start, end }) => end - start),
    fields,
    head,
    records,
    tail,
  };
  return { asked, rowsAsked, keys, unreadable: [], pages: [page], tid: answer.tid };
}

/** Joins two reads. The second begins where the first ended. */
export function joined(first: PageRead, second: PageRead): PageRead {
  const moved = second.unreadable.map((record) => ({ ...record, place: record.place + first.keys.length }));
  return {
    asked: first.asked,
    rowsAsked: first.rowsAsked + second.rowsAsked,
    keys: [...first.keys, ...second.keys],
    unreadable: [...first.unreadable, ...moved],
    pages: [...first.pages, ...second.pages],
    tid: second.tid ?? first.tid,
  };
}

/** Length of the records that came, in bytes. */
export function bytesOf(read: PageRead | undefined): number {
  return (read?.pages ?? []).reduce((sum, { records }) => sum + records.length, 0);
}

export function idsOf(read: Pick<PageRead, "keys">): string[] {
  return read.keys.flatMap(({ id }) => (id === undefined ? [] : [id]));
}
