import fc from "fast-check";
import { expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../simulator/index";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";
import { type Asked, counted, EMPTY, type Tamper, TamperedSource, withRows } from "../support/tampered-source";

/** Parts of a whole, from 0 to 1. */
const part = fc.double({ min: 0, max: 0.999, noNaN: true });

/** The ways in which a source can change one of its answers, and its records meanwhile. */
const defect = fc.oneof(
  fc.record({ what: fc.constantFrom("empty", "last-row", "first-row", "short") }),
  fc.record({ what: fc.constantFrom("edit", "delete", "to-light", "re-stamp") }),
  fc.record({ what: fc.constant("count"), off: fc.integer({ min: -3, max: 3 }) }),
  fc.record({ what: fc.constant("count-is"), count: fc.constantFrom(0, 7, Number.MAX_SAFE_INTEGER) }),
  // Of all rows, or of one that no page may hold, or that is too long even alone: the limits are in qbo/answer-size.ts.
  fc.record({ what: fc.constant("long-rows"), bytes: fc.constantFrom(20_000, 60_000) }),
  fc.record({ what: fc.constant("long-row"), bytes: fc.constantFrom(9_000_000, 17_000_000), place: part }),
  fc.record({ what: fc.constantFrom("endless", "packed") }),
  fc.record({ what: fc.constant("again") }),
);
const KINDS = ["page", "listing", "count", "ids"] as const;
/** Changes the nth answer of a kind, or every answer of that kind. */
const tampering = fc.record({
  kind: fc.constantFrom(...KINDS),
  nth: fc.option(fc.integer({ min: 1, max: 6 }), { freq: 4 }),
  defect,
});

const hostile = fc.record({
  seed: fc.integer({ min: 1, max: 1_000 }),
  pageSize: fc.constantFrom(5, 20, 100, 1_000),
  workers: fc.integer({ min: 1, max: 3 }),
  proof: fc.constantFrom("counts", "ids"),
  /** The position in the history of a day that no page and no listing returns. */
  refusedDay: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: part }),
  tamperings: fc.array(tampering, { minLength: 1, maxLength: 4 }),
});
type Hostile = typeof hostile extends fc.Arbitrary<infer T> ? T : never;

/** A fixed seed, so that every run of the tests is the same. `npm run test:hostile` takes more, and other, seeds. */
const SEED = Number(process.env.QB_SEED ?? 20_261_128);
const RUNS = Number(process.env.QB_RUNS ?? 20);

test("a run over a hostile source is never green unless the table equals the truth of the range that it names", {
  timeout: 3_600_000,
}, async () => {
  const ended = { green: 0, red: 0 };
  const check = async (given: Hostile) => {
    ended[await isNeverGreenOverAHole(given)]++;
  };
  await fc.assert(fc.asyncProperty(hostile, check), { seed: SEED, numRuns: RUNS, endOnFailure: true });
  // A source that is always too hostile, or never, would show nothing.
  expect(Math.min(ended.green, ended.red)).toBeGreaterThan(RUNS / 10);
});

async function isNeverGreenOverAHole(given: Hostile): Promise<"green" | "red"> {
  await using qbo = await startSimulator({ company: "small", seed: given.seed });
  await using db = await createDatabase();
  await db.rows("update backfill.limits set calls_per_second_max = 1000, calls_per_minute_max = 10000");
  const { from, to } = qbo.company.history;
  const range = [`${from}T00:00:00Z`, `${to}T00:00:00Z`] as const;
  let made = 0;
  const isOfRefusedDay = recordsOfDay(qbo, range, given.refusedDay);
  const ids = qbo.truth("Invoice", ...range).records.map(({ id }) => id);
  const earlier = new Map<Asked["kind"], string>();
  const tamper: Tamper = (asked, answered) => {
    if ((asked.kind === "page" || asked.kind === "listing") && isOfRefusedDay(answered)) return REFUSED;
    let body = answered;
    const last = earlier.get(asked.kind) ?? answered;
    earlier.set(asked.kind, answered);
    for (const { kind, nth, defect } of given.tamperings) {
      if (asked.kind !== kind || (nth !== null && asked.nth !== nth)) continue;
      if (defect.what === "edit") qbo.mutate({ op: "edit", entity: "Invoice", pick: "random" });
      else if (defect.what === "delete") qbo.mutate({ op: "delete", entity: "Invoice", pick: "random" });
      else if (defect.what === "to-light" && made++ < 5)
        qbo.mutate({ op: "create", entity: "Invoice", at: within(range, made) });
      else if (defect.what === "endless" || defect.what === "packed") return { without: defect.what };
      else if (defect.what === "again") body = last;
      else if ("bytes" in defect) body = lengthened(body, defect, ids);
      else body = damaged(asked, body, defect);
    }
    return body;
  };
  await using source = await TamperedSource.before(qbo, tamper);

  const { loader, exporter, validator } = await new MageStandIn(db.settings, source).pipeline("invoices", {
    fecha_inicio: from,
    fecha_fin: to,
    page_size: given.pageSize,
    workers: given.workers,
    proof: given.proof,
  });

  const failure = loader?.failure ?? exporter?.failure ?? validator?.failure;
  if (failure !== undefined) {
    expect(failure.code).not.toBe("BUG");
    return "red";
  }
  const held = new Map(
    (await db.rows<{ id: string; token: string }>("select id, sync_token::text as token from raw.qb_invoices")).map(
      ({ id, token }) => [id, token],
    ),
  );
  const { records } = qbo.truth("Invoice", ...range);
  const missing = records.filter(({ id, syncToken }) => held.get(id) !== syncToken).map(({ id }) => id);
  if (!mayBeUnseen(given)) expect(missing).toEqual([]);
  return "green";
}

