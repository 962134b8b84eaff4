import type { Db } from "../database/connection";

/**
 * Says which staged pages of a run may become rows next. Two pages with a common record are written one after the other, in the
 * order in which they were read: what the table holds is read before it is written. So each segment of a run is written in
 * order, since each page repeats the last second of the page before; pages of different segments are written side by side.
 */
export class PageOrder {
  private readonly started = new Set<number>();
  private readonly written = new Set<number>();

  /** @param earlier the pages that must be written before a page. */
  constructor(
    private readonly pages: readonly number[],
    private readonly earlier: ReadonlyMap<number, readonly number[]>,
  ) {}

  /** The run's staged pages. */
  static async of(db: Db, runId: number): Promise<PageOrder> {
    const { rows } = await db.query<{ page: number }>(
      "select page_number as page from backfill.staged_page where run_id = $1 order by 1",
      [runId],
    );
    return new PageOrder(
      rows.map(({ page }) => page),
      rows.length < 2 ? new Map() : await pagesBefore(db, runId),
    );
  }

  /** How many pages are not written. */
  get left(): number {
    return this.pages.length - this.written.size;
  }

  /** The next page that may be written now; undefined if none may, until another is written. */
  next(): number | undefined {
    const isWritten = (page: number) => this.written.has(page);
    const page = this.pages.find((one) => !this.started.has(one) && (this.earlier.get(one)?.every(isWritten) ?? true));
    if (page !== undefined) this.started.add(page);
    return page;
  }

  isWritten(page: number): void {
    this.written.add(page);
  }
}

/** Of each page that repeats records of earlier pages: the last earlier page of each of these records. */
async function pagesBefore(db: Db, runId: number): Promise<Map<number, number[]>> {
  const { rows } = await db.query<{ page: number; earlier: number[] }>(
    `select page, array_agg(distinct earlier) as earlier
     from (
       select page_number as page, lag(page_number) over (partition by id order by page_number) as earlier
       from backfill.staged_page
       cross join unnest(record_ids) as id
       where run_id = $1 and id is not null
     ) as record
     where earlier < page
     group by page`,
    [runId],
  );
  return new Map(rows.map(({ page, earlier }) => [page, earlier]));
}
