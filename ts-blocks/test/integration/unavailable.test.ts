import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };

test.each([
  ["classes", "Class:5020", "5020"],
  ["budgets", "Budget:5030", "5030"],
  ["tax_payments", "TaxPayment:500", "500"],
  ["journal_codes", "JournalCode:4001", "4001"],
  ["time_activities", "TimeActivity:403", "5020"],
  ["exchange_rates", "CompanyCurrency", "5030"],
])(
  "%s, which the company does not have (%s), are recorded with the code, and are not a failure",
  async (entity, without, code) => {
    await using qbo = await startSimulator({ company: "small", seed: 1, without: [without] });
    await using db = await createDatabase();
    const mage = new MageStandIn(db.settings, qbo);

    const { loader, exporter, validator } = await mage.pipeline(entity, HISTORY);

    expect([loader?.failure, exporter?.failure, validator?.failure]).toEqual([undefined, undefined, undefined]);
    expect(validator?.output).toMatchObject({ run_id: 1, verdict: "unavailable" });
    expect(validator?.exitCode).toBe(0);
    const [run] = await db.rows<{ text: string }>(
      "select state, unavailable_code as code, unavailable_text as text, finished_at_utc is not null as over from backfill.run",
    );
    expect(run).toMatchObject({ state: "unavailable", code, over: true });
    expect(run?.text).toMatch(/^HTTP 4\d\d/);
    const name = entity.replaceAll("_", " ");
    expect(loader?.logs.map(({ message }) => message)).toContain(
      `qb.unavailable this company does not have ${name} (${code})`,
    );
    const html = await db.value<string>("select html from backfill.report where run_id = 1");
    expect(html).toContain(`QuickBooks says that this company does not have ${name} (HTTP 4`);

    // The entity is requested again, and the next run finds that the plan has changed.
    await mage.pipeline(entity, HISTORY);
    expect(await db.value("select count(*)::int from backfill.run where state = 'unavailable'")).toBe(2);
  },
);

test("a refusal by status alone concerns the entity only, if the company itself is answered", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  qbo.scenario([{ match: { entity: "Budget" }, fault: "forbidden-403-3100" }]);
  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("budgets", HISTORY);
  expect(validator?.output).toMatchObject({ verdict: "unavailable" });
  expect(await db.rows("select unavailable_code as code from backfill.run")).toEqual([{ code: "3100" }]);
});

test("an entity without rows is empty, not unavailable", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1, without: ["Class:empty"] });
  await using db = await createDatabase();
  const { validator } = await new MageStandIn(db.settings, qbo).pipeline("classes", HISTORY);
  expect(validator?.output).toMatchObject({ verdict: "complete" });
  expect(await db.rows("select state, source_count::int from backfill.run")).toEqual([
    { state: "complete", source_count: 0 },
  ]);
});

test("a refusal of the whole company is a failure, whichever entity was requested", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  qbo.scenario([
    { match: { kind: "count" }, fault: "forbidden-403-3100" },
    { match: { kind: "companyinfo" }, fault: "forbidden-403-3100" },
  ]);
  const { loader } = await new MageStandIn(db.settings, qbo).pipeline("classes", HISTORY);
  expect(loader?.failure).toMatchObject({ code: "QBO_FORBIDDEN" });
  expect(await db.value("select count(*)::int from backfill.run")).toBe(0);
});

test("an entity that QuickBooks answered before and refuses now is a failure, with what to do, and its rows stay", async () => {
  await using db = await createDatabase();
  await using before = await startSimulator({ company: "small", seed: 1 });
  await new MageStandIn(db.settings, before).pipeline("classes", HISTORY);
  const held = await db.value<number>("select count(*)::int from raw.qb_classes");
  expect(held).toBeGreaterThan(0);
  await db.rows("delete from backfill.company"); // the other simulator is another company for Intuit
  await using after = await startSimulator({ company: "small", seed: 1, without: ["Class"] });

  const { loader } = await new MageStandIn(db.settings, after).pipeline("classes", HISTORY);

  expect(loader?.failure).toMatchObject({ code: "ENTITY_WITHDRAWN" });
  expect(loader?.exitCode).toBe(65);
  expect(await db.rows("select state, failure_code from backfill.run order by run_id")).toEqual([
    { state: "complete", failure_code: null },
    { state: "unavailable", failure_code: "ENTITY_WITHDRAWN" },
  ]);
  expect(await db.value<number>("select count(*)::int from raw.qb_classes")).toBe(held);
});

test("a dry run says that the company does not have the entity, and writes nothing", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1, without: ["Budget"] });
  await using db = await createDatabase();
  const { loader, validator } = await new MageStandIn(db.settings, qbo).pipeline("budgets", {
    ...HISTORY,
    dry_run: true,
  });
  expect(loader?.failure ?? validator?.failure).toBeUndefined();
  expect(
    loader?.logs.some(({ message }) => message === "qb.unavailable this company does not have budgets (5020)"),
  ).toBe(true);
  expect(await db.value("select count(*)::int from backfill.run")).toBe(0);
});
