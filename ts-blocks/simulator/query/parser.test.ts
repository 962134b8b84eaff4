import { expect, test } from "vitest";
import { check } from "./check";
import { QueryFault } from "./fault";
import { parse } from "./parser";

function faultOf(statement: string): string {
  try {
    check(parse(statement));
  } catch (error) {
    if (error instanceof QueryFault) return `${error.code} ${error.detail}`;
    throw error;
  }
  return "accepted";
}

test("a full statement is read with its conditions, order and page", () => {
  const statement = parse(
    "select * from Invoice where MetaData.LastUpdatedTime >= '2026-01-01T00:00:00Z' and Id in ('1', '2') ORDER BY TxnDate desc, Id startposition 5 maxresults 10",
  );
  expect(statement).toMatchObject({
    select: "rows",
    entity: "Invoice",
    where: [
      { property: "MetaData.LastUpdatedTime", operator: ">=" },
      { property: "Id", operator: "IN", literals: [{ text: "1" }, { text: "2" }] },
    ],
    orderBy: [
      { property: "TxnDate", descending: true },
      { property: "Id", descending: false },
    ],
    startPosition: 5,
    maxResults: 10,
  });
});

test("keywords, entities and properties are read in any case, and the page clauses in either order", () => {
  for (const statement of [
    "SELECT * FROM invoice MAXRESULTS 7 STARTPOSITION 3",
    "Select * From INVOICE StartPosition 3 MaxResults 7",
    "select * from Invoice where metadata.lastupdatedtime > '2026-01-01' orderby METADATA.LASTUPDATEDTIME startposition 3 maxresults 7",
  ]) {
    expect(check(parse(statement))).toMatchObject({ entity: { name: "Invoice" }, startPosition: 3, maxResults: 7 });
  }
});

test("without clauses a page is the first hundred, and position 0 is position 1", () => {
  expect(check(parse("select * from Customer"))).toMatchObject({ startPosition: 1, maxResults: 100 });
  expect(check(parse("select * from Customer startposition 0"))).toMatchObject({ startPosition: 1 });
});

test("a quote inside text is escaped by a backslash, and doubling it is a parse error", () => {
  expect(parse("select * from Customer where DisplayName = 'Amy\\'s Bird Sanctuary'").where[0]).toMatchObject({
    literals: [{ text: "Amy's Bird Sanctuary" }],
  });
  expect(faultOf("select * from Customer where DisplayName = 'Amy''s'")).toMatch(/^4000 QueryParserError: Encountered/);
});

test("a selection of * and some names returns all members, as a widely used client asks for them", () => {
  expect(parse("SELECT *, Sku FROM Item MAXRESULTS 5")).toMatchObject({
    select: "rows",
    extras: ["Sku"],
    entity: "Item",
    maxResults: 5,
  });
});

test("a parse error names the token and its place in the service's own words", () => {
  expect(faultOf("SELECT * FROM Invoice ORDER TxnDate")).toBe(
    '4000 QueryParserError: Encountered " <IDENTIFIER> "TxnDate "" at line 1, column 29.',
  );
  expect(faultOf("select * from")).toBe('4000 QueryParserError: Encountered "<EOF>" at line 1, column 14.');
});

test.each([
  "select * from Invoice where Balance > 0",
  "select * from Invoice where Id = '1' or Id = '2'",
  "select * from Invoice where not Id = '1'",
  "select * from Invoice group by TxnDate",
  "select count(Id) from Invoice",
  "select * from Invoice startposition -1",
  "select * from Invoice where Id in ()",
  "select * from Invoice where DocNumber = 'open",
  "select * from Invoice maxresults 5 maxresults 6",
  "delete from Invoice",
  "",
])("%j is a parse error", (statement) => {
  expect(faultOf(statement)).toMatch(/^4000 QueryParserError: /);
});

test.each([
  ["select * from Custmoer", "invalid context declaration: Custmoer"],
  ["select * from Invoice maxresults 0", "value 0 is too small. Min allowed value is 1"],
  ["select * from Invoice maxresults 1500", "value 1500 is too large. Max allowed value is 1000"],
  ["select * from Invoice where Nonsense = '1'", "Property Nonsense not found for Entity Invoice"],
  ["select * from Customer where CustomerTypeRef = '1'", "property 'CustomerTypeRef' is not queryable"],
  ["select * from Invoice where Active = true", "Property Active not found for Entity Invoice"],
  ["select * from Invoice where Id > '1'", "operator '>' is not supported for property 'Id'"],
  ["select * from Invoice orderby Line", "property 'Line' is not sortable"],
  ["select * from Invoice orderby Nonsense", "Property Nonsense not found for Entity Invoice"],
  ["select * from Customer orderby Notes desc", "property 'Notes' is not sortable"],
  [
    "select * from TaxAgency orderby Id, TaxTrackedOnSales",
    "Property TaxTrackedOnSales not found for Entity TaxAgency",
  ],
  ["select * from Customer where BalanceWithJobs > '0'", "property 'BalanceWithJobs' is not queryable"],
  ["select *, Nonsense from Item", "Property Nonsense not found for Entity Item"],
  ["select Id, Nonsense.Deep from Invoice", "Property Nonsense.Deep not found for Entity Invoice"],
  ["select * from ExchangeRate", "property 'SourceCurrencyCode' is required for Entity ExchangeRate"],
  ["select * from Invoice where Id like '1%'", "operator 'LIKE' is not supported for property 'Id'"],
])("%j is refused by the validation", (statement, detail) => {
  expect(faultOf(statement)).toBe(`4001 QueryValidationError: ${detail}`);
});
