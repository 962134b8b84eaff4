/** What the simulator knows of each entity: how it is filtered, ordered and removed. Reference: sections 4.2, 7.1, 13. */
export type PropertyType = "id" | "text" | "number" | "boolean" | "date" | "time" | "ref";

export interface Property {
  readonly path: string;
  readonly type: PropertyType;
  readonly filterable: boolean;
}

export interface Entity {
  readonly name: string;
  /** The key of its rows and of a single object; it differs from the name for card payments only. */
  readonly answersAs: string;
  readonly kind: "list" | "transaction" | "support";
  /** Name lists hide their inactive records from a plain query. */
  readonly hidesInactive: boolean;
  /** Seen in recordings for some entities only. */
  readonly answersTotalCount: boolean;
  readonly inCdc: boolean;
  /** ORDERBY is read and has no effect: said of TaxAgency by AWS Glue's notes. */
  readonly ignoresOrderBy: boolean;
  /** The property of the default order; transactions come newest first. */
  readonly defaultOrder: { readonly path: string; readonly descending: boolean };
  readonly properties: ReadonlyMap<string, Property>;
}

const META = { "MetaData.CreateTime": "time", "MetaData.LastUpdatedTime": "time" } as const;
const TOTAL_COUNT = new Set(["Invoice", "Bill", "BillPayment", "Deposit", "JournalEntry", "PurchaseOrder"]);
const NOT_IN_CDC = new Set([
  "TimeActivity",
  "TaxAgency",
  "TaxCode",
  "TaxRate",
  "JournalCode",
  "CompanyInfo",
  "Preferences",
  "ExchangeRate",
]);

type Fields = Readonly<Record<string, PropertyType>>;

interface Shape {
  readonly kind: Entity["kind"];
  readonly active?: boolean;
  readonly order?: string;
  readonly answersAs?: string;
  readonly fields: Fields;
  /** Known to the schema, refused by the query service as "not queryable". */
  readonly refused?: readonly string[];
}

const transaction = (fields: Fields, refused: readonly string[] = []): Shape => ({
  kind: "transaction",
  fields: { DocNumber: "text", TxnDate: "date", ...fields },
  refused: [
    "Line",
    "CustomField",
    "LinkedTxn",
    "TxnTaxDetail",
    "PrivateNote",
    "ClassRef",
    "DepartmentRef",
    "AccountRef",
    ...refused,
  ],
});
const list = (order: string, fields: Fields, refused: readonly string[] = []): Shape => ({
  kind: "list",
  active: true,
  order,
  fields: { [order]: "text", Active: "boolean", ...fields },
  refused,
});

