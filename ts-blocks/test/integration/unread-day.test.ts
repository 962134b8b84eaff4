import { expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../simulator/index";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";
import { type Asked, TamperedSource } from "../support/tampered-source";

const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };
const FIRST = "2023-07-01T00:00:00Z";
const LAST = "2026-07-01T00:00:00Z";
/** A refusal that is not repeated, because a second try would not help. */
const REFUSED = { status: 400, body: '{"Fault":{"Error":[{"Message":"m","Detail":"d","code":"9999"}],"type":"x"}}' };
const UNRENDERED = {
  status: 400,
  body: '{"Fault":{"Error":[{"Message":"m","Detail":"d","code":"10000"}],"type":"SystemFault"}}',
};
const GATEWAY = { status: 502, body: "<html>Bad Gateway</html>" };

/** A day with invoices in the middle of the history. */
function dayIn(qbo: Simulator): { readonly day: string; readonly next: string; readonly records: number } {
  const times = qbo.truth("Invoice", FIRST, LAST).records.map(({ lastUpdatedTime }) => String(lastUpdatedTime));
  const day = new Date(String(times[Math.floor(times.length / 2)])).toISOString().slice(0, 10);
  const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  return { day, next, records: qbo.truth("Invoice", `${day}T00:00:00Z`, `${next}T00:00:00Z`).count };
}

/** Returns whether a body shows a record of the day. */
function shows(qbo: Simulator, day: string, next: string): (body: string) => boolean {
  const ids = qbo.truth("Invoice", `${day}T00:00:00Z`, `${next}T00:00:00Z`).records.map(({ id }) => `"Id":"${id}"`);
  return (body) => ids.some((id) => body.includes(id));
}

const isOfRows = ({ kind }: Asked) => kind === "page" || kind === "listing";

const verdicts = (db: TestDatabase) =>
  db.rows(
    "select verdict, count(*)::int as days, max(failure_message) as why from backfill.run_window group by 1 order by 1",
  );

test.each([
  ["502 of a gateway", GATEWAY, "HTTP 502"],
  ["a fault that is not known", REFUSED, "fault 9999"],
  ["the fault of a record that cannot be rendered", UNRENDERED, "does not answer for any record"],
])(
  "a day that is always answered with %s costs only itself: the others load and are judged, and the run is red for that day",
  async (_, answer, why) => {
    await using qbo = await startSimulator({ company: "demo", seed: 1 });
    await using db = await createDatabase();
    await db.rows("update backfill.limits set calls_per_second_max = 1000");
    const { day, next, records } = dayIn(qbo);
    const isOfDay = shows(qbo, day, next);
    await using source = await TamperedSource.before(qbo, (asked, body) =>
      isOfRows(asked) && isOfDay(body) ? answer : undefined,
    );

    const { loader, validator } = await new MageStandIn(db.settings, source).pipeline("invoices", HISTORY);

    expect(loader?.failure).toBeUndefined();
    expect(loader?.logs.filter(({ level }) => level === "error").map(({ message }) => message)).toContainEqual(
      expect.stringContaining(`qb.window ${day} cannot be read`),
    );
    expect(await verdicts(db)).toEqual([
      { verdict: "complete", days: 1_095, why: null },
      { verdict: "short", days: 1, why: expect.stringContaining(why) },
    ]);
    const { count } = qbo.truth("Invoice", FIRST, LAST);
    expect(await db.value("select count(*)::int from raw.qb_invoices")).toBeGreaterThanOrEqual(count - records);
    expect(validator?.failure).toMatchObject({
      code: "RUN_INCOMPLETE",
      message: expect.stringContaining(day),
      remedy: expect.stringContaining(`from ${day}T00:00:00Z to ${next}T00:00:00Z`),
    });
    expect(source.asked.length).toBeLessThan(200);
  },
  240_000,
);

test("a day that is answered at the second request leaves the run complete", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  await db.rows("update backfill.limits set calls_per_second_max = 1000");
  const { day, next } = dayIn(qbo);
  const isOfDay = shows(qbo, day, next);
  let alone = 0;
  await using source = await TamperedSource.before(qbo, (asked, body) => {
    if (!isOfRows(asked) || !isOfDay(body)) return undefined;
    if (asked.statement.includes(`>= '${day}T`) && asked.statement.includes(`< '${next}T00:00:00`)) alone++;
    return alone > 2 ? undefined : REFUSED;
  });

  const { loader, validator } = await new MageStandIn(db.settings, source).pipeline("invoices", HISTORY);

  expect(loader?.logs.map(({ message }) => message)).toContain(
    "qb.window 1 day could not be read: asked for once more",
  );
  expect(validator?.failure).toBeUndefined();
  expect(await verdicts(db)).toEqual([{ verdict: "complete", days: 1_096, why: null }]);
  expect(await db.value("select count(*)::int from raw.qb_invoices")).toBe(qbo.truth("Invoice", FIRST, LAST).count);
});

test("a source that refuses every page is not cut into days: the run ends with the source's message, and names the range", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();
  await using source = await TamperedSource.before(qbo, (asked) => (isOfRows(asked) ? REFUSED : undefined));

  const { loader } = await new MageStandIn(db.settings, source).pipeline("invoices", { ...HISTORY, workers: 1 });

  expect(loader?.failure).toMatchObject({
    code: "QBO_REFUSED",
    message: expect.stringContaining("window 2023-07-01T00:00:00Z/"),
  });
  expect(source.asked.length).toBeLessThan(15);
});
