import { expect, test } from "vitest";
import { ENTITIES } from "../entities/entity";
import { utcInstant } from "../job/instants";
import { countAll, selectAll, selectCount, selectPage } from "./statement";

const january = { start: utcInstant(Date.UTC(2026, 0, 1)), end: utcInstant(Date.UTC(2026, 0, 31)) };
const noon = utcInstant(Date.UTC(2026, 0, 5, 12));

test("a page of invoices is asked for in the order of changes, from the end of the last page", () => {
  expect(selectPage(ENTITIES.invoices, { from: noon, startPosition: 1 }, january.end, 1000, true)).toBe(
    "SELECT * FROM Invoice WHERE MetaData.LastUpdatedTime >= '2026-01-05T12:00:00Z' " +
      "AND MetaData.LastUpdatedTime < '2026-01-31T00:00:00Z' " +
      "ORDERBY MetaData.LastUpdatedTime ASC, Id ASC STARTPOSITION 1 MAXRESULTS 1000",
  );
});

test.each([
  ["customers", "Customer"],
  ["items", "Item"],
] as const)("a page of %s asks for the inactive ones too, which QuickBooks would leave out", (entity, name) => {
  expect(selectPage(ENTITIES[entity], { from: january.start, startPosition: 501 }, january.end, 500, false)).toBe(
    `SELECT * FROM ${name} WHERE Active IN (true, false) AND MetaData.LastUpdatedTime >= '2026-01-01T00:00:00Z' ` +
      "AND MetaData.LastUpdatedTime < '2026-01-31T00:00:00Z' " +
      "ORDERBY MetaData.LastUpdatedTime ASC STARTPOSITION 501 MAXRESULTS 500",
  );
});

test("what is counted is what is read: the same range, with inactive records where the entity has them", () => {
  expect(selectCount(ENTITIES.invoices, january)).toBe(
    "SELECT COUNT(*) FROM Invoice WHERE MetaData.LastUpdatedTime >= '2026-01-01T00:00:00Z' " +
      "AND MetaData.LastUpdatedTime < '2026-01-31T00:00:00Z'",
  );
  expect(selectCount(ENTITIES.customers, january)).toBe(
    "SELECT COUNT(*) FROM Customer WHERE Active IN (true, false) AND MetaData.LastUpdatedTime >= '2026-01-01T00:00:00Z' " +
      "AND MetaData.LastUpdatedTime < '2026-01-31T00:00:00Z'",
  );
});

test("a list that is read whole is asked for without times, in the order of its ids, with inactive records", () => {
  const page = { startPosition: 1001, maxResults: 1000 };
  expect(selectAll(ENTITIES.tax_codes, page, true)).toBe(
    "SELECT * FROM TaxCode WHERE Active IN (true, false) ORDERBY Id ASC STARTPOSITION 1001 MAXRESULTS 1000",
  );
  expect(selectAll(ENTITIES.tax_agencies, { startPosition: 1, maxResults: 50 }, false)).toBe(
    "SELECT * FROM TaxAgency STARTPOSITION 1 MAXRESULTS 50",
  );
  expect(countAll(ENTITIES.tax_codes)).toBe("SELECT COUNT(*) FROM TaxCode WHERE Active IN (true, false)");
  expect(countAll(ENTITIES.preferences)).toBe("SELECT COUNT(*) FROM Preferences");
});

test("exchange rates are asked for by currency and date, because QuickBooks answers no other question", () => {
  const condition = "SourceCurrencyCode IN ('EUR') AND AsOfDate = '2026-01-31'";
  expect(selectAll(ENTITIES.exchange_rates, { startPosition: 1, maxResults: 1000, condition }, false)).toBe(
    `SELECT * FROM ExchangeRate WHERE ${condition} STARTPOSITION 1 MAXRESULTS 1000`,
  );
  expect(countAll(ENTITIES.exchange_rates, condition)).toBe(`SELECT COUNT(*) FROM ExchangeRate WHERE ${condition}`);
});
