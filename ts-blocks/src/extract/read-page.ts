import { ENTITIES, type EntityName } from "../entities/entity";
import { BackfillError, TransientError } from "../errors";
import type { UtcInstant, Window } from "../job/instants";
import { type CountAnswer, type PageAnswer, type RecordKey, readCount, readPage } from "../qbo/answer";
import type { Answer, QboClient } from "../qbo/client";
import { OVERTIME } from "../qbo/judge";
import { selectAll, selectCount, selectPage } from "../qbo/statement";
import type { StagedPage } from "../warehouse/ledger/staging";

/** What to ask for: rows of [from, until), oldest first, from a place in them on. */
export interface PageRequest {
  readonly from: UtcInstant;
  readonly until: UtcInstant;
  /** Counted from 1. */
  readonly startPosition: number;
  /** Of an entity that is read whole: what limits its rows, in place of the two times. */
  readonly condition?: string | undefined;
}

interface SizedRequest extends PageRequest {
  readonly maxResults: number;
}

/** A record that QuickBooks cannot render, known by its place and its neighbours only. */
export interface UnreadableRecord {
  readonly place: number;
  readonly reason: string;
  readonly request: Readonly<Record<string, unknown>>;
}

/** What one request, or its pieces, brought. */
export interface PageRead {
  readonly asked: Window;
  /** Of every record that came, in order. */
  readonly keys: readonly RecordKey[];
  readonly unreadable: readonly UnreadableRecord[];
  /** One for each answer that had records. */
  readonly pages: readonly Omit<StagedPage, "segmentNumber" | "pageNumber">[];
  /** Whether it was put together from several requests, the later ones by row number. */
  readonly stepped: boolean;
  /** The trace id of the last answer, for errors. */
  readonly tid: string | undefined;
}

/** Faults that one stored record can cause for the whole page (docs/en/quickbooks.md, "Errors"). */
const BAD_RECORD_FAULTS = new Set(["4002", "10000"]);
/** So many in a row are not bad records but a source that is down. */
const UNREADABLE_IN_A_ROW_MAX = 3;
/** Once the whole page has failed again and again, its parts need not prove themselves as long. */
const CORNERING_RETRIES_MAX = 1;
/** After so many, a page is taken to be too heavy for one answer: each try may last two minutes. */
const OVERTIME_RETRIES_MAX = 2;
/** A page is asked for in this many pieces at most: a gateway that times out on less is down, and is waited for. */
const PIECES_MAX = 8;
/** A statement that the query service does not take. */
const STATEMENT_FAULTS = new Set(["4000", "4001"]);

/**
 * How many records are asked for at once: half when so many took the source too long, and twice as many again when it has
 * been well for a while, for it may only have been down. Each time that fails the while is twice as long.
 */
class RecordsAtOnce {
  private max = Number.POSITIVE_INFINITY;
  private well = 0;
  private wellUntilMore = PIECES_MAX;
  private isTrial = false;

  allows(records: number): boolean {
    return records <= this.max;
  }

  wereTooMany(records: number): void {
    if (!this.allows(records)) return; // another worker has learnt it
    if (this.isTrial) this.wellUntilMore *= 2;
    this.isTrial = false;
    this.max = Math.ceil(records / 2);
    this.well = 0;
  }

  wentWell(): void {
    if (++this.well < this.wellUntilMore) return;
    this.well = 0;
    this.isTrial = this.max < Number.POSITIVE_INFINITY;
    this.max *= 2;
  }
}

/** Reads pages of one entity; a page that one bad record breaks is read around it. */
export class PageReader {
  private orderById = true;
  private unreadableInARow = 0;
  private readonly atOnce = new RecordsAtOnce();

  constructor(
    private readonly qbo: QboClient,
    private readonly entity: EntityName,
    /** Most records that one query may bring. */
    readonly pageSize: number,
    private readonly signal?: AbortSignal,
  ) {}

  /** Whether stepping through one second by row number meets the same order each time. */
  get ordersTies(): boolean {
    return this.orderById;
  }

  read(request: PageRequest): Promise<PageRead> {
    return this.readOr({ ...request, maxResults: this.pageSize }, false);
  }

  /** How many records the source holds for a range. */
  async count(range: Window): Promise<CountAnswer> {
    const statement = selectCount(ENTITIES[this.entity], range);
    return (await this.qbo.query("count", statement, readCount, { signal: this.signal })).value;
  }

