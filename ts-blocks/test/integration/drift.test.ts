import { expect, test } from "vitest";
import { startSimulator } from "../../simulator/index";
import { english } from "../../src/report/page/words-en";
import type { Notice } from "../../src/warehouse/raw/drift";
import { createDatabase, type TestDatabase } from "../support/database";
import { MageStandIn } from "../support/mage-stand-in";
import { pathsIn } from "../support/raw-records";

const HISTORY = { fecha_inicio: "2023-07-01", fecha_fin: "2026-07-01" };
const AGAIN = { ...HISTORY, resume: false };

const notices = (db: TestDatabase) =>
  db.rows<{ kind: string; path: string; detail: string }>(
    "select kind, path, detail from backfill.notice order by kind, path",
  );

test("the register holds each member of the records and the number of records with it, and the first run notices nothing", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const { exporter } = await new MageStandIn(db.settings, qbo).pipeline("invoices", HISTORY);
  expect(exporter?.failure).toBeUndefined();

  const shelf = qbo.world.store.shelf("Invoice");
  const expected = new Map<string, number>();
  for (let place = 0; place < shelf.size; place++) {
    const paths = new Set(pathsIn(JSON.parse(shelf.rowAt(place).raw)));
    for (const path of paths) expected.set(path, (expected.get(path) ?? 0) + 1);
  }
  const seen = await db.rows<{ path: string; records: number }>(
    `select path, records::int as records from backfill.field_seen
     where entity = 'invoices' and not types && '{object,array,asked}'`,
  );
  // A record at the edge of a page is read once more.
  const read = await db.value<number>(
    "select records::int from backfill.field_seen where entity = 'invoices' and path = ''",
  );
  expect(seen.map(({ path }) => path).sort()).toEqual([...expected.keys()].sort());
  expect(seen.filter(({ path, records }) => records < (expected.get(path) ?? 0) || records > read)).toEqual([]);
  expect(read).toBeGreaterThanOrEqual(shelf.size);
  expect(await notices(db)).toEqual([]);
});

test("a new member, and a member of another type, are notices of the run that loads them, also in its log, and are noticed once", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  await mage.pipeline("items", HISTORY);
  const shelf = qbo.world.store.shelf("Item");
  const item = JSON.parse(shelf.rowAt(0).raw) as Record<string, unknown>;
  qbo.putRecord("Item", JSON.stringify({ ...item, UnitPrice: "free", Recycled: { Share: 0.5 } }));

  const { exporter, validator } = await mage.pipeline("items", AGAIN);

  expect(validator?.output?.verdict).toBe("complete");
  const found = await notices(db);
  expect(found.map(({ kind, path }) => [kind, path])).toEqual([
    ["new_path", "Recycled"],
    ["new_path", "Recycled.Share"],
    ["new_type", "UnitPrice"],
  ]);
  expect(found[2]?.detail).toBe(
    `number, string, before number in ${shelf.size} of ${shelf.size} records of a page, for example ${exampleOf(found[2]?.detail)}`,
  );
  expect(exporter?.logs.map(({ message }) => message)).toContain(
    `qb.notice Recycled: a member that is new (${found[0]?.detail})`,
  );
  expect(await inNewestReport(db)).toEqual(found);
  await mage.pipeline("items", AGAIN);
  expect(await notices(db)).toEqual(found);
  expect(await inNewestReport(db)).toEqual([]);
});

/** The notices that the section of the newest report lists. */
async function inNewestReport(db: TestDatabase): Promise<{ kind: string; path: string; detail: string }[]> {
  const html = await db.value<string>("select html from backfill.report order by run_id desc limit 1");
  const { title, kinds } = english.notices;
  const [, section = ""] = html.split(`${title}</h2>`);
  const rows = section.split("</section>")[0]?.match(/<tr><th scope="row">.*?<\/tr>/gs) ?? [];
  return rows.map((row) => {
    const [said = "", path = "", detail = ""] = [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) =>
      cell.replace(/<[^>]+>/g, "").trim(),
    );
    const kind = (Object.keys(kinds) as Notice["kind"][]).find((each) => kinds[each] === said) ?? said;
    return { kind, path, detail };
  });
}

