import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { repositoryRoot } from "../../src/repository-root";
import { createDatabase, type TestDatabase } from "../support/database";
import { putRecords } from "../support/raw-records";

/** The questions of db/queries/business, asked of a company with two customers whose answers can be computed by hand. */
let db: TestDatabase;

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
const day = (days: number) => daysAgo(days).slice(0, 10);
const CREATED_LONG_AGO = { CreateTime: daysAgo(400), LastUpdatedTime: daysAgo(300) };

const customer = (Id: string, DisplayName: string, Balance: number, more: object = {}) =>
  JSON.stringify({
    Id,
    DisplayName,
    Balance,
    Active: true,
    CurrencyRef: { value: "USD" },
    MetaData: CREATED_LONG_AGO,
    ...more,
  });

const sold = (item: string, Qty: number, Amount: number) => ({
  Amount,
  DetailType: "SalesItemLineDetail",
  SalesItemLineDetail: { ItemRef: { value: item }, Qty, UnitPrice: Amount / Qty },
});

const form = (Id: string, who: string, TxnDate: string, TotalAmt: number, more: object = {}) =>
  JSON.stringify({
    Id,
    DocNumber: `N${Id}`,
    TxnDate,
    TotalAmt,
    CustomerRef: { value: who },
    CurrencyRef: { value: "USD" },
    MetaData: CREATED_LONG_AGO,
    ...more,
  });

beforeAll(async () => {
  db = await createDatabase();
  await putRecords(db, "customers", [
    customer("1", "Ana", 260),
    customer("2", "Bruno (deleted)", 50, { Active: false, PrimaryPhone: { FreeFormNumber: "555-0100" } }),
    customer("3", "Carla (deleted)", 0, { Active: false }),
  ]);
  await putRecords(db, "items", ['{"Id":"10","Name":"Hours"}', '{"Id":"11","Name":"Soil"}']);
  const bundle = {
    Amount: 60,
    DetailType: "GroupLineDetail",
    GroupLineDetail: { Quantity: 1, Line: [sold("11", 3, 60)] },
  };
  const subtotal = { Amount: 100, DetailType: "SubTotalLineDetail", SubTotalLineDetail: {} };
  await putRecords(db, "invoices", [
    form("100", "1", "2026-01-10", 108, {
      Balance: 0,
      DueDate: day(120),
      TxnTaxDetail: { TotalTax: 8 },
      Line: [sold("10", 2, 100), subtotal],
    }),
    form("101", "1", "2026-01-20", 60, { Balance: 60, DueDate: day(100), Line: [bundle] }),
    form("102", "1", "2026-02-01", 200, { Balance: 200, DueDate: day(-5), Line: [sold("10", 4, 200)] }),
    form("103", "2", "2026-02-02", 25, {
      Balance: 50,
      DueDate: day(45),
      ExchangeRate: 2,
      Line: [sold("11", 1, 25)],
      MetaData: { CreateTime: daysAgo(2), LastUpdatedTime: daysAgo(1) },
    }),
  ]);
  await putRecords(db, "sales_receipts", [form("110", "1", "2026-02-03", 10, { Line: [sold("11", 1, 10)] })]);
  await putRecords(db, "credit_memos", [form("120", "1", "2026-02-04", 40, { Line: [] })]);
  await putRecords(db, "refund_receipts", [form("130", "1", "2026-02-05", 5, { Line: [] })]);
  await putRecords(db, "payments", [
    form("140", "1", "2026-02-10", 108, {
      UnappliedAmt: 0,
      PaymentRefNum: "check 7",
      Line: [{ Amount: 108, LinkedTxn: [{ TxnId: "100", TxnType: "Invoice" }] }],
    }),
    form("141", "1", "2026-02-11", 30, { UnappliedAmt: 30, Line: [] }),
  ]);
});
afterAll(() => db?.[Symbol.asyncDispose]());

function ask(file: string, change = (sql: string) => sql) {
  const sql = readFileSync(join(repositoryRoot(), "db", "queries", "business", file), "utf8");
  return db.rows(change(sql));
}

test("revenue is sales minus refunds, without tax, in the company's currency", async () => {
  expect(await ask("010_revenue_by_month.sql")).toEqual([
    { month: "2026-01", documents: "2", revenue: "160.00", tax: "8.00" },
    { month: "2026-02", documents: "5", revenue: "215.00", tax: "0.00" },
  ]);
});

test("open invoices are listed by the number of days that they are late", async () => {
  const none = { not_due: null, days_1_to_30: null, days_31_to_60: null, days_61_to_90: null, days_over_90: null };
  expect(await ask("020_open_invoices_by_customer.sql")).toEqual([
    { customer: "Ana", currency: "USD", invoices: "2", open: "260", ...none, not_due: "200", days_over_90: "60" },
    { customer: "Bruno (deleted)", currency: "USD", invoices: "1", open: "50", ...none, days_31_to_60: "50" },
  ]);
});

test("an item's lines are counted, also those inside of bundles, and subtotals are not", async () => {
  const rows = await ask("030_lines_by_item.sql");
  expect(rows.map(({ item, lines, quantity, amount }) => [item, lines, quantity, amount])).toEqual([
    ["Hours", "2", "6", "300"],
    ["Soil", "3", "5", "95"],
  ]);
});

test("an inactive customer who still owes is named, and a customer who owes nothing is not", async () => {
  expect(await ask("040_inactive_customers_with_balance.sql")).toMatchObject([
    { customer: "Bruno (deleted)", balance: "50", phone_number: "555-0100" },
  ]);
});

test("the records that changed in the last week are listed, with whether they are new", async () => {
  expect(await ask("050_changed_last_week.sql")).toMatchObject([
    { entity: "invoices", id: "103", name: "N103", new: true },
  ]);
});

test("a payment is listed beside the documents that it paid, and a payment that paid nothing yet is listed alone", async () => {
  const rows = await ask("060_payments_and_what_they_paid.sql");
  expect(rows).toMatchObject([
    { payment: "141", customer: "Ana", payment_total: "30", applied: null, document: null, unapplied: "30" },
    { payment: "140", applied: "108", paid: "Invoice", document: "N100", still_open: "0", unapplied: "0" },
  ]);
});

test("a statement runs from the first document to the balance, for a named customer or for the customer who owes most", async () => {
  const entries = async (change?: (sql: string) => string) =>
    (await ask("070_statement_of_a_customer.sql", change)).map(({ document, amount, balance }) => [
      document,
      amount,
      balance,
    ]);
  expect(await entries()).toEqual([
    ["N100", "108", "108"],
    ["N101", "60", "168"],
    ["N102", "200", "368"],
    ["N120", "-40", "328"],
    ["check 7", "-108", "220"],
    [null, "-30", "190"],
  ]);
  expect(await entries((sql) => sql.replace("write a name here", "Bruno (deleted)"))).toEqual([["N103", "25", "25"]]);
});