  /** @param cornering a bad record is being looked for: a fault is taken for it sooner. */
  private async readOr(request: SizedRequest, cornering: boolean): Promise<PageRead> {
    if (!this.atOnce.allows(request.maxResults)) return this.readHalves(request, cornering);
    const askedInOrder = this.orderById;
    try {
      const answer = await this.ask(request, cornering);
      this.unreadableInARow = 0;
      this.atOnce.wentWell();
      return pageRead(answer, request, this.statement(request));
    } catch (error) {
      const fault = error instanceof BackfillError ? String(error.ids.fault ?? "") : "";
      // Several workers may learn it at once; each asks its own page again.
      if (STATEMENT_FAULTS.has(fault) && askedInOrder) {
        this.orderById = false;
        return this.readOr(request, cornering);
      }
      if (fault === OVERTIME && this.mayBeTooMuch(request)) {
        this.atOnce.wereTooMany(request.maxResults);
        return this.readHalves(request, cornering);
      }
      if (!(error instanceof BackfillError) || !BAD_RECORD_FAULTS.has(fault)) throw error;
      return request.maxResults === 1 ? this.unreadable(request, error) : this.readHalves(request, true);
    }
  }

  /** Halving finds one bad record of a thousand in some twenty calls, and brings all its neighbours. */
  private async readHalves(request: SizedRequest, cornering: boolean): Promise<PageRead> {
    const size = Math.ceil(request.maxResults / 2);
    const first = await this.readOr({ ...request, maxResults: size }, cornering);
    if (first.keys.length + first.unreadable.length < size) return first;
    const rest = { ...request, startPosition: request.startPosition + size, maxResults: request.maxResults - size };
    return joined(first, await this.readOr(rest, cornering));
  }

  private unreadable(request: SizedRequest, error: BackfillError): PageRead {
    if (++this.unreadableInARow > UNREADABLE_IN_A_ROW_MAX) {
      throw new TransientError("QBO_UNAVAILABLE", `QuickBooks answers no record at all any more (${error.message})`, {
        remedy: "Run again later; the run goes on where it stopped.",
        cause: error,
      });
    }
    const statement = this.statement(request);
    return {
      asked: { start: request.from, end: request.until },
      keys: [],
      unreadable: [{ place: 0, reason: error.message, request: { statement, ...error.ids } }],
      pages: [],
      stepped: false,
      tid: undefined,
    };
  }

  private ask(request: SizedRequest, cornering: boolean): Promise<Answer<PageAnswer>> {
    const read = (body: string) => readPage(body, ENTITIES[this.entity]);
    return this.qbo.query("page", this.statement(request), read, {
      suspectRetriesMax: cornering ? CORNERING_RETRIES_MAX : undefined,
      overtimeRetriesMax: this.mayBeTooMuch(request) ? OVERTIME_RETRIES_MAX : undefined,
      signal: this.signal,
    });
  }

  private mayBeTooMuch({ maxResults }: SizedRequest): boolean {
    return maxResults > Math.ceil(this.pageSize / PIECES_MAX);
  }

  private statement(request: SizedRequest): string {
    const entity = ENTITIES[this.entity];
    if (entity.reads === "whole") return selectAll(entity, request, this.orderById);
    return selectPage(entity, request, request.until, request.maxResults, this.orderById);
  }
}

function pageRead(answer: Answer<PageAnswer>, request: SizedRequest, statement: string): PageRead {
  const { keys, places, head, records, tail } = answer.value;
  const asked = { start: request.from, end: request.until };
  if (keys.length === 0) return { asked, keys, unreadable: [], pages: [], stepped: false, tid: answer.tid };
  const page = {
    request: {
      statement,
      start_position: request.startPosition,
      max_results: request.maxResults,
      requested_at_utc: answer.requestedAt,
      intuit_tid: answer.tid ?? null,
    },
    durationMs: answer.durationMs,
    recordIds: keys.map((key) => key.id ?? null),
    recordUpdatedAt: keys.map((key) => key.updatedAt ?? null),
    recordStarts: places.map(({ start }) => start),
    recordBytes: places.map(({ start, end }) => end - start),
    head,
    records,
    tail,
  };
  return { asked, keys, unreadable: [], pages: [page], stepped: false, tid: answer.tid };
}

/** Two reads of which the second begins where the first ended. */
export function joined(first: PageRead, second: PageRead): PageRead {
  const moved = second.unreadable.map((record) => ({ ...record, place: record.place + first.keys.length }));
  return {
    asked: first.asked,
    keys: [...first.keys, ...second.keys],
    unreadable: [...first.unreadable, ...moved],
    pages: [...first.pages, ...second.pages],
    stepped: true,
    tid: second.tid ?? first.tid,
  };
}

export function idsOf(read: PageRead): string[] {
  return read.keys.flatMap(({ id }) => (id === undefined ? [] : [id]));
}
