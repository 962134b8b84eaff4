import type { Found } from "../../warehouse/reports/found-records";
import type { EntityVerdict } from "./verdicts";

const entities = (n: number) => (n === 1 ? "entity" : "entities");

/** The words of a load's report that the report of a run does not have. */
export const english = {
  title: (load: number) => `Load ${load}: report of all its entities`,
  verdict: {
    complete: "Complete: all of it is there",
    incomplete: "Not complete",
    running: "Not finished",
    abandoned: "Abandoned",
  },
  verdictText: {
    complete: (n: number, records: string) =>
      `QuickBooks counts ${records} records of ${n} ${entities(n)}. The database holds every one of them.`,
    incomplete: (n: number) => `${n} ${entities(n)} ${n === 1 ? "is" : "are"} not complete; the others are.`,
    running: (n: number) => `${n} ${entities(n)} ${n === 1 ? "has" : "have"} no verdict yet.`,
    abandoned: "A later load of the same entities and range was started over in its place (resume=false).",
  },
  absent: (n: number) =>
    n === 0 ? "" : `${n} ${entities(n)} ${n === 1 ? "is" : "are"} not in this company; nothing of them is missing.`,
  nextText: {
    complete: "Nothing. The same load again shows that a second one adds nothing.",
    incomplete:
      "Do what the sentences say, then run the same load again. It reads what is not complete, and nothing else.",
    running:
      "If no load is under way in Mage, start the same pipeline with the same variables: it goes on from what is kept.",
    abandoned: "Nothing. Look at the report of the load that took its place.",
  },
  tiles: {
    complete: "entities complete",
    counted: "records counted at QuickBooks",
    held: "held by this load",
    unavailable: "not in this company",
    calls: "calls used",
    time: "from start to end",
    timeSoFar: "since its start",
  },
  facts: {
    title: "The load",
    entities: "Entities",
    entitiesShown: (n: string) => `${n}, lists before transactions`,
  },
  entities: {
    title: "The entities",
    about: "In the order of the load. A name leads to the entity's own report.",
    command:
      "In the order of the load. npm run report -- --run N, with the number of its run, brings the entity's own report.",
    head: ["Entity", "Run", "Counted", "Held", "Days", "Verdict", "New", "Calls", "Work"],
    chart: "Records held, by entity; the table below holds the numbers",
    chartTitle: "Records held",
    others: (n: number) => `${n} other ${entities(n)}`,
    chartHead: ["Entity", "Records", "Share"],
    whole: "whole",
    openDays: (open: string, all: string) => `${open} of ${all} not complete`,
    verdict: {
      complete: "complete",
      incomplete: "not complete",
      failed: "stopped",
      unfinished: "not finished",
      unavailable: "not in this company",
    } satisfies Record<EntityVerdict, string>,
    workAbout:
      "Held may exceed counted: a record that was edited while the load read has its newer version outside of the range. Days: whole is a list without days, read whole. New: rows that the table did not hold. Work: the time of its own calls, of keeping its pages and of making its rows, all workers added up. Calls are its own; those made for all together stand below.",
  },
  wrong: {
    title: "Not complete",
    head: ["Entity", "Code", "The program said"],
    checks: "its own report names the points that failed",
  },
  unavailable: {
    title: "Not in this company",
    about: "QuickBooks says so, and not that they are empty. The next load asks again.",
    head: ["Entity", "Code", "QuickBooks said"],
  },
  refused: {
    title: "Left out",
    about: "QuickBooks did not take these parts of the statements; the records came without them.",
    head: ["Entity", "Part"],
  },
  changes: {
    title: "What has changed",
    nothing: "Nothing: no record is new, changed, removed or back since the last sync.",
    head: ["Entity", "New", "Changed", "Removed", "Back", "Ids"],
    ids: { new: "new", changed: "changed", removed: "removed", restored: "back" } satisfies Record<Found, string>,
  },
  sync: {
    title: (load: number) => `Sync ${load}: what has changed`,
    verdict: {
      complete: "Complete: all changes are here",
      incomplete: "Not complete",
      running: "Not finished",
      abandoned: "Broke off",
    },
    text: (from: string, until: string) => `All that changed in QuickBooks from ${from} to ${until} is here.`,
    counted: (records: string, n: number) =>
      `QuickBooks counted everything as well: ${records} records of ${n} ${entities(n)}. The database holds as many of each.`,
    notCounted: "It did not count everything. When QuickBooks last did stands below.",
    brokeOff: "It was cancelled or killed. The next sync has taken its place, and read the same again.",
    next: {
      complete: "Nothing. The next sync goes on from here.",
      incomplete: "Do what the sentences say. The next sync reads from where the last complete one ended.",
      running: "If no sync is under way in Mage, start one: it reads from where the last complete one ended.",
      abandoned: "Nothing, if a later sync is complete.",
    },
    tiles: { new: "records new", changed: "changed", removed: "removed", age: "since the data was read" },
    entities: "Counted and held are the records that changed, or of a short list all of them.",
    workAbout:
      "New: rows that the table did not hold. Work: the time of its own calls, of keeping its pages and of making its rows, all workers added up. Calls are its own; those made for all together stand below.",
  },
  known: {
    title: "Known to be whole",
    about:
      "Of all runs so far: the ranges of the last change that are proven, and when QuickBooks last counted the whole entity and the database held as many.",
    head: ["Entity", "Proven", "Gaps", "All counted"],
    noGap: "none",
    gap: (n: number, first: string) => (n === 1 ? first : `${n}, the first: ${first}`),
    never: "not yet",
    counted: (n: string, when: string) => `${n}, ${when}`,
  },
  calls: {
    title: "Calls used",
    about: (own: string, shared: string) => `${own} for single entities, ${shared} for all of them together.`,
    head: ["Kind", "Calls"],
    oneEntity: "for single entities: pages, and what concerns one of them alone",
    token: "sign-ins (not counted by Intuit)",
    month: (month: string, used: string, allowed: string, share: string) =>
      `In ${month} the company's calls come to ${used} of ${allowed} (${share}).`,
  },
  footer: {
    again: (load: number) =>
      `npm run report -- --load ${load} makes it again from the database, npm run evidence -- --load ${load} packs it with every query and its result.`,
  },
};

export type LoadWords = typeof english;
