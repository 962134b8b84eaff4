import { type EntityName, nameOf } from "../../entities/entity";
import type { DayStatus } from "./day-status";

const days = (n: number) => (n === 1 ? "day" : "days");
const records = (n: number) => (n === 1 ? "record" : "records");

/** All words of the report except names. Formatted numbers come as text. Numbers that decide the words come as numbers. */
export const english = {
  language: "English",
  entity: (name: EntityName) => nameOf(name, "en"),
  months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  /** Sunday first. Every second one is empty, since the rows are close together. */
  weekdays: ["", "Mon", "", "Wed", "", "Fri", ""],
  title: (entity: string, run: number) => `Backfill of ${entity}: report of run ${run}`,
  unnamedCompany: "a company without a name",
  noCompany: "no company known yet",
  environment: { sandbox: "sandbox", production: "production" } as Record<string, string>,
  range: (from: string, to: string) => `from ${from} (included) to ${to} (not included), UTC`,
  verdict: {
    complete: "Complete: all of it is there",
    incomplete: "Not complete",
    failed: "Stopped before its end",
    unfinished: "Not finished",
    abandoned: "Abandoned",
    unavailable: "Not in this company",
  },
  verdictText: {
    complete: (n: string, entity: string, range: string, checks: string, listed: boolean) =>
      `QuickBooks ${listed ? "lists" : "counts"} ${n} ${entity} with a last change ${range}. The database holds every one of them, and the ${checks} checks that decide the verdict passed.`,
    lessThanAsked: (asked: string, proven: string) =>
      `This is less than was asked for, ${asked}: what is later than ${proven} was still being written. A run that starts at that end brings it.`,
    leftUnread: (n: string, ids: readonly string[], more: boolean) =>
      `Records that left the range before they were read: ${n} (${ids.join(", ")}${more ? " …" : ""}). No copy of them is held; a run that starts at the end of this range reads them.`,
    outOfReach: (future: string, untimed: string) =>
      `Records that no range up to the present reaches: ${future} stamped in the future, ${untimed} without a time.`,
    incomplete: "What was read is in the table, but these points of the checklist failed:",
    failed: (block: string) =>
      `The run stopped ${block}. What it had read is kept, and the same range goes on from there.`,
    unfinished: (block: string) =>
      `It was last seen ${block}. It is at work, or was cancelled there; the same range goes on from what is kept.`,
    abandoned:
      "A later run of the same range took its place: by resume=false, or because its range reached the present more than a day ago. What it wrote to the table stays.",
    unavailable: (entity: string, said: string) =>
      `QuickBooks says that this company does not have ${entity} (${said}). Nothing was read, and nothing is missing.`,
  },
  standing: {
    unavailable: "when QuickBooks was asked for the first time (qb_loader)",
    loading: "while reading from QuickBooks (qb_loader)",
    fetched: "after reading, before all pages were rows (qb_exporter)",
    loaded: "before its verdict (qb_validator)",
  } as Record<string, string>,
  programSaid: "The program said:",
  next: "What to do",
  nextText: {
    complete: "Nothing. Run the same range again whenever you want to show that a second run adds nothing.",
    rejected: "Look at the rejected records below, correct them in QuickBooks, and run a range that reaches to today.",
    changed: (table: string) =>
      `Find what else changes or drops rows of ${table} (a trigger, another program, a person), undo it, and run the same range again.`,
    incomplete: "Run the same range again: all of its days are read again.",
    failed: (code: string) =>
      `Do what the sentence says, then run the same range again. docs/en/operations.md explains the code ${code}.`,
    unfinished: "If no run is under way in Mage, start the same pipeline with the same range.",
    abandoned: "Nothing. Look at the report of the run that took its place.",
    unavailable: "Nothing. The next run asks again, since a change of plan or of a setting may bring it.",
  },
  tiles: {
    source: "counted at QuickBooks",
    held: "held by this run",
    days: "days in the range",
    open: "days not complete",
    calls: "calls used",
    time: "from start to end",
    timeSoFar: "since its start",
  },
  facts: {
    title: "The run",
    company: "Company",
    range: "Range (last change)",
    clipped: (end: string) => `asked for until ${end}; what is later was still being written`,
    proof: "Proof",
    proofs: {
      counts: "by counts of the whole range, and by id of each record that has left it since",
      ids: "record by record, by id",
      whole: "the whole list, between two counts that agree",
      none: "none yet",
    },
    table: "Table",
    pipeline: "Pipeline",
    mageRun: (id: number) => `Mage run ${id}`,
    started: "Started",
    ended: "Ended",
    attempts: "Attempts",
    pages: (pages: string, size: string) => `${pages} (page_size ${size})`,
    pagesTitle: "Pages read",
  },
  days: {
    title: "Rows a day",
    about: "A square is a UTC day; its colour says how many records were last changed in QuickBooks on it.",
    chart: (half: string) => `Rows a day, ${half}; the table of months below holds the same numbers`,
    cell: (day: string, rows: string, status: string) => `${day}: ${rows} (${status})`,
    half: (year: string, half: number) => `${year}, ${half === 1 ? "January to June" : "July to December"}`,
    noRows: "no rows",
    rowsBetween: (from: string, to: string) => (from === to ? `${from} a day` : `${from} to ${to} a day`),
    status: {
      rows: "complete",
      empty: "complete, no rows",
      unread: "not read",
      "not-loaded": "read, not in the table yet",
      unproven: "not counted against QuickBooks",
      short: "short of QuickBooks' count",
      rejected: "a record was rejected",
    } satisfies Record<DayStatus, string>,
    marks: { unread: "gap: not read", unproven: "read, not proved yet", "not-complete": "not complete" },
    noGap: "No gap: every day of the range was read.",
    gaps: (n: number, shown: string) => `${shown} ${days(n)} of the range ${n === 1 ? "was" : "were"} not read.`,
    quiet: (n: number, shown: string, from: string, to: string) =>
      n === 1
        ? `The longest quiet span is one day, ${from}. QuickBooks has no record for it either.`
        : `The longest quiet span is ${shown} days, ${from} to ${to}. QuickBooks has no record for them either.`,
    openTitle: "Days that are not complete",
    open: ["From – to", "Days", "Why", "Read", "QuickBooks"],
    openMore: (n: string) => `and ${n} more spans: backfill.run_window lists them all.`,
    monthsTitle: "The months in numbers",
    months: ["Month", "Days", "Rows", "With rows", "Empty", "Gaps", "Not complete"],
    tableTitle: "Every day in numbers",
    table: ["Day", "Rows", "Status"],
  },
  calls: {
    title: "Calls used",
    planTitle: "Against the plan",
    planChart: "Calls of this run against the plan; the table below holds the numbers",
    planned: "planned (sign-ins and repeats not included)",
    unplanned: "not kept by the version that ran it",
    answered: "answered as asked",
    failed: "not answered as asked (throttled, refused, cut off)",
    signIns: "sign-ins (not counted by Intuit)",
    kinds: {
      page: "pages",
      count: "counts",
      batch: "batches",
      cdc: "changes",
      companyinfo: "company",
    } as Record<string, string>,
    monthTitle: "Against the month",
    monthChart: (month: string) => `Calls in ${month} against what the month allows; the table below holds the numbers`,
    monthHead: ["Month", "This run", "All else", "Allowed", "Used"],
    freeReads: "Allowed is Intuit's 500,000 free reads a month (Builder tier), shared by all companies of the app.",
    ownCap: "Allowed is your own cap, calls_per_month_max in backfill.limits.",
    none: "This run has booked no call.",
    head: ["Kind", "Calls"],
  },
  time: {
    title: "Where the time went",
    blocksTitle: "By block",
    blocksChart: "Time of each block; the table below holds the numbers",
    blocks: {
      loader: "qb_loader reads and counts",
      exporter: "qb_exporter makes rows",
      validator: "qb_validator asks its questions",
    },
    blocksAbout: "By the clock, Mage's pauses between blocks and between attempts included.",
    waitsTitle: "By what was waited for",
    waitsChart: "What the time was spent waiting for; the table below holds the numbers",
    waits: {
      limit: "the limit: calls waiting for their turn",
      source: "QuickBooks: its answers, and pauses after errors",
      staging: "Postgres: keeping pages",
      rows: "Postgres: turning pages into rows",
    },
    waitsAbout: "Readers work side by side and their times are added up, so the sum may exceed the clock.",
    head: ["Part", "Time", "Share"],
    unknown: "This run has not booked what its calls took.",
  },
  rows: {
    title: "What became of the records",
    chart: "What became of the records that were read; the table below holds the numbers",
    inserted: "inserted: the table did not hold them",
    same: "updated, same content as before",
    changed: "updated, content had changed",
    stale: "stale: the table held a newer copy, which was kept",
    rejected: "rejected: set aside, not in the table",
    read: "read",
    head: ["Outcome", "Records", "Share"],
  },
  notices: {
    title: "Noticed on the way",
    about: "No failures. Fields that are new, gone or refused, and references to records that are not held.",
    head: ["what", "field", "in detail"],
    kinds: {
      new_path: "a field that no record had before",
      new_type: "a field of another type than before",
      vanished_path: "a field that most records had, and the newest have not",
      refused_field: "a field that QuickBooks refuses to give",
      orphans: "references to records that are not held",
    },
  },
  rejected: {
    title: "Rejected records",
    none: "None: every record that QuickBooks sent is in the table.",
    some: (n: number, shown: string) =>
      `${shown} ${records(n)} that QuickBooks has ${n === 1 ? "is" : "are"} not in the table.`,
    reasons: {
      UNREADABLE: "QuickBooks cannot render it",
      NOT_JSONB: "holds what jsonb cannot hold",
      NO_ID: "has no Id",
      NO_LAST_UPDATED_TIME: "has no time of last change",
      OUTSIDE_RANGE: "lies outside the range asked for",
    } as Record<string, string>,
    head: ["Id", "Day", "Page and place", "Reason", "In the program's words"],
    more: (n: string) => `and ${n} more in backfill.rejected_record.`,
    unknown: "unknown",
  },
  previous: {
    title: "The same range before",
    none: "No earlier run of exactly this range has ended. Run it again: the second report shows here that nothing was added.",
    same: (run: number) =>
      `Since run ${run} nothing is new: no row was inserted and no content had changed. Reading the range again added nothing.`,
    differs: (run: number, inserted: string, changed: string) =>
      `Since run ${run}, ${inserted} rows are new and the content of ${changed} had changed: edits in QuickBooks, or days that run ${run} did not bring.`,
    open: (run: number) => `Run ${run} ended before; this one has not ended yet, so the numbers are not final.`,
    run: (run: number) => `Run ${run}`,
    head: "Number",
    lines: {
      verdict: "Verdict",
      source: "Counted at QuickBooks",
      rows: "Records read",
      inserted: "Inserted",
      updated: "Updated",
      changed: "Of these, content had changed",
      stale: "Stale",
      rejected: "Rejected",
      calls: "Calls",
      time: "Time",
    },
    daysTitle: "Days with another number of records",
    days: ["Day", "Then", "Now"],
    noDays: "Every day has the same number of records as then.",
    more: (n: string) => `and ${n} more days.`,
  },
  checks: {
    title: "Acceptance checklist",
    about: (deciding: string) =>
      `The first ${deciding} points decide the verdict; the last two say more about the run. Each was asked of Postgres: the statement under a point asks it again, and 0 offenders is a pass.`,
    result: { passed: "Passed", failed: "Failed", open: "Open", noted: "Noted" },
    open: "The validator has not judged the run yet.",
    offenders: (n: number, shown: string) => `${shown} ${n === 1 ? "offender" : "offenders"}.`,
    statement: "The statement",
    points: {
      windows_cover_the_range: {
        asks: "Do the daily windows cover the whole range?",
        shows: (f: Shown) => `${f.days} daily windows from ${f.from} to ${f.to}, without gap or overlap.`,
      },
      windows_are_utc_days: {
        asks: "Is every window a UTC day?",
        shows: () => "Every window starts and ends at midnight UTC, or at an end of the range.",
      },
      windows_loaded: {
        asks: "Was every day read and loaded?",
        shows: (f: Shown) => `All ${f.days} days are in the table.`,
      },
      rows_read_are_accounted_for: {
        asks: "Is every record that was read accounted for?",
        shows: (f: Shown) => `${f.rows} records read = inserted + updated + stale + rejected, day by day.`,
      },
      rows_match_the_ledger: {
        asks: "Does the table hold as many rows as the ledger says?",
        shows: () => "Day by day, the table holds as many rows of this run as the ledger says.",
      },
      stale_rows_are_held: {
        asks: "Of each record that was not written, is a newer copy in the table?",
        shows: (f: Shown) => `${f.stale} stale records: the table holds a newer copy of each, whose content says so.`,
      },
      rows_inside_their_window: {
        asks: "Does every row lie inside its day?",
        shows: () => "No row lies outside the day it is filed under.",
      },
      times_are_utc: {
        asks: "Are the times right, in UTC?",
        shows: () => "In every row, source_updated_at_utc is the instant that the record itself names.",
      },
      nothing_rejected: {
        asks: "Could every record be kept?",
        shows: () => "No record had to be set aside.",
      },
      source_count_agrees: {
        asks: "Does QuickBooks count as many as were read?",
        shows: (f: Shown) =>
          `QuickBooks ${f.listed ? "lists" : "counts"} ${f.source} records for the range, this run held ${f.held}${
            f.departed === undefined ? "" : `, of which ${f.departed} have left the range since`
          }.`,
      },
      same_range_again: {
        asks: "Does running the same range again add nothing?",
        shows: () => "The run before this one had brought all of it: 0 inserted, 0 changed.",
      },
      calls_within_the_month: {
        asks: "Is the month's budget of calls kept?",
        shows: (f: Shown) => `${f.monthCalls} of ${f.monthAllowed} calls used in the fullest month of the run.`,
      },
    } as Record<string, { asks: string; shows: (f: Shown) => string }>,
    notTried: "No earlier run of the same range has ended: run it again to show it.",
    sinceThen: (inserted: string, changed: string) =>
      `${inserted} inserted and ${changed} changed since the run before.`,
  },
  footer: {
    made: (time: string, version: string) => `Made ${time} by version ${version}.`,
    again: (run: number) =>
      `npm run report -- --run ${run} makes it again from the database, npm run evidence -- --run ${run} packs it with every query and its result.`,
    self: "This file loads nothing from anywhere and shows no amounts of money.",
  },
};

/** The values that fill the sentences of the checklist, formatted. */
export interface Shown {
  readonly days: string;
  readonly from: string;
  readonly to: string;
  readonly rows: string;
  readonly stale: string;
  readonly source: string;
  readonly held: string;
  /** How many of the held records have left the range since; undefined if there are none. */
  readonly departed: string | undefined;
  /** Whether QuickBooks listed the records instead of counting them. */
  readonly listed: boolean;
  readonly monthCalls: string;
  readonly monthAllowed: string;
}

export type Words = typeof english;
