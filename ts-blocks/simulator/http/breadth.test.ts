import { expect, test } from "vitest";
import { entityNames, findEntity } from "../entities";
import { startSimulator } from "../index";
import { memberOf } from "../json-text";
import type { SimulatorOptions } from "../options";
import { Caller } from "../testing/caller";

const start = (options: SimulatorOptions = {}) =>
  startSimulator({
    company: "small",
    clock: { startAtMs: Date.parse("2026-07-02T00:00:00Z"), frozen: true },
    ...options,
  });

interface Fault {
  readonly Fault: { readonly Error: readonly [{ readonly code: string; readonly Message: string }]; type: string };
}

function statementOf(entity: string, select: string): string {
  if (entity === "ExchangeRate")
    return `select ${select} from ExchangeRate where SourceCurrencyCode in ('CAD', 'EUR', 'MXN') and AsOfDate = '2026-07-01'`;
  const active = findEntity(entity)?.hidesInactive === true ? " where Active in (true, false)" : "";
  return `select ${select} from ${entity}${active}${select === "*" ? " maxresults 1000" : ""}`;
}

test.each(entityNames())("%s answers a count, rows under its key, and one record by its Id", async (name) => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const { count, records } = qbo.truth(name);
  expect(count).toBeGreaterThan(0);
  expect(qbo.describe().records[name]).toBe(count);
  expect(await caller.count(statementOf(name, "count(*)"))).toBe(count);
  const { text } = await caller.query(statementOf(name, "*"));
  const key = name === "CreditCardPayment" ? "CreditCardPaymentTxn" : name;
  const rows = JSON.parse(memberOf(memberOf(text, "QueryResponse") ?? "{}", key) ?? "[]") as Record<string, unknown>[];
  expect(rows).toHaveLength(count);
  if (name === "ExchangeRate") return;
  const [id = ""] = records.map((record) => record.id);
  const read = await caller.get(`${name.toLowerCase()}/${id}`);
  expect([name, read.status, memberOf(read.text, key) === undefined]).toEqual([name, 200, false]);
});

test("rows of recurring transactions are wrapped under the name of their type, and are found and sorted by the record inside", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const rows = await caller.rows("select * from RecurringTransaction orderby Name");
  const inner = rows.map((row) => Object.entries(row)) as [string, Record<string, unknown>][][];
  expect(inner.every((entries) => entries.length === 1)).toBe(true);
  const names = inner.map(([[, record] = ["", {}]]) => (record.RecurringInfo as { Name: string }).Name);
  expect(names).toEqual(names.toSorted());
  const [[type, first] = ["", {}]] = inner[0] ?? [];
  expect(await caller.count(`select count(*) from RecurringTransaction where Id = '${String(first.Id)}'`)).toBe(1);
  expect(
    await caller.rows(`select * from RecurringTransaction where Type = '${type}' and Name = '${names[0]}'`),
  ).toHaveLength(1);
});

test("an exchange rate is requested by currency and day; tomorrow has no rate, and a rate put by hand replaces the computed one", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const ask = (codes: string, day: string) =>
    caller.rows(`select * from ExchangeRate where SourceCurrencyCode in (${codes}) and AsOfDate = '${day}'`);
  const [euro] = await ask("'EUR'", "2026-06-30");
  expect(euro).toMatchObject({ SourceCurrencyCode: "EUR", TargetCurrencyCode: "USD", AsOfDate: "2026-06-30" });
  expect(Object.keys(euro ?? {})).not.toContain("Id");
  expect(euro?.MetaData).toEqual({ LastUpdatedTime: expect.any(String) });
  expect(await ask("'EUR', 'CAD', 'XXX'", "2026-06-30")).toHaveLength(2);
  expect(await ask("'EUR'", "2026-07-03")).toEqual([]);
  expect((await caller.query("select * from ExchangeRate where SourceCurrencyCode = 'EUR'")).status).toBe(400);
  const { records } = qbo.truth("ExchangeRate", "2026-06-29T00:00:00Z", "2026-07-01T00:00:00Z");
  expect(records.map(({ id }) => id)).toContain("EUR/USD/2026-06-30");
  expect(records).toHaveLength(6);
  const raw =
    '{"SyncToken":"1","AsOfDate":"2026-06-30","SourceCurrencyCode":"EUR","Rate":2.5,"TargetCurrencyCode":"USD"}';
  qbo.putRecord("ExchangeRate", raw);
  expect(await ask("'EUR'", "2026-06-30")).toEqual([JSON.parse(raw)]);
});

test("journal codes have no MetaData: a window is empty without a fault, and a query without a window finds them", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const where = "where MetaData.LastUpdatedTime >= '2000-01-01T00:00:00Z'";
  expect(await caller.count(`select count(*) from JournalCode ${where}`)).toBe(0);
  const rows = await caller.rows("select * from JournalCode");
  expect(rows).toHaveLength(5);
  expect(rows.filter((row) => "MetaData" in row)).toEqual([]);
});

