import { expect, test } from "vitest";
import { generateCompany } from "./company";

/** Every {value} under a name ending in Ref, and every linked transaction, as "Entity id". */
function refsOf(value: unknown, entity: string, found: string[] = []): string[] {
  if (Array.isArray(value)) for (const inner of value) refsOf(inner, entity, found);
  else if (typeof value === "object" && value !== null) {
    const { TxnId, TxnType } = value as { TxnId?: string; TxnType?: string };
    if (TxnId !== undefined) found.push(`${LINKS[TxnType ?? ""] ?? TxnType} ${TxnId}`);
    for (const [key, inner] of Object.entries(value)) {
      const { value: id, type } = (inner ?? {}) as { value?: string; type?: string };
      if (typeof id !== "string" || !key.endsWith("Ref") || NEVER.has(`${key} ${id}`) || NEVER.has(key))
        refsOf(inner, entity, found);
      else if (type !== undefined) found.push(`${type} ${id}`);
      else if (key === "ParentRef") found.push(`${entity} ${id}`);
      else found.push(`${REFERS[key] ?? key} ${id}`);
    }
  }
  return found;
}

const LINKS: Readonly<Record<string, string>> = {
  BillPaymentCheck: "BillPayment",
  BillPaymentCreditCard: "BillPayment",
};
/** References to a user, a currency code, a template or a tax code that is not a row: no query answers them. */
const NEVER: ReadonlySet<string> = new Set([
  "LastModifiedByRef",
  "CurrencyRef",
  "HomeCurrency",
  "RecurDataRef",
  "TaxCodeRef TAX",
  "TaxCodeRef NON",
]);
const REFERS: Readonly<Record<string, string>> = {
  CustomerRef: "Customer",
  VendorRef: "Vendor",
  EmployeeRef: "Employee",
  ItemRef: "Item",
  ClassRef: "Class",
  DepartmentRef: "Department",
  SalesTermRef: "Term",
  TermRef: "Term",
  PaymentMethodRef: "PaymentMethod",
  TaxCodeRef: "TaxCode",
  TxnTaxCodeRef: "TaxCode",
  TaxRateRef: "TaxRate",
  AgencyRef: "TaxAgency",
  ...Object.fromEntries(
    [
      "AccountRef",
      "IncomeAccountRef",
      "ExpenseAccountRef",
      "AssetAccountRef",
      "ItemAccountRef",
      "DiscountAccountRef",
      "APAccountRef",
      "DepositToAccountRef",
      "BankAccountRef",
      "CCAccountRef",
      "CreditCardAccountRef",
      "FromAccountRef",
      "ToAccountRef",
      "AdjustAccountRef",
      "PaymentAccountRef",
    ].map((name) => [name, "Account"]),
  ),
};

test.each([
  ["small", []],
  ["demo", []],
  ["demo", ["Class", "Department", "Budget", "PurchaseOrder", "RecurringTransaction", "CompanyCurrency"]],
  ["small", ["Bill", "BillPayment", "VendorCredit", "ReimburseCharge"]],
] as const)("every reference of every record of %s leads to a record, also without %j", (size, without) => {
  const { sources } = generateCompany(size, 1, { without: new Set(without) });
  const met = new Set<string>();
  for (const [entity, source] of Object.entries(sources)) {
    for (let handle = 0; handle < source.size; handle++) {
      const row = source.rowAt(handle);
      expect([entity, source.handleOf(row.id)]).toEqual([entity, handle]);
      for (const ref of refsOf(JSON.parse(row.raw), entity)) {
        const [name = "", id = ""] = ref.split(" ");
        if (sources[name]?.handleOf(id) === undefined)
          throw new Error(`${entity} ${row.id} names ${ref}, which is not there`);
        met.add(name);
      }
    }
  }
  for (const entity of ["Customer", "Item", "Account", "Vendor", "Employee", "Term", "Invoice", "Payment", "TaxRate"])
    expect([entity, met.has(entity)]).toEqual([entity, true]);
  for (const entity of ["Class", "Department", "Bill", "BillPayment", "VendorCredit"])
    expect([entity, met.has(entity)]).toEqual([entity, !(without as readonly string[]).includes(entity)]);
});
