import { ENTITIES, type EntityName } from "../entities/entity";
import { BackfillError, ContractError, TransientError } from "../errors";
import { type UtcInstant, utcInstant } from "../job/instants";
import { type RecordKey, readCount, readPageInPieces } from "../qbo/answer";
import { pageBytesMax, RECORD_BYTES_MAX } from "../qbo/answer-size";
import { TOO_LONG } from "../qbo/call-errors";
import type { QboClient } from "../qbo/client";
import { Counts } from "../qbo/counts";
import { Dialect, faultOf, type Part, type Parts } from "../qbo/dialect";
import { OVERTIME } from "../qbo/meaning";
import { ALLOWANCES, atMost, forSearch, inPieces } from "../qbo/patience";
import {
  type CountScope,
  countByIds,
  KEY_COLUMNS,
  selectAll,
  selectByIds,
  selectCount,
  selectPage,
} from "../qbo/statement";
import {
  idsOf,
  joined,
  type PagePatience,
  type PageRead,
  type PageRequest,
  pageRead,
  type SizedRequest,
} from "./page-read";
import { PIECES_MAX, RecordsAtOnce } from "./records-at-once";
import { RowsAtOnce } from "./rows-at-once";
import type { Sharing } from "./sharing";

/** Faults that one stored record can cause for the whole page (docs/en/quickbooks.md, "Errors"). */
const BAD_RECORD_FAULTS = new Set(["4002", "10000"]);
/** More unreadable records in a row than this mean that QuickBooks itself is failing. */
const UNREADABLE_IN_A_ROW_MAX = 3;
/** Records can be stamped in the future (one recorded account lies a month ahead), so "since" has no upper bound. */
export const FAR_FUTURE = utcInstant(Date.UTC(2999, 0, 1));
/** Retries of a page before asking whether the source answers for other days. */
const RETRIES_MAX = { long: Number.POSITIVE_INFINITY, short: 4, brief: 1 } as const satisfies Record<
  PagePatience,
  number
>;
/** Number of readers in a program, if the caller does not say it. */
const WORKERS_ASSUMED = 4;
/** Ids that one statement names: a request line of some kilobytes passes every gateway. */
export const IDS_AT_ONCE = 200;
const PAGE_PARTS: readonly Part[] = ["fields", "include", "active", "order"];
const LISTING_PARTS: readonly Part[] = ["keys", "active", "order"];
const RECORD_PARTS: readonly Part[] = ["fields", "include", "active"];
const EPOCH = utcInstant(0);

export interface PageReaderOptions {
  readonly qbo: QboClient;
  readonly entity: EntityName;
  /** Most records that one query may bring. */
  readonly pageSize: number;
  /** Longest answer, in bytes. Where records are longer, fewer of them are asked for. */
  readonly pageBytesMax?: number;
  /** Asks for `KEY_COLUMNS` only; where the source refuses that, whole records come. */
  readonly keysOnly?: boolean;
  /** What QuickBooks accepts in the entity's statements. Readers of the same entity share it. */
  readonly dialect?: Dialect | undefined;
  /** What this entity shares with the other entities of the load. */
  readonly sharing?: Sharing | undefined;
  readonly signal?: AbortSignal;
}

/** Counts of several scopes, and the source's clock before the first of the counts. */
export interface ScopeCounts {
  /** In the order of the scopes. */
  readonly counts: readonly number[];
  readonly sourceTime: UtcInstant | undefined;
}

/** Reads pages of one entity. If one bad record breaks a page, the records around it are read in smaller pieces. */
export class PageReader {
  private tiesDoubted = false;
  private readonly dialect: Dialect;
  private unreadableInARow = 0;
  private readonly atOnce = new RecordsAtOnce();
  private readonly rows: RowsAtOnce;
  private readonly pageBytesMax: number;
  private batches: Counts | undefined;

  constructor(private readonly options: PageReaderOptions) {
    this.dialect = options.dialect ?? new Dialect(ENTITIES[options.entity]);
    this.pageBytesMax = options.pageBytesMax ?? pageBytesMax(WORKERS_ASSUMED);
    this.rows = new RowsAtOnce(options.pageSize, this.pageBytesMax);
  }

  /** Whether each reading of one second shows its records in the same order. */
  get ordersTies(): boolean {
    return this.dialect.has("order") && !this.tiesDoubted;
  }

  /** Call it when rows came again that had already been stepped over: the source does not keep to ORDERBY. */
  doubtTies(): void {
    this.tiesDoubted = true;
  }

  read(request: PageRequest): Promise<PageRead> {
    return this.readOrSplit({ ...request, maxResults: this.rows.now }, false);
  }

  /** How many records the source holds for a scope. */
  async count(scope: CountScope): Promise<{ readonly count: number; readonly sourceTime: UtcInstant | undefined }> {
    const { qbo, entity, signal } = this.options;
    return (await qbo.query("count", selectCount(ENTITIES[entity], scope), readCount, { signal })).value;
  }