const REFUSED = { status: 400, body: '{"Fault":{"Error":[{"Message":"m","Detail":"d","code":"9999"}],"type":"x"}}' };

/** @param place of the day among all records, from 0 to 1. @returns whether a body shows a record of that day. */
function recordsOfDay(
  qbo: Simulator,
  range: readonly [string, string],
  place: number | null,
): (body: string) => boolean {
  if (place === null) return () => false;
  const { records } = qbo.truth("Invoice", ...range);
  const dayOf = (at: string | null | undefined) => new Date(String(at)).toISOString().slice(0, 10);
  const day = dayOf(records[Math.floor(place * records.length)]?.lastUpdatedTime);
  const ids = records.filter(({ lastUpdatedTime }) => dayOf(lastUpdatedTime) === day).map(({ id }) => `"Id":"${id}"`);
  return (body) => ids.some((id) => body.includes(id));
}

/**
 * The limits that the guarantees name. Counts cannot see a record that appears while another disappears, nor a record
 * that is changed with a time in the past. No check can see a change in the past after the last question about it.
 */
function mayBeUnseen({ proof, tamperings }: Hostile): boolean {
  const lateOrHidden = ({ kind, defect }: Hostile["tamperings"][number]) =>
    (defect.what === "to-light" || defect.what === "re-stamp") && (kind !== "page" || proof === "counts");
  return tamperings.some(lateOrHidden);
}

function lengthened(body: string, defect: { bytes: number; place?: number }, ids: readonly string[]): string {
  const only = defect.place === undefined ? undefined : ids[Math.floor(defect.place * ids.length)];
  const PrivateNote = "n".repeat(defect.bytes);
  return withRows(body, "Invoice", (rows) =>
    rows.map((row) => (only === undefined || isRow(row, only) ? { ...(row as object), PrivateNote } : row)),
  );
}

function isRow(row: unknown, id: string): boolean {
  return (row as { readonly Id?: string }).Id === id;
}

function damaged({ kind }: Asked, body: string, defect: Hostile["tamperings"][number]["defect"]): string {
  if (kind === "count") {
    const count = /"totalCount":(\d+)/.exec(body)?.[1];
    if (count === undefined) return body;
    if ("off" in defect) return counted(Math.max(0, Number(count) + defect.off));
    return "count" in defect ? counted(defect.count) : body;
  }
  switch (defect.what) {
    case "empty":
      return EMPTY;
    case "last-row":
      return withRows(body, "Invoice", (rows) => rows.slice(0, -1));
    case "first-row":
      return withRows(body, "Invoice", (rows) => rows.slice(1));
    case "short":
      return withRows(body, "Invoice", (rows) => rows.slice(0, Math.ceil(rows.length / 2)));
    default:
      return body;
  }
}

/** Instants of the range, a different one for each call. */
function within([start, end]: readonly [string, string], nth: number): string {
  const [from, to] = [Date.parse(start), Date.parse(end)];
  return `${new Date(from + ((to - from) * ((nth * 37) % 100)) / 100).toISOString().slice(0, 19)}Z`;
}