const exampleOf = (detail = "") => detail.split("for example ")[1] ?? "";

test("a member that most records had is noticed as gone once, after a hundred records without it", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  const mage = new MageStandIn(db.settings, qbo);
  await mage.pipeline("items", HISTORY);
  await db.rows(
    `insert into backfill.field_seen (entity, path, types, records, records_until, first_run_id, last_run_id)
     values ('items', 'Always', '{string}', 900, 1000, 1, 1), ('items', 'Seldom', '{string}', 400, 1000, 1, 1)`,
  );
  // After the next run, 99 records have been read since.
  const before = 1099 - qbo.world.store.shelf("Item").size;
  await db.rows("update backfill.field_seen set records = $1 where entity = 'items' and path = ''", [before]);
  await mage.pipeline("items", AGAIN);
  expect(await notices(db)).toEqual([]);

  await mage.pipeline("items", AGAIN);
  expect(await inNewestReport(db)).toMatchObject([{ kind: "vanished_path", path: "Always" }]);
  await mage.pipeline("items", AGAIN);

  expect(await notices(db)).toMatchObject([{ kind: "vanished_path", path: "Always" }]);
});

test("an entity that the company does not have is in the register, and is noticed when it appears", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1, without: ["Budget"] });
  await using full = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  await new MageStandIn(db.settings, qbo).pipeline("budgets", HISTORY);
  const types = () => db.value("select types from backfill.field_seen where entity = 'budgets' and path = ''");
  expect(await types()).toEqual(["unavailable"]);

  const other = new MageStandIn(db.settings, full);
  await db.rows("delete from backfill.company");
  await other.pipeline("budgets", AGAIN);

  expect(await types()).toEqual(["object", "unavailable"]);
  expect((await notices(db)).filter(({ path }) => path === "")).toMatchObject([{ kind: "new_type" }]);
});

test("a field that QuickBooks refuses is in the register, and is a notice of the first run that asked for it, until it comes", async () => {
  await using refusing = await startSimulator({ company: "small", seed: 1, optionalFields: "refused" });
  await using giving = await startSimulator({ company: "small", seed: 1, optionalFields: "by-name" });
  await using db = await createDatabase();
  const types = () => db.value("select types from backfill.field_seen where entity = 'items' and path = 'Sku'");
  const mage = new MageStandIn(db.settings, refusing);
  const { exporter } = await mage.pipeline("items", HISTORY);

  const refused = { kind: "refused_field", path: "Sku", detail: "refused by QuickBooks (4001)" };
  expect(await notices(db)).toEqual([refused]);
  expect(await inNewestReport(db)).toEqual([refused]);
  expect(exporter?.logs.map(({ message }) => message)).toContain(
    "qb.notice Sku: is not given (refused by QuickBooks (4001))",
  );
  expect(await types()).toEqual(["refused"]);
  await mage.pipeline("items", AGAIN);
  expect(await notices(db)).toEqual([refused]);

  await db.rows("delete from backfill.company");
  await new MageStandIn(db.settings, giving).pipeline("items", AGAIN);

  expect(await types()).toEqual(["asked", "refused", "string"]);
  expect(await inNewestReport(db)).toMatchObject([{ kind: "new_path", path: "Sku" }]);
});

test("a field that is asked for and that no record has is in the register, and is no notice", async () => {
  await using qbo = await startSimulator({ company: "small", seed: 1 });
  await using db = await createDatabase();
  await new MageStandIn(db.settings, qbo).pipeline("invoices", HISTORY);
  expect(await db.rows("select path, records::int from backfill.field_seen where types = '{asked}'")).toEqual([
    { path: "include=enhancedAllCustomFields", records: 0 },
  ]);
  expect(await notices(db)).toEqual([]);
});
