import fc from "fast-check";
import { expect, test } from "vitest";
import { type Rule, startSimulator, type TruthRecord } from "../../simulator/index";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

/** The changes that people make to records while a run reads: to transactions, and to lists, which have no deletion. */
const HABITS = {
  customers: { name: "Customer", ops: ["create", "edit", "touch", "deactivate", "rename"] },
  items: { name: "Item", ops: ["create", "edit", "touch", "deactivate", "rename"] },
  invoices: { name: "Invoice", ops: ["create", "edit", "touch", "delete", "void"] },
} as const;
const ENTITIES = ["customers", "items", "invoices"] as const;
/** The whole history of the small company ends before the second half of 2026. The edits of a run come later. */
const PAGE_OF_HISTORY = "< '2026-0";
const PICKS = ["served-first", "served-last", "oldest", "newest", "random"] as const;

/** The change happens at the nth page of the range, this many times. */
const change = fc.record({
  nth: fc.integer({ min: 1, max: 12 }),
  times: fc.integer({ min: 1, max: 3 }),
  ops: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 2 }),
  pick: fc.constantFrom(...PICKS),
});

const fault = fc.record({
  match: fc.record({
    kind: fc.constantFrom("query" as const, "count" as const, "batch" as const, "cdc" as const),
    nth: fc.integer({ min: 1, max: 8 }),
  }),
  times: fc.constant(1),
  retryAfterSeconds: fc.constant(1),
  fault: fc.constantFrom(
    "connection-reset" as const,
    "answer-lost" as const,
    "truncated-body" as const,
    "malformed-json" as const,
    "empty-body" as const,
    "gateway-502-html" as const,
    "gateway-503-html" as const,
    "gateway-504-xml" as const,
    "outage-500-3100" as const,
    "throttled-429-xml" as const,
    "throttled-429-json" as const,
    "unauthorized-401-lowercase" as const,
    "fault-inside-200" as const,
  ),
});

/** Parts of a whole, from 0 to 1. */
const part = fc.double({ min: 0, max: 1, noNaN: true });

const anySource = fc.record({
  seed: fc.integer({ min: 1, max: 1_000 }),
  entity: fc.constantFrom(...ENTITIES),
  range: fc.oneof(fc.constant<[number, number]>([0, 1]), fc.tuple(part, part)),
  pageSize: fc.constantFrom(1, 2, 3, 7, 20, 999),
  workers: fc.integer({ min: 1, max: 4 }),
  maxDaysPerQuery: fc.constantFrom(0, 0, 0, 30, 90),
  idSort: fc.constantFrom("honoured" as const, "ignored" as const, "refused" as const),
  /** The record of the range that cannot be rendered, if any. */
  poison: fc.option(part, { freq: 3 }),
  changes: fc.array(change, { maxLength: 3 }),
  /**
   * A record appears in the past, most often in a part that was already read, so only the count of its own day finds
   * it. Not in runs with deletions, which could hide the record, nor with an unreadable record, whose search would meet
   * the new record twice.
   */
  comesToLight: fc.option(fc.record({ nth: fc.constantFrom(1, 1, 2, 3, 5, 8), when: part }), { freq: 5 }),
  /** Changes that people make besides, all the time. */
  changesPerMinute: fc.constantFrom(0, 0, 600),
  faults: fc.array(fault, { maxLength: 3 }),
});

type Source = typeof anySource extends fc.Arbitrary<infer T> ? T : never;

const plain = {
  entity: "invoices" as Source["entity"],
  range: [0, 1] as [number, number],
  workers: 3,
  maxDaysPerQuery: 0 as const,
  idSort: "ignored" as const,
  poison: null,
  comesToLight: null,
  changesPerMinute: 0 as const,
  faults: [],
};
const at = (nth: number, times: number, op: (typeof HABITS.invoices.ops)[number]) => [
  { nth, times, ops: [HABITS.invoices.ops.indexOf(op)], pick: "served-first" as const },
];

/** One record breaks a page, and the requests for its halves come at other moments in each case. */
const brokenPage: Omit<Source, "changes"> = {
  ...plain,
  seed: 994,
  pageSize: 7,
  workers: 2,
  maxDaysPerQuery: 30,
  idSort: "refused",
  poison: 0.008655860392788322,
  faults: [
    { match: { kind: "query", nth: 3 }, times: 1, retryAfterSeconds: 1, fault: "gateway-504-xml" },
    { match: { kind: "query", nth: 2 }, times: 1, retryAfterSeconds: 1, fault: "outage-500-3100" },
    { match: { kind: "query", nth: 6 }, times: 1, retryAfterSeconds: 1, fault: "throttled-429-json" },
  ],
};