  /** How many records the source holds for each of several scopes. */
  async counts(scopes: readonly CountScope[]): Promise<ScopeCounts> {
    const { qbo, entity, signal, sharing } = this.options;
    this.batches ??= new Counts(qbo);
    const statements = scopes.map((scope) => selectCount(ENTITIES[entity], scope));
    const outcomes = await (sharing?.counts(statements) ?? this.batches.of(statements, { signal }));
    const counted = outcomes.map((outcome) => {
      if (outcome.kind === "refused") throw outcome.error;
      return outcome;
    });
    const times = counted.flatMap(({ sourceTime }) => (sourceTime === undefined ? [] : [sourceTime]));
    return { counts: counted.map(({ count }) => count), sourceTime: times.sort()[0] };
  }

  /** What was changed or deleted since an instant. Undefined where change data capture cannot say it, or not all of it. */
  async changesSince(
    since: UtcInstant,
  ): Promise<{ readonly edited: readonly RecordKey[]; readonly deleted: readonly string[] } | undefined> {
    const { qbo, entity, signal, sharing } = this.options;
    const { qbo: name } = ENTITIES[entity];
    try {
      const value = await (sharing?.changes({ name, since }) ??
        qbo.cdc([name], since, { signal }).then((answer) => answer.value));
      if (value === undefined) return undefined;
      const block = value.blocks.get(name);
      if (value.overflow || (block === undefined && value.blocks.size > 0)) return undefined;
      return { edited: block?.keys ?? [], deleted: idsOf({ keys: block?.deleted ?? [] }) };
    } catch (error) {
      if (error instanceof ContractError) return undefined;
      throw error;
    }
  }

  /**
   * Whether the source returns what lies before or after a stretch while it fails for the stretch itself. An answer without
   * rows counts only if there are no rows on either side.
   */
  async answersBeside({ seek, end }: { readonly seek: UtcInstant; readonly end: UtcInstant }): Promise<boolean> {
    const sides = [
      { from: utcInstant(0), until: seek },
      { from: end, until: FAR_FUTURE },
    ];
    let isEmpty = true;
    for (const side of sides) {
      const hasRows = await this.hasRows(side);
      if (hasRows) return true;
      if (hasRows === undefined) isEmpty = false;
    }
    return isEmpty;
  }

  /** Whether a row comes when one row is asked for. Undefined if the source fails. */
  private async hasRows(stretch: {
    readonly from: UtcInstant;
    readonly until: UtcInstant;
  }): Promise<boolean | undefined> {
    try {
      const request = { ...stretch, startPosition: 1, maxResults: 1, patience: "brief" } as const;
      return (await this.ask(request, true)).keys.length > 0;
    } catch (error) {
      if (error instanceof ContractError || error instanceof TransientError) return undefined;
      throw error;
    }
  }

