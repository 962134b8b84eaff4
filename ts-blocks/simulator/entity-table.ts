/** The facts of an entity that fit in one line; `entities.ts` derives the rest. Source: docs/en/quickbooks.md. */
export type PropertyType = "id" | "text" | "number" | "boolean" | "date" | "time" | "ref";

/** Property names of statements, and the type of each. A type may name another path: `text RecurringInfo.Name`. */
export type Fields = Readonly<Record<string, PropertyType | `${PropertyType} ${string}`>>;

export interface Definition {
  readonly kind: "list" | "transaction" | "support";
  /** The default order; without one, the newest come first. */
  readonly order?: string;
  /** Properties to filter and sort by. Id and the two times of MetaData always are, and are not listed. */
  readonly fields: Fields;
  readonly filterOnly?: Fields;
  readonly sortOnly?: Fields;
  /** Properties that the schema has and the query service refuses as "not queryable". */
  readonly refused?: readonly string[];
  /** Members that `*` leaves out unless the statement names them. */
  readonly optional?: readonly string[];
  /** Accepts Active, and hides inactive rows from a plain query. */
  readonly active?: boolean;
  /** False if change data capture does not cover the entity. */
  readonly cdc?: false;
  /** Recordings show totalCount beside its rows. */
  readonly totalCount?: true;
  /** Recordings show no startPosition beside its row. */
  readonly noPosition?: true;
  /** The key of its rows and of a single object, where it is not the name. */
  readonly answersAs?: string;
  /** Each row is wrapped under the name of its type: `{"Bill":{…}}`. */
  readonly wrapped?: true;
  readonly ignoresOrderBy?: true;
  /** Properties on which every statement needs a condition. */
  readonly requires?: readonly string[];
  /** Has one row, read by the company's number or without an Id. */
  readonly singleton?: true;
  /** What a company must have for the entity: a plan, several currencies, or a country. */
  readonly needs?: "plan" | "currencies" | "country";
}

const NEVER_ASKED = ["Line", "CustomField", "LinkedTxn", "TxnTaxDetail", "PrivateNote"];
const NEVER_ASKED_REFS = ["ClassRef", "DepartmentRef", "AccountRef"];

const transaction = (fields: Fields, more: Partial<Definition> = {}): Definition => ({
  kind: "transaction",
  fields: { DocNumber: "text", TxnDate: "date", ...fields },
  ...more,
  refused: [...NEVER_ASKED, ...NEVER_ASKED_REFS, ...(more.refused ?? [])],
});
/** A transaction with few documented properties. DocNumber and TxnDate are not among them. */
const rareTransaction = (fields: Fields, more: Partial<Definition> = {}): Definition => ({
  kind: "transaction",
  fields,
  ...more,
  refused: ["DocNumber", ...NEVER_ASKED, ...NEVER_ASKED_REFS],
});
const list = (order: string, fields: Fields, more: Partial<Definition> = {}): Definition => ({
  kind: "list",
  active: true,
  order,
  fields: { [order]: "text", Active: "boolean", ...fields },
  ...more,
});

