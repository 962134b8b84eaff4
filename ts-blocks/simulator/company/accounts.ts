/** An account as other records name it. */
export interface Account {
  readonly id: string;
  readonly name: string;
}

export const INCOME: readonly Account[] = [
  { id: "45", name: "Landscaping Services" },
  { id: "46", name: "Landscaping Services:Job Materials" },
  { id: "48", name: "Landscaping Services:Job Materials:Fountains and Garden Lighting" },
  { id: "49", name: "Landscaping Services:Job Materials:Plants and Soil" },
  { id: "79", name: "Sales of Product Income" },
  { id: "82", name: "Design income" },
];
export const COST_OF_GOODS: Account = { id: "80", name: "Cost of Goods Sold" };
export const INVENTORY: Account = { id: "81", name: "Inventory Asset" };
export const DISCOUNTS: Account = { id: "86", name: "Discounts given" };
export const RECEIVABLE: Account = { id: "84", name: "Accounts Receivable (A/R)" };
export const PAYABLE: Account = { id: "33", name: "Accounts Payable (A/P)" };
export const UNDEPOSITED: Account = { id: "4", name: "Undeposited Funds" };
export const DEPRECIATION: Account = { id: "40", name: "Depreciation" };
export const TRUCK: Account = { id: "39", name: "Truck:Depreciation" };
export const CHECKING: Account = { id: "35", name: "Checking" };
export const SAVINGS: Account = { id: "36", name: "Savings" };
export const MASTERCARD: Account = { id: "41", name: "Mastercard" };
export const SHRINKAGE: Account = { id: "91", name: "Inventory Shrinkage" };
export const BILLABLE_INCOME: Account = { id: "85", name: "Billable Expense Income" };
export const TAX_PAYABLE: Account = { id: "90", name: "Board of Equalization Payable" };

export const EXPENSES: readonly Account[] = [
  { id: "7", name: "Advertising" },
  { id: "8", name: "Bank Charges" },
  { id: "13", name: "Meals and Entertainment" },
  { id: "15", name: "Office Expenses" },
  { id: "17", name: "Rent or Lease" },
  { id: "24", name: "Utilities" },
  { id: "76", name: "Utilities:Gas and Electric" },
  { id: "77", name: "Utilities:Telephone" },
  { id: "58", name: "Job Expenses" },
  { id: "63", name: "Job Expenses:Job Materials" },
];

/** A row of the chart of accounts. */
export interface ChartRow extends Account {
  readonly type: string;
  readonly class: "Asset" | "Liability" | "Equity" | "Revenue" | "Expense";
  readonly sub: string;
  readonly inactive?: true;
}

export const CHART: readonly ChartRow[] = [
  ...INCOME.map((account) => ({ ...account, type: "Income", class: "Revenue" as const, sub: "SalesOfProductIncome" })),
  { ...COST_OF_GOODS, type: "Cost of Goods Sold", class: "Expense", sub: "SuppliesMaterialsCogs" },
  { ...INVENTORY, type: "Other Current Asset", class: "Asset", sub: "Inventory" },
  { ...DISCOUNTS, type: "Income", class: "Revenue", sub: "DiscountsRefundsGiven" },
  { ...BILLABLE_INCOME, type: "Income", class: "Revenue", sub: "ServiceFeeIncome" },
  { ...RECEIVABLE, type: "Accounts Receivable", class: "Asset", sub: "AccountsReceivable" },
  { ...PAYABLE, type: "Accounts Payable", class: "Liability", sub: "AccountsPayable" },
  { ...UNDEPOSITED, type: "Other Current Asset", class: "Asset", sub: "UndepositedFunds" },
  { ...CHECKING, type: "Bank", class: "Asset", sub: "Checking" },
  { ...SAVINGS, type: "Bank", class: "Asset", sub: "Savings" },
  { ...MASTERCARD, type: "Credit Card", class: "Liability", sub: "CreditCard" },
  { ...TAX_PAYABLE, type: "Other Current Liability", class: "Liability", sub: "GlobalTaxPayable" },
  { id: "34", name: "Opening Balance Equity", type: "Equity", class: "Equity", sub: "OpeningBalanceEquity" },
  { id: "2", name: "Retained Earnings", type: "Equity", class: "Equity", sub: "RetainedEarnings" },
  { id: "37", name: "Truck", type: "Fixed Asset", class: "Asset", sub: "Vehicles" },
  { ...TRUCK, type: "Fixed Asset", class: "Asset", sub: "AccumulatedDepreciation" },
  { ...DEPRECIATION, type: "Other Expense", class: "Expense", sub: "Depreciation" },
  { ...SHRINKAGE, type: "Cost of Goods Sold", class: "Expense", sub: "SuppliesMaterialsCogs" },
  ...EXPENSES.map((account) => ({
    ...account,
    type: "Expense",
    class: "Expense" as const,
    sub: "OfficeGeneralAdministrativeExpenses",
  })),
  { id: "5", name: "Fees Billed (deleted)", type: "Income", class: "Revenue", sub: "ServiceFeeIncome", inactive: true },
];