/** Cases that failed once. They are tried first. */
const FAILED_ONCE: [what: string, given: Source][] = [
  [
    "two workers finish the two halves of a day at the same moment",
    { ...plain, seed: 6, pageSize: 3, changes: at(3, 2, "edit") },
  ],
  [
    "a deletion shifts the row after a second that was read by row number, and that row is in another day",
    { ...plain, seed: 132, pageSize: 1, changes: at(4, 1, "delete") },
  ],
  [
    "a page holds only a record that cannot be rendered",
    { ...plain, seed: 3, pageSize: 1, workers: 1, poison: 0.5, changes: [] },
  ],
  [
    "a deletion shifts a row between the halves of a page that one record breaks",
    { ...brokenPage, changes: [...at(9, 1, "delete"), { nth: 7, times: 3, ops: [0], pick: "random" }] },
  ],
  [
    "a record that cannot be rendered is alone in its day, and a deletion earlier makes the proof list the range",
    { ...brokenPage, changes: [...at(6, 1, "delete"), { nth: 4, times: 3, ops: [0], pick: "random" }] },
  ],
  [
    "a record that cannot be rendered is alone in its day, and a deletion makes its neighbour's day empty",
    { ...brokenPage, changes: [...at(12, 1, "delete"), { nth: 10, times: 3, ops: [0], pick: "random" }] },
  ],
  [
    "a record that cannot be rendered is edited, and the last record of its segment takes its position",
    {
      ...plain,
      seed: 10,
      entity: "customers",
      pageSize: 1,
      workers: 2,
      idSort: "honoured",
      poison: 0,
      changes: [
        { nth: 1, times: 3, ops: [2, 2], pick: "served-first" },
        { nth: 12, times: 1, ops: [3, 2], pick: "served-last" },
      ],
    },
  ],
  [
    "a record that cannot be rendered changes its place within its second, and no part of a listing meets it",
    {
      ...plain,
      seed: 997,
      entity: "items",
      pageSize: 20,
      workers: 1,
      maxDaysPerQuery: 90,
      idSort: "refused",
      poison: 0,
      changes: [
        { nth: 1, times: 2, ops: [0], pick: "random" },
        { nth: 5, times: 2, ops: [3, 2], pick: "served-first" },
        { nth: 4, times: 3, ops: [4, 4], pick: "newest" },
      ],
    },
  ],
];

/** A fixed seed, so that every run of the tests is the same. `QB_SEED=… npm run test:integration` sets another. */
const SEED = Number(process.env.QB_SEED ?? 20_261_125);
const RUNS = Number(process.env.QB_RUNS ?? 12);

test.each(FAILED_ONCE)("all records of the source are held where %s", async (_, given) => {
  await holdsTheTruth(given);
});

test("whatever the source does while it is read, all records that it has at the end are held, and the verdicts are true", {
  timeout: 900_000,
}, async () => {
  await fc.assert(fc.asyncProperty(anySource, holdsTheTruth), { seed: SEED, numRuns: RUNS, endOnFailure: true });
});