test("the link of a file differs on every read, and is not part of the truth", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const read = async () => (await caller.rows("select * from Attachable orderby Id")).find(({ FileName }) => FileName);
  const [before, after] = [await read(), await read()];
  expect(before?.TempDownloadUri).toEqual(expect.any(String));
  expect(before?.TempDownloadUri).not.toBe(after?.TempDownloadUri);
  expect({ ...before, TempDownloadUri: 0, ThumbnailTempDownloadUri: 0 }).toEqual({
    ...after,
    TempDownloadUri: 0,
    ThumbnailTempDownloadUri: 0,
  });
  expect(qbo.truth("Attachable")).toEqual(qbo.truth("Attachable"));
});

test("an entity that a company lacks is refused with the code of the reason, in queries, reads, batches and captured changes", async () => {
  await using qbo = await start({ without: ["Class", "JournalCode", "Budget:4001", "Department:403"] });
  const caller = await Caller.of(qbo);
  for (const [name, status, code] of [
    ["Class", 400, "5020"],
    ["JournalCode", 400, "5030"],
    ["Budget", 400, "4001"],
    ["Department", 403, "5020"],
  ] as const) {
    for (const heard of [
      await caller.query(`select * from ${name}`),
      await caller.query(`select count(*) from ${name}`),
      await caller.get(`${name.toLowerCase()}/1`),
      await caller.post(name.toLowerCase(), '{"Name":"New"}'),
    ]) {
      expect([name, heard.status]).toEqual([name, status]);
      expect((JSON.parse(heard.text) as Fault).Fault.Error[0].code).toBe(code);
    }
    const batch = await caller.post(
      "batch",
      `{"BatchItemRequest":[{"bId":"1","Query":"select count(*) from ${name}"},{"bId":"2","Query":"select count(*) from Item"}]}`,
    );
    const { BatchItemResponse: items } = JSON.parse(batch.text) as { BatchItemResponse: (Fault & object)[] };
    expect(items[0]?.Fault.Error[0].code).toBe(code);
    expect(items[1]).toMatchObject({ QueryResponse: { totalCount: 12 } });
  }
  expect((await caller.get("cdc?entities=Item,Class&changedSince=2026-07-01T00:00:00Z")).status).toBe(400);
  expect(qbo.describe().records).not.toHaveProperty("Class");
});

test("a company may also answer as if it had no rows, and without bills it lacks the entities that depend on bills", async () => {
  await using qbo = await start({ without: ["Vendor:empty", "Bill"] });
  const caller = await Caller.of(qbo);
  expect(memberOf((await caller.query("select * from Vendor")).text, "QueryResponse")).toBe("{}");
  expect(await caller.count("select count(*) from Vendor")).toBe(0);
  for (const name of ["Bill", "BillPayment", "VendorCredit", "ReimburseCharge"])
    expect([name, (await caller.query(`select * from ${name}`)).status]).toEqual([name, 400]);
});

test("an unknown name or code, or an entity that every company has, is refused with a list of all problems", async () => {
  await expect(start({ without: ["Clas", "Invoice", "Budget:9"] })).rejects.toThrow(
    /^"Clas" is none of .*; every company has Invoice; "9" is none of 5020, 5030, 500, 4001, 403, empty$/,
  );
});

test("a statement that names members that * leaves out gets them or is refused, as the option says", async () => {
  const ask = "select *, Sku from Item maxresults 1000";
  const skus = (rows: readonly Record<string, unknown>[]) => rows.filter(({ Sku }) => Sku !== undefined).length;
  await using plain = await start();
  expect(skus(await (await Caller.of(plain)).rows(ask))).toBe(0);
  await using byName = await start({ optionalFields: "by-name" });
  const caller = await Caller.of(byName);
  expect(skus(await caller.rows("select * from Item maxresults 1000"))).toBe(0);
  expect(skus(await caller.rows(ask))).toBeGreaterThan(5);
  const fields = async (more: string) => {
    const { text } = await caller.get(
      `query?query=${encodeURIComponent("select * from Invoice maxresults 1000")}${more}`,
    );
    return text.split('"Name":"Route"').length - 1;
  };
  expect(await fields("")).toBe(0);
  expect(await fields("&include=enhancedAllCustomFields")).toBeGreaterThan(20);
  await using refusing = await start({ optionalFields: "refused" });
  const refused = await (await Caller.of(refusing)).query(ask);
  expect([refused.status, refused.text.includes("Property Sku not found for Entity Item")]).toEqual([400, true]);
});

test("a batch of more than thirty items is refused with the limit", async () => {
  await using qbo = await start();
  const items = Array.from({ length: 31 }, (_, n) => ({ bId: `${n}`, Query: "select count(*) from Item" }));
  const heard = await (await Caller.of(qbo)).post("batch", JSON.stringify({ BatchItemRequest: items }));
  expect([heard.status, heard.text.includes('"code":"1040"'), heard.text.includes("limit size is 30")]).toEqual([
    400,
    true,
    true,
  ]);
});

test("captured changes cover all but what is documented as not covered", async () => {
  await using qbo = await start();
  const caller = await Caller.of(qbo);
  const covered: string[] = [];
  for (const name of entityNames()) {
    const heard = await caller.get(`cdc?entities=${name}&changedSince=2026-07-01T00:00:00Z`);
    if (heard.status === 200) covered.push(name);
  }
  expect(entityNames().filter((name) => !covered.includes(name))).toEqual([
    "TaxCode",
    "TaxRate",
    "TaxAgency",
    "JournalCode",
    "TimeActivity",
    "ExchangeRate",
  ]);
});
