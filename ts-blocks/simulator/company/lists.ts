import { createRandom } from "../random";
import { pacificStamp } from "../stamps";
import { rowFromText } from "../store/row";
import { listSource, type RowSource } from "../store/shelf";
import { COST_OF_GOODS, DISCOUNTS, INCOME, INVENTORY, MORE_ACCOUNTS } from "./accounts";
import { laterMoment } from "./calendar";
import { companyName } from "./names";
import { type CompanyPlan, secondOfDay } from "./plan";
import { money, quoted, record, ref, USD } from "./text";

const SET_UP_SECONDS = 53_500;

/** The short lists that other records name. All of it was set up in one second, as in the sample companies. */
export function shortLists(plan: CompanyPlan): Readonly<Record<string, RowSource>> {
  const setUpAt = secondOfDay(plan.from) + SET_UP_SECONDS;
  const tail = (id: string): string => identity(id, setUpAt, setUpAt);
  const list = (texts: readonly string[]): RowSource => listSource(texts.map(rowFromText));
  return {
    Account: list(accounts(tail)),
    Term: list(
      (
        [
          ["1", "Due on receipt", 0],
          ["2", "Net 15", 15],
          ["3", "Net 30", 30],
          ["4", "Net 60", 60],
        ] as const
      ).map(([id, name, days]) =>
        record(`"Name":"${name}","Active":true,"Type":"STANDARD","DueDays":${days},"DiscountDays":0`, tail(id)),
      ),
    ),
    PaymentMethod: list(
      ["Cash", "Check", "Visa", "MasterCard", "American Express"].map((name, index) =>
        record(
          `"Name":"${name}","Active":true,"Type":"${index > 1 ? "CREDIT_CARD" : "NON_CREDIT_CARD"}"`,
          tail(String(index + 1)),
        ),
      ),
    ),
    TaxAgency: list([
      record(
        '"TaxTrackedOnPurchases":false,"TaxTrackedOnSales":true',
        tail("2"),
        '"DisplayName":"Board of Equalization"',
      ),
    ]),
    TaxRate: list([
      record(
        '"Name":"California","Description":"Sales Tax","Active":true,"RateValue":8,"AgencyRef":{"value":"2"},"SpecialTaxType":"NONE","DisplayType":"ReadOnly"',
        tail("3"),
      ),
    ]),
    TaxCode: list([
      taxCode("California", "2", true, true, tail),
      taxCode("TAX", "TAX", true, false, tail),
      taxCode("NON", "NON", false, false, tail),
    ]),
  };
}

/** Suppliers; their balances move as bills come in, like those of customers. */
export function vendorSource(plan: CompanyPlan, seed: number): RowSource {
  const count = Math.max(4, Math.floor(plan.customers / 8));
  const from = secondOfDay(plan.from);
  const rows = Array.from({ length: count }, (_, handle) => {
    const random = createRandom(seed, "vendor", handle);
    const name = `${companyName(seed + 11, handle)} Supply`;
    const createdAt = laterMoment(from, random.between(0, 60), handle);
    const updatedAt = Math.min(laterMoment(createdAt, random.between(0, 600), handle + 1), secondOfDay(plan.to) - 1);
    return rowFromText(
      record(
        `"Balance":${money(random.chance(0.5) ? 0 : random.between(1000, 900_000))},"Vendor1099":false`,
        USD,
        identity(vendorId(handle), createdAt, updatedAt),
        `"CompanyName":${quoted(name)},"DisplayName":${quoted(name)},"PrintOnCheckName":${quoted(name)},"Active":true`,
      ),
    );
  });
  return listSource(rows);
}

export function vendorId(handle: number): string {
  return String(3_000_001 + handle);
}

/** domain, sparse, Id, SyncToken and MetaData, which stand together in every record. */
export function identity(id: string, createdAt: number, updatedAt: number, syncToken = 0): string {
  const stamps = `"MetaData":{"CreateTime":"${pacificStamp(createdAt)}","LastUpdatedTime":"${pacificStamp(updatedAt)}"}`;
  return `"domain":"QBO","sparse":false,"Id":"${id}","SyncToken":"${syncToken}",${stamps}`;
}

function taxCode(name: string, id: string, taxable: boolean, group: boolean, tail: (id: string) => string): string {
  const rate = group
    ? '{"TaxRateRef":{"value":"3","name":"California"},"TaxTypeApplicable":"TaxOnAmount","TaxOrder":0}'
    : "";
  return record(
    `"Name":"${name}","Description":"${name}","Active":true,"Taxable":${taxable},"TaxGroup":${group}`,
    `"SalesTaxRateList":{"TaxRateDetail":[${rate}]},"PurchaseTaxRateList":{"TaxRateDetail":[]}`,
    tail(id),
  );
}

function accounts(tail: (id: string) => string): string[] {
  const kinds = [
    ...INCOME.map((account) => ({ ...account, type: "Income", class: "Revenue", sub: "SalesOfProductIncome" })),
    { ...COST_OF_GOODS, type: "Cost of Goods Sold", class: "Expense", sub: "SuppliesMaterialsCogs" },
    { ...INVENTORY, type: "Other Current Asset", class: "Asset", sub: "Inventory" },
    { ...DISCOUNTS, type: "Income", class: "Revenue", sub: "DiscountsRefundsGiven" },
    ...MORE_ACCOUNTS,
  ];
  const idOf = new Map(kinds.map(({ id, name }) => [name, id]));
  return kinds.map(({ id, name, type, class: classification, sub }) => {
    const cut = name.lastIndexOf(":");
    const parent = cut < 0 ? undefined : idOf.get(name.slice(0, cut));
    return record(
      `"Name":${quoted(name.slice(cut + 1))},"SubAccount":${parent !== undefined}`,
      parent === undefined ? undefined : `"ParentRef":${ref(parent)}`,
      `"FullyQualifiedName":${quoted(name)},"Active":true,"Classification":"${classification}","AccountType":"${type}","AccountSubType":"${sub}"`,
      '"CurrentBalance":0,"CurrentBalanceWithSubAccounts":0',
      USD,
      tail(id),
    );
  });
}