async function holdsTheTruth(given: Source): Promise<void> {
  const { seed, idSort, changesPerMinute } = given;
  await using qbo = await startSimulator({ company: "small", seed, idSort, changesPerMinute });
  await using db = await createDatabase();
  await db.rows("update backfill.limits set calls_per_second_max = 1000, calls_per_minute_max = 10000");
  const { name, ops } = HABITS[given.entity];
  const range = rangeWithin(qbo.company.history, given.range);
  const truth = () => qbo.truth(name, `${range.from}T00:00:00Z`, `${range.to}T00:00:00Z`).records;
  const before = truth();
  const poison = given.poison === null ? undefined : before[Math.floor(given.poison * (before.length - 1))]?.id;
  // Changes come with the pages of the range, not with the proof's last questions, because later changes belong to the
  // next run.
  const changes: Rule[] = given.changes.map((rule) => ({
    match: { kind: "query", nth: rule.nth, statement: PAGE_OF_HISTORY },
    times: rule.times,
    after: rule.ops.map((op) => ({ mutate: { op: ops[op] ?? "edit", entity: name, pick: rule.pick } })),
  }));
  const late = given.entity === "invoices" || given.poison !== null ? null : given.comesToLight;
  if (late !== null) {
    const mutate = { op: "create" as const, entity: name, at: instantWithin(range, late.when ** 3) };
    changes.push({
      match: { kind: "query", nth: late.nth, statement: PAGE_OF_HISTORY },
      times: 1,
      after: [{ mutate }],
    });
  }
  const poisoned = { match: { kind: "query" as const, containsId: poison ?? "" }, fault: "poison-4002" as const };
  qbo.scenario([...changes, ...given.faults, ...(poison === undefined ? [] : [poisoned])]);

  const { loader, exporter, validator } = await new MageStandIn(db.settings, qbo).pipeline(given.entity, {
    fecha_inicio: range.from,
    fecha_fin: range.to,
    page_size: given.pageSize,
    workers: given.workers,
    max_days_per_query: given.maxDaysPerQuery,
  });

  const rejected = await db.rows("select reason from backfill.rejected_record");
  const failure = loader?.failure ?? exporter?.failure ?? validator?.failure;
  const after = truth();
  const hasPoison = after.some(({ id }) => id === poison);
  // Without an order by Id, the records of one second change places between two requests. So a reader may meet an
  // unreadable record twice or never, and miss its neighbour. The counts show it, and the run is red.
  const hasPlaces = idSort === "honoured" || poison === undefined;
  if (hasPlaces && hasPoison) expect(rejected).toEqual([{ reason: "UNREADABLE" }]);
  if (!hasPlaces) {
    if (hasPoison || failure !== undefined)
      expect(failure?.message).toMatch(/ failed checks: (nothing_rejected|source_count_agrees) \(/);
    if (failure?.message.includes("source_count_agrees") || rejected.length > 1) return;
  }
  if (rejected.length === 0) expect(failure).toBeUndefined();
  else expect(failure?.message).toContain(`failed checks: nothing_rejected (${rejected.length}); not in the table: `);

  const held = await db.rows<{ id: string; sha256: string; day: string }>(
    `select id, payload_sha256 as sha256, extract_window_start_utc::text as day from raw.qb_${given.entity}`,
  );
  const copies = new Map(held.map((row) => [row.id, row]));
  for (const { id, sha256 } of after) if (id !== poison) expect([id, copies.get(id)?.sha256]).toEqual([id, sha256]);
  const days = await db.rows<Day>(
    "select window_start_utc::text as day, verdict, source_count::int as counted from backfill.run_window order by 1",
  );
  // A source that keeps changing has also changed after the last count.
  if (changesPerMinute > 0) {
    expect(days.filter(({ verdict }) => verdict === "short")).toEqual([]);
    return;
  }
  const alive = new Set(qbo.truth(name).records.map(({ id }) => id));
  // As long as the source has it, a record that cannot be rendered is named on its own day, and not on a neighbour's.
  const dayOfPoison = after.find(({ id }) => id === poison)?.lastUpdatedTime?.slice(0, 10);
  const rejectedDays = await db.rows<{ day: string }>(
    "select window_start_utc::text as day from backfill.rejected_record",
  );
  if (dayOfPoison !== undefined) expect(rejectedDays.map(({ day }) => day.slice(0, 10))).toEqual([dayOfPoison]);
  for (const day of days) {
    const said = judged(day, held, after, poison, alive);
    const isRejected = rejectedDays.some((rejectedDay) => rejectedDay.day === day.day);
    expect(day).toEqual(isRejected ? { ...said, verdict: "rejected" } : said);
  }
  expect(await db.value("select source_count::int from backfill.run")).toBe(after.length);
}

interface Day {
  readonly day: string;
  readonly verdict: string;
  readonly counted: number | null;
}

/**
 * The right verdict on a day: `moved` if a record is held that the source no longer has on that day; and the right
 * count.
 */
function judged(
  said: Day,
  held: readonly { readonly id: string; readonly day: string }[],
  truth: readonly TruthRecord[],
  poison: string | undefined,
  alive: ReadonlySet<string>,
): Day {
  const ofDay = truth.filter(({ lastUpdatedTime }) => lastUpdatedTime?.slice(0, 10) === said.day.slice(0, 10));
  const still = new Set(ofDay.map(({ id }) => id));
  const gone = held.filter(({ id, day }) => day === said.day && !still.has(id));
  // An unreadable record that was edited or deleted has also left a day, and nobody can know which day.
  const sure = gone.length > 0 || poison === undefined || truth.some(({ id }) => id === poison);
  return {
    day: said.day,
    verdict: sure
      ? verdictOf(
          gone.map(({ id }) => id),
          alive,
        )
      : expect.stringMatching(/^(complete|moved|deleted)$/),
    counted: said.counted === null ? null : ofDay.length,
  };
}

/**
 * @param left ids that are held for the day, and that the source no longer has on that day. @param alive ids that the
 * source has on any day.
 */
function verdictOf(left: readonly string[], alive: ReadonlySet<string>): string {
  if (left.length === 0) return "complete";
  return left.every((id) => alive.has(id)) ? "moved" : "deleted";
}

function instantWithin({ from, to }: { from: string; to: string }, when: number): string {
  const [first, last] = [Date.parse(from), Date.parse(to) - 1_000];
  return new Date(first + when * (last - first)).toISOString();
}

/** At least one day of the history, between two parts of the history. */
function rangeWithin(history: { from: string; to: string }, [one, other]: [number, number]) {
  const first = Date.parse(history.from) / 86_400_000;
  const days = Date.parse(history.to) / 86_400_000 - first;
  const [low, high] = [Math.floor(Math.min(one, other) * (days - 1)), Math.ceil(Math.max(one, other) * days)];
  const day = (offset: number) => new Date((first + offset) * 86_400_000).toISOString().slice(0, 10);
  return { from: day(low), to: day(Math.max(high, low + 1)) };
}
