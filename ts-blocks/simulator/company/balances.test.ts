import { expect, test } from "vitest";
import { rowsOf, texts } from "../testing/rows";
import { generateCompany } from "./company";

test("a vendor's balance is the open amount of its bills, and each paid bill has its payment and its credit", () => {
  const company = generateCompany("demo", 3);
  const all = <T>(entity: string) => texts(rowsOf(company, entity)).map((raw) => JSON.parse(raw) as T);
  const bills = all<Payable>("Bill");
  const owed = new Map<string, number>();
  for (const { VendorRef, Balance, TotalAmt, Line } of bills) {
    expect(cents(TotalAmt)).toBe(Line.reduce((sum, { Amount }) => sum + cents(Amount), 0));
    owed.set(VendorRef.value, (owed.get(VendorRef.value) ?? 0) + cents(Balance));
  }
  for (const { Id, Balance } of all<{ Id: string; Balance: number }>("Vendor"))
    expect([Id, cents(Balance)]).toEqual([Id, owed.get(Id) ?? 0]);
  const byId = new Map(bills.map((bill) => [bill.Id, bill]));
  const credits = new Map(all<Payable>("VendorCredit").map((credit) => [credit.Id, credit]));
  const paid = new Set<string>();
  let used = 0;
  for (const { Id, TotalAmt, VendorRef, Line } of all<Payable>("BillPayment")) {
    let net = 0;
    for (const { Amount, LinkedTxn: [link] = [] } of Line) {
      const target = link?.TxnType === "Bill" ? byId.get(link.TxnId) : credits.get(link?.TxnId ?? "");
      expect([target?.VendorRef.value, cents(target?.TotalAmt ?? 0)]).toEqual([VendorRef.value, cents(Amount)]);
      expect(target?.LinkedTxn?.map(({ TxnId }) => TxnId)).toEqual([Id]);
      net += link?.TxnType === "Bill" ? cents(Amount) : -cents(Amount);
      if (link?.TxnType === "Bill") paid.add(link.TxnId);
      else used++;
    }
    expect(cents(TotalAmt)).toBe(net);
  }
  expect([...paid].toSorted()).toEqual(
    bills
      .filter(({ Balance }) => Balance === 0)
      .map(({ Id }) => Id)
      .toSorted(),
  );
  expect([used, credits.size > 0]).toEqual([credits.size, true]);
});

test("a deposit is the sum of its payments, and each payment is in one deposit at most", () => {
  const company = generateCompany("demo", 3);
  const payments = new Map(
    texts(rowsOf(company, "Payment")).map((raw) => {
      const { Id, TotalAmt } = JSON.parse(raw) as Payable;
      return [Id, cents(TotalAmt)];
    }),
  );
  const banked = new Set<string>();
  for (const raw of texts(rowsOf(company, "Deposit"))) {
    const { Line, TotalAmt, CashBack } = JSON.parse(raw) as Payable & { CashBack?: { Amount: number } };
    for (const { Amount, LinkedTxn: [link] = [] } of Line) {
      expect(payments.get(link?.TxnId ?? "")).toBe(cents(Amount));
      expect(banked.has(link?.TxnId ?? "")).toBe(false);
      banked.add(link?.TxnId ?? "");
    }
    const sum = Line.reduce((total, { Amount }) => total + cents(Amount), 0);
    expect(cents(TotalAmt)).toBe(sum - cents(CashBack?.Amount ?? 0));
  }
  expect(banked.size).toBeGreaterThan(payments.size - 10);
});

function cents(amount: number): number {
  return Math.round(amount * 100);
}

interface Payable {
  readonly Id: string;
  readonly TotalAmt: number;
  readonly Balance: number;
  readonly VendorRef: { readonly value: string };
  readonly LinkedTxn?: readonly { readonly TxnId: string }[];
  readonly Line: readonly {
    readonly Amount: number;
    readonly LinkedTxn?: readonly { readonly TxnId: string; readonly TxnType: string }[];
  }[];
}