  /** The keys that the source now holds of some ids, whatever their times. */
  async keysOf(ids: readonly string[]): Promise<readonly RecordKey[]> {
    const { qbo, entity, signal } = this.options;
    const read = (body: Buffer) => readPageInPieces(body, ENTITIES[entity]);
    const keys: RecordKey[] = [];
    for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
      const some = ids.slice(start, start + IDS_AT_ONCE);
      const answer = await this.dialect.ask(this.options.keysOnly === true ? ["keys", "active"] : ["active"], (parts) =>
        qbo.query(
          "page",
          selectByIds(this.dialect.facts(parts), some, this.dialect.columns(parts, KEY_COLUMNS)),
          read,
          {
            signal,
          },
        ),
      );
      keys.push(...answer.value.keys);
    }
    return keys;
  }

  /** Some whole records, whatever their times. */
  async recordsOf(ids: readonly string[]): Promise<PageRead | undefined> {
    const { qbo, entity, signal } = this.options;
    const read = (body: Buffer) => readPageInPieces(body, ENTITIES[entity]);
    let all: PageRead | undefined;
    for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
      const wanted = ids.slice(start, start + IDS_AT_ONCE);
      const some = await this.dialect.ask(RECORD_PARTS, async (parts) => {
        const statement = selectByIds(this.dialect.facts(parts), wanted, this.dialect.columns(parts, KEY_COLUMNS));
        const include = this.dialect.include(parts);
        const answer = await qbo.query("page", statement, read, { include, signal });
        const request = { from: EPOCH, until: EPOCH, startPosition: 1, maxResults: IDS_AT_ONCE };
        return pageRead(answer, request, { statement, ...(include === undefined ? {} : { include }) });
      });
      all = all === undefined ? some : joined(all, some);
    }
    return all;
  }

  /** How many of some ids the source counts; no more than `IDS_AT_ONCE`. */
  async countOf(ids: readonly string[]): Promise<number> {
    const { qbo, signal } = this.options;
    const answer = await this.dialect.ask(["active"], (parts) =>
      qbo.query("count", countByIds(this.dialect.facts(parts), ids), readCount, { signal }),
    );
    return answer.value.count;
  }

  /**
   * Reads a page, or its pieces if the whole page does not come.
   *
   * @param isSearch true while a bad record is searched for: then a fault is blamed on a record sooner.
   */
  private async readOrSplit(request: SizedRequest, isSearch: boolean): Promise<PageRead> {
    if (!this.atOnce.allows(request.maxResults)) return this.readHalves(request, isSearch);
    try {
      const read = await this.ask(request, isSearch);
      this.unreadableInARow = 0;
      this.atOnce.wentWell();
      this.rows.came(read.keys.length, read.pages[0]?.records.length ?? 0);
      return read;
    } catch (error) {
      const fault = faultOf(error);
      if (error instanceof BackfillError && error.code === TOO_LONG) {
        if (request.maxResults === 1) return this.unreadable(request, error);
        this.rows.wereTooLong(request.maxResults);
        return this.readOrSplit({ ...request, maxResults: Math.min(request.maxResults - 1, this.rows.now) }, isSearch);
      }
      if (fault === OVERTIME && this.mayBeTooMuch(request)) {
        this.atOnce.wereTooMany(request.maxResults);
        return this.readHalves(request, isSearch);
      }
      if (!(error instanceof BackfillError) || !BAD_RECORD_FAULTS.has(fault)) throw error;
      // Bad days are found before bad records. In a day that QuickBooks does not return at all, each record would be looked for.
      if (request.patience === "brief") throw error;
      return request.maxResults === 1 ? this.unreadable(request, error) : this.readHalves(request, true);
    }
  }

  /** Halving finds one bad record among a thousand in about twenty calls, and reads all the others. */
  private async readHalves(request: SizedRequest, isSearch: boolean): Promise<PageRead> {
    const size = Math.ceil(request.maxResults / 2);
    const first = await this.readOrSplit({ ...request, maxResults: size }, isSearch);
    if (first.keys.length + first.unreadable.length < size) return first;
    const rest = { ...request, startPosition: request.startPosition + size, maxResults: request.maxResults - size };
    return joined(first, await this.readOrSplit(rest, isSearch));
  }

  private unreadable(request: SizedRequest, error: BackfillError): PageRead {
    if (++this.unreadableInARow > UNREADABLE_IN_A_ROW_MAX) {
      if (error.code === TOO_LONG) throw error;
      throw new TransientError("QBO_UNAVAILABLE", `QuickBooks does not answer for any record now (${error.message})`, {
        remedy: "Run again later; the run goes on where it stopped.",
        cause: error,
      });
    }
    const statement = this.statement(request, this.dialect.partsOf(this.parts));
    return {
      asked: { start: request.from, end: request.until },
      rowsAsked: request.maxResults,
      keys: [],
      unreadable: [{ place: 0, reason: error.message, request: { statement, ...error.ids } }],
      pages: [],
      tid: undefined,
    };
  }

  private ask(request: SizedRequest, isSearch: boolean): Promise<PageRead> {
    const { qbo, entity, signal } = this.options;
    const patience = this.mayBeTooMuch(request) ? ALLOWANCES.bigPage : ALLOWANCES.page;
    const isOne = request.maxResults === 1;
    const whole = atMost(RETRIES_MAX[request.patience ?? "long"], patience);
    const allowance = isOne ? whole : inPieces(whole);
    const read = (body: Buffer) => readPageInPieces(body, ENTITIES[entity]);
    return this.dialect.ask(this.parts, async (parts) => {
      const [statement, include] = [this.statement(request, parts), this.dialect.include(parts)];
      const answer = await qbo.query("page", statement, read, {
        allowance: isSearch ? forSearch(allowance) : allowance,
        include,
        bytesMax: isOne ? RECORD_BYTES_MAX : this.pageBytesMax,
        signal,
      });
      return pageRead(answer, request, { statement, ...(include === undefined ? {} : { include }) });
    });
  }

  private get parts(): readonly Part[] {
    return this.options.keysOnly === true ? LISTING_PARTS : PAGE_PARTS;
  }

  private mayBeTooMuch({ maxResults }: SizedRequest): boolean {
    return maxResults > Math.ceil(this.rows.now / PIECES_MAX);
  }

  private statement(request: SizedRequest, parts: Parts): string {
    const entity = this.dialect.facts(parts);
    const columns = this.dialect.columns(parts, KEY_COLUMNS);
    if (entity.reads === "whole") return selectAll(entity, request, parts.has("order"), columns);
    return selectPage(entity, request, request.until, request.maxResults, parts.has("order"), columns);
  }
}
