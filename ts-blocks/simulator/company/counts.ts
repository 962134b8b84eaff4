import type { CompanyPlan } from "./plan";

/** How many records of each kind a company of that size has. Entities that are not named here follow from others. */
export function countsOf({ customers, invoices }: CompanyPlan) {
  const oneIn = (parts: number): number => Math.ceil(invoices / parts);
  return {
    vendors: Math.max(4, Math.floor(customers / 8)),
    employees: Math.max(3, Math.ceil(customers / 40)),
    estimates: oneIn(25),
    creditMemos: oneIn(60),
    salesReceipts: oneIn(15),
    refundReceipts: oneIn(200),
    bills: oneIn(8),
    purchases: oneIn(12),
    purchaseOrders: oneIn(40),
    cardPayments: oneIn(300),
    transfers: oneIn(250),
    journalEntries: oneIn(110),
    stockCounts: oneIn(200),
    timeActivities: oneIn(10),
    attachables: oneIn(50),
    templates: Math.min(20, Math.max(3, Math.ceil(invoices / 1500))),
  } as const;
}

export type Counts = ReturnType<typeof countsOf>;

/** Seven of ten bills in a row are paid. The newest bills are not due yet. */
const BILLS_IN_A_ROW = 10;
const PAID_OF_THEM = 7;
const NOT_DUE_PART = 0.03;
/** Every twentieth payment of a bill uses a vendor credit, and every ninth bill has a line for a customer. */
const CREDIT_EVERY = 20;
const CREDIT_AT = 3;
const BILLABLE_EVERY = 9;
const BILLABLE_AT = 4;

/**
 * Which bill belongs to which payment, credit and charge. Computed from their positions, so that each record can name
 * the other.
 */
export class BillPlaces {
  readonly #due: number;

  constructor(readonly bills: number) {
    this.#due = bills - Math.max(1, Math.ceil(bills * NOT_DUE_PART));
  }

  get payments(): number {
    const { full, rest } = divided(this.#due, BILLS_IN_A_ROW);
    return full * PAID_OF_THEM + Math.min(rest, PAID_OF_THEM);
  }

  get credits(): number {
    return timesIn(this.payments, CREDIT_EVERY, CREDIT_AT);
  }

  get charges(): number {
    return timesIn(this.bills, BILLABLE_EVERY, BILLABLE_AT);
  }

  billOfPayment(payment: number): number {
    const { full, rest } = divided(payment, PAID_OF_THEM);
    return full * BILLS_IN_A_ROW + rest;
  }

  /** Undefined for a bill that is still open. */
  paymentOfBill(bill: number): number | undefined {
    const { full, rest } = divided(bill, BILLS_IN_A_ROW);
    return bill < this.#due && rest < PAID_OF_THEM ? full * PAID_OF_THEM + rest : undefined;
  }

  paymentOfCredit(credit: number): number {
    return credit * CREDIT_EVERY + CREDIT_AT;
  }

  creditOfPayment(payment: number): number | undefined {
    const { full, rest } = divided(payment, CREDIT_EVERY);
    return rest === CREDIT_AT ? full : undefined;
  }

  billOfCharge(charge: number): number {
    return charge * BILLABLE_EVERY + BILLABLE_AT;
  }

  chargeOfBill(bill: number): number | undefined {
    const { full, rest } = divided(bill, BILLABLE_EVERY);
    return rest === BILLABLE_AT ? full : undefined;
  }
}

function divided(value: number, by: number): { full: number; rest: number } {
  return { full: Math.floor(value / by), rest: value % by };
}

function timesIn(size: number, every: number, at: number): number {
  return size <= at ? 0 : Math.floor((size - at - 1) / every) + 1;
}
