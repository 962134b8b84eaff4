import type { TimeRange, UtcInstant, Window } from "../job/instants";
import { dayOf } from "../job/windows";
import { InOrder } from "./in-order";
import type { Log } from "./log";
import { ProgressLog } from "./progress-log";
import { type Grain, grainFor, WindowLines } from "./window-lines";
import { counted, grouped, seconds } from "./words";

interface Plan {
  readonly range: TimeRange;
  readonly records: number;
  readonly windows: number;
  readonly segments: number;
  readonly calls: number;
  readonly minutesAtLimit: number;
  readonly monthShare: number;
}

interface FetchedWindow extends Window {
  readonly rows: number;
  readonly pages: number;
  readonly durationMs: number;
}

type WindowCounts = "rows" | "pages" | "duration_ms";

/** What the loader reports, in words that a person or a program can search for. */
export class LoaderLog {
  private lines: WindowLines<WindowCounts> | undefined;
  private progress: ProgressLog | undefined;
  private inOrder: InOrder<FetchedWindow> | undefined;
  private windowsDone = 0;

  constructor(private readonly log: Log) {}

  notIntuit(what: string, url: string): void {
    this.log.log("warning", `qb.address NOT INTUIT: ${what} go to ${url}`, { what, url });
  }

  plan(plan: Plan, dryRun: boolean): void {
    const minutes = plan.minutesAtLimit < 1 ? "under a minute" : `${Math.ceil(plan.minutesAtLimit)} min`;
    const costs = `${minutes} at the limit, ${(plan.monthShare * 100).toFixed(3)} % of a month's free reads`;
    this.log.log(
      "info",
      `qb.plan ${counted(plan.windows, "window")}, ${counted(plan.records, "record")}, about ${counted(plan.calls, "call")}` +
        (dryRun ? `; dry run: ${costs}; nothing is written` : ""),
      {
        range_start_utc: plan.range.start,
        range_end_utc: plan.range.end,
        records: plan.records,
        windows: plan.windows,
        segments: plan.segments,
        calls: plan.calls,
        minutes_at_limit: plan.minutesAtLimit,
        month_share: plan.monthShare,
        dry_run: dryRun,
      },
    );
  }

  company(name: string | null, environment: string): void {
    this.log.log("info", `qb.company ${name ?? "without a name"} (${environment})`, { name, environment });
  }

  /** A part of the statement that QuickBooks does not accept. */
  refused(entity: string, { name, refusedBy }: { readonly name: string; readonly refusedBy: string | null }): void {
    this.log.log("warning", `qb.refused QuickBooks does not take ${name} (${refusedBy}): it is left out`, {
      entity,
      part: name,
      code: refusedBy,
    });
  }

  nothing({ entity, everything, heldInRange }: { entity: string; everything: number; heldInRange: number }): void {
    const outside = everything > 0 ? `; the company has ${grouped(everything)} outside of it` : "";
    this.log.log("info", `qb.plan no ${entity.replaceAll("_", " ")} in the range${outside}`, { entity, everything });
    if (heldInRange === 0) return;
    this.log.log(
      "warning",
      `qb.plan the table holds ${counted(heldInRange, "record")} of the range that QuickBooks no longer counts in it`,
      { entity, held_in_range: heldInRange },
    );
  }

  /** An earlier run was asked for records up to the start of this run, and has proven less. */
  earlierStart(asked: TimeRange, range: TimeRange): void {
    this.log.log("info", `qb.plan starts at ${range.start}: the run before it was proven up to there only`, {
      requested_start_utc: asked.start,
      range_start_utc: range.start,
    });
  }

  proofByIds(why: string): void {
    this.log.log("info", `qb.proof by ids, record by record: ${why}`, { why });
  }

  /** Records that the table holds and QuickBooks no longer has. */
  removed(removed: number): void {
    this.log.log("warning", `qb.removed ${counted(removed, "record")} gone at QuickBooks: their rows will be marked`, {
      removed,
    });
  }

  unread(unread: number, rangeEnd: UtcInstant): void {
    this.log.log(
      "warning",
      `qb.unread ${counted(unread, "record")} edited before they were read: read on from ${rangeEnd}`,
      { unread, range_end_utc: rangeEnd },
    );
  }

  /** Records of the entity that no range up to the present contains. */
  outOfReach({ future, untimed }: { readonly future: number; readonly untimed: number }): void {
    if (future + untimed === 0) return;
    const kinds = [
      ...(untimed > 0 ? [`${grouped(untimed)} without a time`] : []),
      ...(future > 0 ? [`${grouped(future)} stamped in the future`] : []),
    ];
    this.log.log(
      "warning",
      `qb.outside ${counted(future + untimed, "record")} in reach of no range: ${kinds.join(", ")}`,
      {
        future,
        untimed,
      },
    );
  }

  extended(unread: number, range: TimeRange, waitMs: number): void {
    this.log.log(
      "info",
      `qb.unread ${counted(unread, "record")} edited before they were read: the range is read on` +
        (waitMs > 0 ? ` in ${seconds(waitMs)}` : ""),
      { unread, range_end_utc: range.end, wait_ms: Math.round(waitMs) },
    );
  }

  clipped(asked: TimeRange, range: TimeRange): void {
    this.log.log(
      "warning",
      `qb.plan ends at ${range.end}: later records are still being written; the next run starts there`,
      {
        requested_end_utc: asked.end,
        range_end_utc: range.end,
      },
    );
  }