/** Every entity that answers a query. This is the one place that names them. */
export const ENTITY_TABLE: Readonly<Record<string, Definition>> = {
  CompanyInfo: { kind: "support", fields: {}, singleton: true },
  Preferences: { kind: "support", fields: {}, singleton: true, noPosition: true },
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
    },
    {
      sortOnly: { BalanceWithJobs: "number" },
      refused: [
        "CustomerTypeRef",
        "BillAddr",
        "ShipAddr",
        "Notes",
        "CurrencyRef",
        "ParentRef",
        "Taxable",
        "PrimaryPhone",
      ],
    },
  ),
  Item: list(
    "Name",
    { FullyQualifiedName: "text", Type: "text", Taxable: "boolean", SubItem: "boolean" },
    {
      refused: ["Description", "UnitPrice", "PurchaseCost", "IncomeAccountRef", "QtyOnHand"],
      optional: ["Sku"],
    },
  ),
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
  Class: list("Name", { FullyQualifiedName: "text" }, { needs: "plan" }),
  Department: list("Name", { FullyQualifiedName: "text" }, { needs: "plan" }),
  Term: list("Name", { Type: "text" }),
  PaymentMethod: list("Name", { Type: "text" }),
  TaxCode: list("Name", { Description: "text", Taxable: "boolean" }, { cdc: false }),
  TaxRate: list("Name", { Description: "text" }, { cdc: false }),
  TaxAgency: {
    kind: "list",
    order: "DisplayName",
    fields: {},
    sortOnly: { DisplayName: "text" },
    ignoresOrderBy: true,
    cdc: false,
  },
  CustomerType: {
    kind: "list",
    active: true,
    order: "Id",
    fields: { Active: "boolean" },
    refused: ["Name"],
  },
  CompanyCurrency: {
    kind: "list",
    active: true,
    fields: { Active: "boolean" },
    refused: ["Name", "Code"],
    totalCount: true,
    needs: "currencies",
  },
  JournalCode: {
    kind: "list",
    active: true,
    order: "Name",
    fields: {},
    filterOnly: { Active: "boolean" },
    refused: ["Name", "Type", "Description"],
    cdc: false,
    needs: "country",
  },
  Budget: {
    kind: "list",
    active: true,
    order: "Name",
    fields: { Name: "text", BudgetType: "text" },
    filterOnly: { Active: "boolean" },
    refused: ["StartDate", "EndDate", "BudgetEntryType", "BudgetDetail"],
    totalCount: true,
    needs: "plan",
  },
  Invoice: transaction(
    {
      DueDate: "date",
      CustomerRef: "ref",
      SalesTermRef: "ref",
      ProjectRef: "ref",
      Balance: "number",
      TotalAmt: "number",
    },
    {
      refused: ["BillAddr", "ShipAddr", "EmailStatus", "PrintStatus", "CurrencyRef", "BillEmail", "CustomerMemo"],
      totalCount: true,
    },
  ),
  SalesReceipt: transaction({ CustomerRef: "ref", Balance: "number", TotalAmt: "number", PaymentRefNum: "text" }),
  Estimate: transaction({ CustomerRef: "ref", TotalAmt: "number", TxnStatus: "text" }),
  CreditMemo: transaction({ CustomerRef: "ref", TotalAmt: "number", Balance: "number" }),
  RefundReceipt: transaction({ CustomerRef: "ref", TotalAmt: "number", Balance: "number" }),
  Payment: transaction({ CustomerRef: "ref", TotalAmt: "number" }),
  Bill: transaction(
    { DueDate: "date", VendorRef: "ref", TotalAmt: "number", Balance: "number" },
    { totalCount: true, needs: "plan" },
  ),
  BillPayment: transaction({ VendorRef: "ref", TotalAmt: "number" }, { totalCount: true, needs: "plan" }),
  VendorCredit: transaction({ VendorRef: "ref", TotalAmt: "number" }, { needs: "plan" }),
  Purchase: transaction({ TotalAmt: "number", PaymentType: "text" }),
  PurchaseOrder: transaction({ VendorRef: "ref", TotalAmt: "number" }, { totalCount: true, needs: "plan" }),
  CreditCardPayment: transaction({ Amount: "number" }, { answersAs: "CreditCardPaymentTxn" }),
  Deposit: transaction({ TotalAmt: "number" }, { totalCount: true }),
  Transfer: transaction({ Amount: "number" }),
  JournalEntry: transaction({ TotalAmt: "number" }, { totalCount: true }),
  InventoryAdjustment: rareTransaction({}, { needs: "plan" }),
  TimeActivity: rareTransaction(
    { TxnDate: "date" },
    { filterOnly: { ProjectRef: "ref", BillableStatus: "text" }, cdc: false, needs: "plan" },
  ),
  ReimburseCharge: rareTransaction(
    {},
    { filterOnly: { CustomerRef: "ref", HasBeenInvoiced: "boolean" }, needs: "plan" },
  ),
  RecurringTransaction: {
    kind: "transaction",
    order: "Id",
    fields: { RecurType: "text RecurringInfo.RecurType", Name: "text RecurringInfo.Name", RecurDataRef: "ref" },
    filterOnly: { Type: "text" },
    refused: [...NEVER_ASKED, "RecurringInfo"],
    wrapped: true,
    needs: "plan",
  },
  TaxPayment: rareTransaction({}, { totalCount: true, needs: "country" }),
  Attachable: {
    kind: "support",
    fields: {
      FileName: "text",
      Note: "text",
      Category: "text",
      ContentType: "text",
      Size: "number",
      PlaceName: "text",
      Tag: "text",
    },
  },
  ExchangeRate: {
    kind: "support",
    fields: {},
    filterOnly: { SourceCurrencyCode: "text", AsOfDate: "date" },
    requires: ["SourceCurrencyCode", "AsOfDate"],
    refused: ["Rate", "TargetCurrencyCode"],
    cdc: false,
    totalCount: true,
    needs: "currencies",
  },
};
