import { expect, test } from "vitest";
import { recordings } from "../../test/support/recordings";
import { ENTITIES } from "../entities/entity";
import { readPage } from "./answer";
import { keyOf } from "./record-key";

const META = { MetaData: { LastUpdatedTime: "2026-01-04T18:00:00-08:00" } };
const AT = "2026-01-05T02:00:00Z";

test("a template of a recurring transaction has the key of the record in it, of any type", () => {
  const { recurring_transactions: shape } = ENTITIES;
  const inner = { Id: "20", SyncToken: "3", ...META, RecurringInfo: { Name: "Rent" } };
  expect(keyOf({ Bill: inner }, shape)).toEqual({ id: "20", updatedAt: AT, syncToken: "3" });
  for (const row of [inner, { Bill: inner, Invoice: inner }, {}, { Bill: null }, null, "Bill"]) {
    expect(keyOf(row, shape)).toEqual({ id: undefined, updatedAt: undefined });
  }
});

test("an exchange rate has no id, and its key is its currencies and its date", () => {
  const { exchange_rates: shape } = ENTITIES;
  const rate = { SourceCurrencyCode: "EUR", TargetCurrencyCode: "USD", AsOfDate: "2026-01-31", Rate: 1.08 };
  expect(keyOf({ ...rate, ...META }, shape)).toMatchObject({ id: "EUR/USD/2026-01-31", updatedAt: AT });
  expect(keyOf({ ...rate, Id: "9" }, shape)).toMatchObject({ id: "EUR/USD/2026-01-31", updatedAt: undefined });
  expect(keyOf({ ...rate, AsOfDate: undefined }, shape).id).toBeUndefined();
  expect(keyOf({ ...rate, AsOfDate: 20260131 }, shape).id).toBeUndefined();
});

test("the key of a journal code is its id, and it has no time", { tags: ["recordings"] }, () => {
  const [file] = recordings("intuit-sdk-tests").filter((each) => each.file.startsWith("journalcode"));
  const { JournalCode: record } = JSON.parse(file?.text ?? "{}");
  expect(keyOf(record, ENTITIES.journal_codes)).toEqual({ id: "4", updatedAt: undefined, syncToken: "0" });
});

const CARD = '{"Id":"29","MetaData":{"LastUpdatedTime":"2026-01-04T18:00:00-08:00"}}';

test.each(["CreditCardPayment", "CreditCardPaymentTxn"])("card payments are found under the key %s", (key) => {
  const body = `{"QueryResponse":{"${key}":[${CARD}],"maxResults":1}}`;
  expect(readPage(Buffer.from(body), ENTITIES.credit_card_payments).keys).toMatchObject([{ id: "29", updatedAt: AT }]);
});

test.each([
  ["another key", `{"QueryResponse":{"CreditCardPaymentTxn":[${CARD}],"maxResults":1}}`, "CreditCardPaymentTxn"],
  ["another key and no count of rows", '{"QueryResponse":{"InvoiceTxn":[]}}', "InvoiceTxn"],
  ["its own key and another", `{"QueryResponse":{"Invoice":[${CARD}],"Bill":[${CARD}]}}`, "Bill"],
])("rows under %s are an error that names the key, and never an empty page", (_, body, key) => {
  expect(() => readPage(Buffer.from(body), ENTITIES.invoices)).toThrow(
    expect.objectContaining({
      code: "QBO_ANSWER_SHAPE",
      exitCode: 65,
      message: `QuickBooks answered something that is not a page of Invoice records: it has rows under '${key}'.`,
    }),
  );
});

test.each([
  ["of 10 kB", "9".repeat(10_000)],
  ["with a NUL", "12\u00003"],
  ["with a line break", "12\n3"],
  ["with half a surrogate pair", "12\ud83d3"],
])("an Id %s names no record: the record is set aside, and its neighbours land", (_, Id) => {
  expect(keyOf({ Id, SyncToken: "0" }, { qbo: "Item" }).id).toBeUndefined();
});