  startedOver(runs: number): void {
    this.log.log("info", `qb.plan started over: ${counted(runs, "unfinished run")} of this range abandoned`, { runs });
  }

  unfinished(runs: number, pages: number): void {
    this.log.log(
      "info",
      `qb.plan ${counted(runs, "unfinished run")} of other ranges with ${counted(pages, "staged page")}: run those ranges again`,
      { runs, pages },
    );
  }

  resumed(run: { runId: number; state: string; attempts: number; pages: number }): void {
    this.log.log(
      "info",
      `qb.plan goes on with run ${run.runId} at page ${run.pages + 1} (attempt ${run.attempts + 1})`,
      {
        run_id: run.runId,
        state: run.state,
        attempt: run.attempts + 1,
        pages: run.pages,
      },
    );
  }

  wait(reason: string, delayMs: number): void {
    this.log.log("warning", `qb.wait ${seconds(delayMs)}: ${reason}`, { reason, delay_ms: Math.round(delayMs) });
  }

  /** Call it before the first window, with the days that are still to be read, in order. */
  reading(windows: { total: number; open: readonly UtcInstant[] }): void {
    const grain = grainFor(windows.total);
    this.inOrder = new InOrder(windows.open);
    this.windowsDone = windows.total - windows.open.length;
    this.progress = new ProgressLog(this.log, "windows", windows.total);
    this.lines = new WindowLines<WindowCounts>(grain, "rows", (span) => {
      const { rows, pages, duration_ms } = span.counts;
      this.log.log(
        "info",
        span.quiet
          ? `qb.window ${span.label}: no rows in ${counted(span.days, "day")}`
          : `qb.window ${span.label}: ${counted(rows, "row")}${onPages(grain, pages)}, ${seconds(duration_ms)}`,
        { window: span.label, windows: span.days, rows, pages, duration_ms },
      );
    });
  }

  /** Days may come in any order, since several are read side by side. They are logged in order. */
  windows(windows: readonly FetchedWindow[]): void {
    for (const window of windows) {
      for (const next of this.inOrder?.add(window.start, window) ?? []) this.tell(next);
    }
    this.windowsDone += windows.length;
    this.progress?.at(this.windowsDone);
  }

  reread(days: readonly Window[]): void {
    this.again(days, "short of the source's count: read again");
  }

  /** QuickBooks does not return a day, or part of it, and answers for other days. */
  unansweredDay(day: UtcInstant, why: string): void {
    this.log.log("error", `qb.window ${dayOf(day)} cannot be read: ${why}`, { window: dayOf(day), why });
  }

  unansweredAgain(days: readonly Window[]): void {
    this.again(days, "could not be read: asked for once more");
  }

  private again(days: readonly Window[], why: string): void {
    this.lines?.end();
    this.windowsDone -= days.length;
    this.inOrder = new InOrder(days.map((day) => day.start));
    this.log.log("warning", `qb.window ${counted(days.length, "day")} ${why}`, {
      days: days.map((day) => dayOf(day.start)),
    });
  }

  /** A list that is read whole did not agree with its counts. */
  listReread(counted: number | undefined, read: number): void {
    const count = counted === undefined ? "QuickBooks does not count it" : `QuickBooks counts ${grouped(counted)}`;
    this.log.log("warning", `qb.window the list changed or differs: ${grouped(read)} read, ${count}; read again`, {
      source_count: counted ?? null,
      rows: read,
    });
  }

  private tell(window: FetchedWindow): void {
    this.lines?.add(window.start, { rows: window.rows, pages: window.pages, duration_ms: window.durationMs });
  }

  fetched(run: {
    readonly pages: number;
    readonly rows: number;
    readonly calls: number;
    readonly source: number;
    readonly distinct: number;
    /** How many of these records have left the range since they were read. */
    readonly departed: number;
    readonly proof: string;
    readonly durationMs: number;
    /** Time spent waiting for QuickBooks and for Postgres, added up over all workers. */
    readonly sourceMs: number;
    readonly stagingMs: number;
  }): void {
    this.lines?.end();
    const held = run.distinct - run.departed;
    const agrees = run.source === held ? "as many as" : "but";
    const departed = run.departed > 0 ? ` (${grouped(run.departed)} more have left since)` : "";
    const fields = {
      pages: run.pages,
      rows_read: run.rows,
      calls: run.calls,
      source_count: run.source,
      distinct_count: run.distinct,
      departed_count: run.departed,
      proof: run.proof,
      duration_ms: Math.round(run.durationMs),
      source_ms: Math.round(run.sourceMs),
      staging_ms: Math.round(run.stagingMs),
    };
    this.log.log(
      "info",
      `qb.fetched ${counted(held, "record")}, ${agrees} ${grouped(run.source)} at the source${departed}; ${counted(run.calls, "call")}`,
      fields,
    );
    this.log.metric("qb.fetched", fields);
  }
}

/** The days of a month share pages, so the sum of their pages means nothing. */
function onPages(grain: Grain, pages: number): string {
  return grain === "day" ? ` on ${counted(pages, "page")}` : "";
}

/** The company does not have the entity. This is not a failure. */
export function logUnavailable(
  log: Log,
  entity: string,
  absence: { readonly code: string; readonly text: string },
): void {
  log.log("info", `qb.unavailable this company does not have ${entity.replaceAll("_", " ")} (${absence.code})`, {
    ...absence,
  });
}
