import { rowFromText } from "../store/row";
import { lazySource, listSource, type RowSource } from "../store/shelf";
import { CHART, type ChartRow, PAYABLE, RECEIVABLE } from "./accounts";
import type { Books } from "./books";
import { CLASSES, CURRENCIES, CUSTOMER_TYPES, DEPARTMENTS, fullName, METHODS, type Named } from "./groups";
import { payables } from "./payables";
import { DAY_SECONDS, secondOfDay } from "./plan";
import { identity, money, quoted, record, ref, USD } from "./text";

const SET_UP_SECONDS = 53_500;

/** The short lists that other records name. All were set up in one second, as in the sample companies. */
export function shortLists(books: Books): Readonly<Record<string, RowSource>> {
  const setUpAt = secondOfDay(books.plan.from) + SET_UP_SECONDS;
  const tail = (id: string): string => identity(id, setUpAt, setUpAt);
  /** An inactive row was deactivated a month after the set-up. */
  const tailOf = ({ id, inactive }: { id: string; inactive?: true }): string =>
    inactive === true ? identity(id, setUpAt, Math.min(setUpAt + 30 * DAY_SECONDS, books.book.end - 1), 1) : tail(id);
  const list = <T>(rows: readonly T[], text: (row: T, place: number) => string): RowSource =>
    lazySource(rows.length, () => listSource(rows.map((row, place) => rowFromText(text(row, place)))));
  const tree = (rows: readonly Named[], mark: string): RowSource =>
    list(rows, (row) =>
      record(
        `"Name":${quoted(row.name)},"${mark}":${row.parent !== undefined}`,
        row.parent === undefined ? undefined : `"ParentRef":${ref(rows[row.parent]?.id ?? "")}`,
        `"FullyQualifiedName":${quoted(fullName(rows, row))},"Active":${row.inactive !== true}`,
        tailOf(row),
      ),
    );
  return {
    Account: list(CHART, (row) => accountText(books, row, tailOf(row))),
    Class: tree(CLASSES, "SubClass"),
    Department: tree(DEPARTMENTS, "SubDepartment"),
    CustomerType: list(CUSTOMER_TYPES, (row) =>
      record(`"Name":${quoted(row.name)},"Active":${row.inactive !== true}`, tailOf(row)),
    ),
    CompanyCurrency: list(CURRENCIES, ({ id, code, name }) =>
      record(`"Code":"${code}","Name":"${name}","Active":true`, tail(id)),
    ),
    // Recorded without MetaData.
    JournalCode: list(["VT Sales", "HA Expenses", "BQ Bank", "CA Cash", "OD Others"], (row, place) => {
      const [name, type] = row.split(" ");
      return record(
        `"Name":"${name}","Type":"${type}","Description":"${type}","Active":true`,
        `"domain":"QBO","sparse":false,"Id":"${place + 1}","SyncToken":"0"`,
      );
    }),
    Term: list(TERMS, ([name, days, active], place) =>
      record(
        `"Name":"${name}","Active":${active},"Type":"STANDARD","DueDays":${days},"DiscountDays":0`,
        tailOf({ id: String(place + 1), ...(active ? {} : { inactive: true }) }),
      ),
    ),
    PaymentMethod: list(METHODS, (name, place) =>
      record(
        `"Name":"${name}","Active":true,"Type":"${place > 1 ? "CREDIT_CARD" : "NON_CREDIT_CARD"}"`,
        tail(String(place + 1)),
      ),
    ),
    TaxAgency: list(AGENCIES, (name, place) =>
      record(
        '"TaxTrackedOnPurchases":false,"TaxTrackedOnSales":true',
        tail(String(place + 1)),
        `"DisplayName":"${name}"`,
      ),
    ),
    TaxRate: list(RATES, ([name, percent, agency], place) =>
      record(
        `"Name":"${name}","Description":"Sales Tax","Active":true,"RateValue":${percent},"AgencyRef":{"value":"${agency}"},"SpecialTaxType":"NONE","DisplayType":"ReadOnly"`,
        tail(String(place + 1)),
      ),
    ),
    // Current answers have no rows for the codes TAX and NON of lines.
    TaxCode: list(CODES, ([id, name, rates]) => {
      const details = rates.map((rate, order) => {
        const [rateName] = RATES[rate - 1] ?? [""];
        return `{"TaxRateRef":${ref(String(rate), rateName)},"TaxTypeApplicable":"TaxOnAmount","TaxOrder":${order}}`;
      });
      return record(
        `"Name":"${name}","Description":"${name}","Active":true,"Taxable":true,"TaxGroup":true`,
        `"SalesTaxRateList":{"TaxRateDetail":[${details.join(",")}]},"PurchaseTaxRateList":{"TaxRateDetail":[]}`,
        tail(id),
      );
    }),
  };
}

const TERMS = [
  ["Due on receipt", 0, true],
  ["Net 15", 15, true],
  ["Net 30", 30, true],
  ["Net 60", 60, true],
  ["Net 90 (deleted)", 90, false],
] as const;
const AGENCIES = ["Arizona Dept. of Revenue", "Board of Equalization"] as const;
const RATES = [
  ["AZ State tax", 7.1, 1],
  ["Tucson City", 2, 1],
  ["California", 8, 2],
] as const;
const CODES = [
  ["2", "California", [3]],
  ["3", "Tucson", [1, 2]],
] as const;

function accountText(books: Books, { id, name, type, class: classification, sub, inactive }: ChartRow, tail: string) {
  const cut = name.lastIndexOf(":");
  const parent = cut < 0 ? undefined : CHART.find((row) => row.name === name.slice(0, cut));
  const balance = balanceOf(books, id);
  return record(
    `"Name":${quoted(name.slice(cut + 1))},"SubAccount":${parent !== undefined}`,
    parent === undefined ? undefined : `"ParentRef":${ref(parent.id)}`,
    `"FullyQualifiedName":${quoted(name)},"Active":${inactive !== true},"Classification":"${classification}","AccountType":"${type}","AccountSubType":"${sub}"`,
    `"CurrentBalance":${balance},"CurrentBalanceWithSubAccounts":${balance}`,
    USD,
    tail,
  );
}

/** The balances of receivables and payables are the sums over customers and vendors. Other balances are not computed. */
function balanceOf(books: Books, id: string): string {
  const sum = (cents: Float64Array): number => cents.reduce((total, part) => total + part, 0);
  if (id === RECEIVABLE.id) return money(sum(books.ledger.customerBalanceCents));
  return id === PAYABLE.id ? `-${money(sum(payables(books).balanceCents))}` : "0";
}
