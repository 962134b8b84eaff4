import { describe, expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";

const JANUARY = { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-31" };

async function nothingWasWritten(db: TestDatabase): Promise<void> {
  const counts = await db.rows(
    `select (select count(*) from backfill.run) + (select count(*) from backfill.company)
          + (select count(*) from backfill.staged_page) + (select count(*) from raw.qb_invoices) as rows`,
  );
  expect(counts).toEqual([{ rows: "0" }]);
}

describe("wrong variables are named in one failure and nothing is read or written", () => {
  test.each([
    ["the range runs backwards", { fecha_inicio: "2026-02-01", fecha_fin: "2026-01-01" }, "lies after"],
    ["the range is empty", { fecha_inicio: "2026-01-01", fecha_fin: "2026-01-01" }, "the range is empty"],
    ["a time is local", { ...JANUARY, fecha_inicio: "2026-01-01T00:00:00-05:00" }, "2026-01-01T05:00:00Z"],
    ["a date does not exist", { ...JANUARY, fecha_inicio: "2026-02-30" }, "no real date"],
    ["a date is missing", { fecha_inicio: "", fecha_fin: "2026-01-31" }, "fecha_inicio is missing"],
    ["the page is empty", { ...JANUARY, page_size: 0 }, "page_size must be between 1 and 1000, not 0"],
    ["the page is too large", { ...JANUARY, page_size: 1001 }, "page_size must be between 1 and 1000, not 1001"],
    ["a number is a word", { ...JANUARY, max_days_per_query: "many" }, "max_days_per_query must be a whole number"],
    ["a switch is a word", { ...JANUARY, resume: "maybe" }, "resume must be true or false"],
    ["a name is misspelt", { ...JANUARY, fecha_incio: "2026-01-01" }, "fecha_incio is not a variable"],
  ])("%s", async (_, variables, named) => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await createDatabase();

    const { loader } = await new MageStandIn(db.settings, qbo).pipeline("invoices", variables);

    expect(loader?.exitCode).toBe(64);
    expect(loader?.failure).toMatchObject({ code: "CONFIG_VARIABLES", retryable: false });
    expect(loader?.failure?.message).toContain(named);
    expect(qbo.calls().total).toBe(0);
    await nothingWasWritten(db);
  });

  test("all together, when several are wrong", async () => {
    await using qbo = await startSimulator({ company: "small", seed: 1 });
    await using db = await createDatabase();

    const { loader } = await new MageStandIn(db.settings, qbo).pipeline("invoices", {
      fecha_inicio: "2026-02-01",
      fecha_fin: "2026-01-01T00:00:00+02:00",
      page_size: 5000,
      dry_run: 3,
    });

    for (const name of ["fecha_fin", "page_size", "dry_run"]) expect(loader?.failure?.message).toContain(name);
  });
});

test("every missing secret is named together", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  mage.secrets.QBO_CLIENT_SECRET = null;
  mage.secrets.POSTGRES_PASSWORD = null;

  const { loader } = await mage.pipeline("invoices", JANUARY);

  expect(loader?.exitCode).toBe(64);
  expect(loader?.failure?.message).toContain("POSTGRES_PASSWORD, QBO_CLIENT_SECRET");
});

test("another company's data is refused before the first write", async () => {
  await using first = await startSimulator({ company: "small", seed: 1 });
  await using second = await startSimulator({ company: "small", seed: 2 });
  await using db = await createDatabase();
  await new MageStandIn(db.settings, first).pipeline("items", JANUARY);
  const before = await db.value("select count(*)::int from backfill.run");

  const { loader } = await new MageStandIn(db.settings, second).pipeline("items", JANUARY);

  expect(loader?.failure).toMatchObject({ code: "COMPANY_DIFFERS" });
  expect(loader?.failure?.message).toContain(first.company.name);
  expect(await db.value("select count(*)::int from backfill.run")).toBe(before);
});

test("a dry run shows the plan and writes nothing", async () => {
  await using qbo = await startSimulator({ company: "demo", seed: 1 });
  await using db = await createDatabase();

  const { loader, exporter, validator } = await new MageStandIn(db.settings, qbo).pipeline("invoices", {
    fecha_inicio: "2023-07-01",
    fecha_fin: "2026-07-01",
    dry_run: true,
  });

  expect(loader?.logs.map((line) => line.message)).toContainEqual(
    expect.stringMatching(/^qb\.plan 1,096 windows, 4,000 records, about 10 calls; dry run: .* nothing is written$/),
  );
  expect(exporter?.exitCode).toBe(0);
  expect(validator?.exitCode).toBe(0);
  await nothingWasWritten(db);
});

test("a range that starts in the future is refused", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();

  const { loader } = await new MageStandIn(db.settings, qbo).pipeline("items", {
    fecha_inicio: "2190-01-01",
    fecha_fin: "2190-01-31",
  });

  expect(loader?.failure).toMatchObject({ code: "RANGE_IN_THE_FUTURE" });
  await nothingWasWritten(db);
});

test("a failure on a database without our schema says how to get it", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase("empty");

  const { loader } = await new MageStandIn(db.settings, qbo).pipeline("items", JANUARY);

  expect(loader?.exitCode).toBe(64);
  expect(loader?.failure).toMatchObject({ code: "POSTGRES_SCHEMA" });
  expect(loader?.failure?.remedy).toContain("npm run db:init");
});

test("a wrong database password names the secrets to check and shows none of them", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn({ ...db.settings, password: "not-the-password" }, qbo);

  const { loader } = await mage.pipeline("items", JANUARY);

  expect(loader?.failure).toMatchObject({ code: "POSTGRES_REFUSED" });
  expect(loader?.failure?.remedy).toContain("POSTGRES_PASSWORD");
  expect(loader?.text).not.toContain("not-the-password");
});

test("a database that does not answer is a failure that may be retried", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();

  const { loader } = await new MageStandIn({ ...db.settings, port: 1 }, qbo).pipeline("items", JANUARY);

  expect(loader?.exitCode).toBe(75);
  expect(loader?.failure).toMatchObject({ code: "POSTGRES_UNREACHABLE", retryable: true });
});

test("an invalid refresh token stops the run with the way to authorise again, and stays in Mage", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  mage.secrets.QBO_REFRESH_TOKEN = "a-token-from-another-life";

  const { loader } = await mage.pipeline("items", JANUARY);

  expect(loader?.exitCode).toBe(77);
  expect(loader?.failure).toMatchObject({ code: "QBO_CONNECTION_DEAD", retryable: false });
  expect(mage.secrets.QBO_REFRESH_TOKEN).toBe("a-token-from-another-life");
});
