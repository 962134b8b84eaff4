import type { SeriesVerdict, SyncVerdict } from "./verdicts";

const entities = (n: number) => (n === 1 ? "entity" : "entities");

/** The words of the page of all syncs that the report of a run does not have. */
export const english = {
  title: "The syncs",
  range: (n: number, shown: string, total: string) =>
    n === 1 ? "one sync" : shown === total ? `${total} syncs` : `the newest ${shown} of ${total} syncs`,
  verdict: {
    none: "No sync yet",
    whole: "Up to date",
    old: "The data is getting old",
    outOfReach: "No sync for more than 29 days",
    incomplete: "The newest sync is not complete",
    brokeOff: "The newest sync broke off",
    running: "A sync is at work, or broke off",
  } satisfies Record<SeriesVerdict, string>,
  asOf: (when: string, age: string, oldest: string) =>
    `All changes up to ${when} are here: the data is ${age} old. Furthest behind: ${oldest}.`,
  wholeAt: (when: string) =>
    `QuickBooks counted the records of each entity at ${when} or later; the database held as many.`,
  neverCounted: (names: string) => `Not among these, since no count has proven them whole: ${names}.`,
  neverWhole: "No sync has counted all records yet.",
  failed: (n: number) => `${n} ${entities(n)} ${n === 1 ? "was" : "were"} not brought up to date.`,
  next: {
    none: "Run qb_company_backfill up to the present, then enable a trigger of qb_company_sync in Mage: docs/en/sync.md.",
    whole: "Nothing.",
    old: "Look in Mage whether a trigger of qb_company_sync is enabled, and whether its runs fail. A run that fails before it reads is not in this list.",
    outOfReach:
      "Enable a trigger of qb_company_sync in Mage. The next sync reads by change and compares every record, so it takes longer.",
    incomplete:
      "Open it below and do what the sentences say. The next sync reads from where the last complete one ended.",
    brokeOff: "Look at its log in Mage. The next sync reads from where the last complete one ended.",
    running:
      "If no run of qb_company_sync is under way in Mage, look at its log there. The next sync reads the same again.",
  } satisfies Record<SeriesVerdict, string>,
  tiles: {
    age: "age of the data",
    complete: "syncs complete",
    new: "records new",
    changed: "changed",
    removed: "removed",
    calls: "calls used",
  },
  table: {
    title: "Sync by sync",
    linked: "Newest first. The time leads to the page of the sync, which names the records.",
    command:
      "Newest first. npm run report -- --load N, with the number of a sync, brings its page, which names the records.",
    length: (records: string) =>
      `The longest bar stands for ${records} records; a short one is drawn a little wider than it is.`,
    legend: { new: "new", changed: "changed", removed: "removed", restored: "back" },
    head: [
      "Started, UTC",
      "Load",
      "Verdict",
      "Found",
      "New",
      "Changed",
      "Removed",
      "Back",
      "Data as of, UTC",
      "Age before",
      "Calls",
    ],
    bar: (counts: string) => `Found: ${counts}`,
    verdict: {
      complete: "complete",
      incomplete: "not complete",
      brokeOff: "broke off",
      running: "not finished",
    } satisfies Record<SyncVerdict, string>,
    about:
      "Data as of: up to this time by QuickBooks' clock, all changes were read. Age before: how old the data was when this sync brought it up to date.",
    left: (n: string) =>
      `${n} older syncs are not shown. npm run report -- --load N shows any of them; backfill.load has their numbers.`,
  },
  again: "npm run report -- --syncs makes it again from the database.",
};

export type SyncsWords = typeof english;