const SHAPES: Readonly<Record<string, Shape>> = {
  Customer: list(
    "FullyQualifiedName",
    {
      DisplayName: "text",
      GivenName: "text",
      MiddleName: "text",
      FamilyName: "text",
      CompanyName: "text",
      PrintOnCheckName: "text",
      PrimaryEmailAddr: "text",
      Balance: "number",
      BalanceWithJobs: "number",
    },
    ["CustomerTypeRef", "BillAddr", "ShipAddr", "Notes", "CurrencyRef", "ParentRef", "Taxable", "PrimaryPhone"],
  ),
  Item: list("Name", { FullyQualifiedName: "text", Type: "text", Taxable: "boolean", SubItem: "boolean" }, [
    "Description",
    "UnitPrice",
    "PurchaseCost",
    "IncomeAccountRef",
    "QtyOnHand",
  ]),
  Vendor: list("DisplayName", {
    GivenName: "text",
    FamilyName: "text",
    CompanyName: "text",
    Balance: "number",
    Vendor1099: "boolean",
  }),
  Employee: list("DisplayName", { GivenName: "text", FamilyName: "text" }),
  Account: list("Name", {
    FullyQualifiedName: "text",
    Classification: "text",
    AccountType: "text",
    AccountSubType: "text",
    SubAccount: "boolean",
    CurrentBalance: "number",
  }),
  Class: list("Name", { FullyQualifiedName: "text" }),
  Department: list("Name", { FullyQualifiedName: "text" }),
  Term: list("Name", { Type: "text" }),
  PaymentMethod: list("Name", { Type: "text" }),
  TaxCode: list("Name", { Description: "text", Taxable: "boolean" }),
  TaxRate: list("Name", { Description: "text" }),
  TaxAgency: { kind: "list", active: false, order: "DisplayName", fields: { DisplayName: "text" } },
  CustomerType: list("Name", {}),
  Budget: list("Name", { BudgetType: "text", StartDate: "date", EndDate: "date" }),
  CompanyCurrency: list("Name", { Code: "text" }),
  JournalCode: list("Name", { Type: "text" }),
  Invoice: transaction(
    {
      DueDate: "date",
      CustomerRef: "ref",
      SalesTermRef: "ref",
      ProjectRef: "ref",
      Balance: "number",
      TotalAmt: "number",
    },
    ["BillAddr", "ShipAddr", "EmailStatus", "PrintStatus", "CurrencyRef", "BillEmail", "CustomerMemo"],
  ),
  SalesReceipt: transaction({ CustomerRef: "ref", Balance: "number", TotalAmt: "number", PaymentRefNum: "text" }),
  Estimate: transaction({ CustomerRef: "ref", TotalAmt: "number", TxnStatus: "text" }),
  CreditMemo: transaction({ CustomerRef: "ref", TotalAmt: "number", Balance: "number" }),
  RefundReceipt: transaction({ CustomerRef: "ref", TotalAmt: "number", Balance: "number" }),
  Payment: transaction({ CustomerRef: "ref", TotalAmt: "number" }),
  Bill: transaction({ DueDate: "date", VendorRef: "ref", TotalAmt: "number", Balance: "number" }),
  BillPayment: transaction({ VendorRef: "ref", TotalAmt: "number" }),
  Deposit: transaction({ TotalAmt: "number" }),
  JournalEntry: transaction({ TotalAmt: "number" }),
  Purchase: transaction({ TotalAmt: "number", PaymentType: "text" }),
  PurchaseOrder: transaction({ VendorRef: "ref", TotalAmt: "number" }),
  TimeActivity: transaction({ NameOf: "text" }),
  Transfer: transaction({ Amount: "number" }),
  VendorCredit: transaction({ VendorRef: "ref", TotalAmt: "number" }),
  CreditCardPayment: { ...transaction({ Amount: "number" }), answersAs: "CreditCardPaymentTxn" },
  Attachable: { kind: "support", fields: { FileName: "text", Note: "text" } },
  CompanyInfo: { kind: "support", fields: {} },
  Preferences: { kind: "support", fields: {} },
  ExchangeRate: { kind: "support", fields: { SourceCurrencyCode: "text", AsOfDate: "date" } },
};

function build(name: string, shape: Shape): Entity {
  const properties = new Map<string, Property>();
  const add = (path: string, type: PropertyType, filterable: boolean): void => {
    properties.set(path.toLowerCase(), { path, type, filterable });
  };
  add("Id", "id", true);
  for (const [path, type] of Object.entries({ ...shape.fields, ...META })) add(path, type, path !== "BalanceWithJobs");
  for (const path of shape.refused ?? []) add(path, "text", false);
  const listed = shape.order !== undefined;
  return {
    name,
    answersAs: shape.answersAs ?? name,
    kind: shape.kind,
    hidesInactive: shape.active === true,
    answersTotalCount: TOTAL_COUNT.has(name),
    ignoresOrderBy: name === "TaxAgency",
    inCdc: !NOT_IN_CDC.has(name),
    defaultOrder: listed
      ? { path: shape.order ?? "Id", descending: false }
      : { path: "MetaData.LastUpdatedTime", descending: true },
    properties,
  };
}

const ENTITIES: ReadonlyMap<string, Entity> = new Map(
  Object.entries(SHAPES).map(([name, shape]) => [name.toLowerCase(), build(name, shape)]),
);

export function findEntity(name: string): Entity | undefined {
  return ENTITIES.get(name.toLowerCase());
}

export function entityNames(): string[] {
  return Object.keys(SHAPES);
}
