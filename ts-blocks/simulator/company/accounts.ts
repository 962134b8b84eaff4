/** The part of the chart of accounts that items and invoices name. */
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
const RECEIVABLE: Account = { id: "84", name: "Accounts Receivable (A/R)" };
export const PAYABLE: Account = { id: "33", name: "Accounts Payable (A/P)" };
export const UNDEPOSITED: Account = { id: "4", name: "Undeposited Funds" };
export const DEPRECIATION: Account = { id: "40", name: "Depreciation" };
export const TRUCK: Account = { id: "39", name: "Truck:Depreciation" };

export const CHECKING: Account = { id: "35", name: "Checking" };
export const ADVERTISING: Account = { id: "7", name: "Advertising" };

/** Accounts that only other transactions name. */
export const MORE_ACCOUNTS = [
  { ...RECEIVABLE, type: "Accounts Receivable", class: "Asset", sub: "AccountsReceivable" },
  { ...PAYABLE, type: "Accounts Payable", class: "Liability", sub: "AccountsPayable" },
  { ...UNDEPOSITED, type: "Other Current Asset", class: "Asset", sub: "UndepositedFunds" },
  { ...CHECKING, type: "Bank", class: "Asset", sub: "Checking" },
  { id: "37", name: "Truck", type: "Fixed Asset", class: "Asset", sub: "Vehicles" },
  { ...TRUCK, type: "Fixed Asset", class: "Asset", sub: "AccumulatedDepreciation" },
  { ...DEPRECIATION, type: "Other Expense", class: "Expense", sub: "Depreciation" },
  { ...ADVERTISING, type: "Expense", class: "Expense", sub: "AdvertisingPromotional" },
] as const;
