/** How big a generated company is, and over which days its history runs (UTC, the end is exclusive). */
export interface CompanyPlan {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly customers: number;
  readonly items: number;
  readonly invoices: number;
  /** The day on which old books were imported: how many invoices, and how many of them within one second. */
  readonly importDay: { readonly on: string; readonly invoices: number; readonly inOneSecond: number } | undefined;
}

export const COMPANY_SIZES = ["small", "demo", "typical", "large"] as const;
export type CompanySize = (typeof COMPANY_SIZES)[number];

export const PLANS: Readonly<Record<CompanySize, CompanyPlan>> = {
  small: {
    name: "Corner Garden Supply",
    from: "2026-04-01",
    to: "2026-07-01",
    customers: 24,
    items: 12,
    invoices: 60,
    importDay: undefined,
  },
  demo: {
    name: "Larkspur Landscaping Co.",
    from: "2023-07-01",
    to: "2026-07-01",
    customers: 300,
    items: 80,
    invoices: 4000,
    importDay: { on: "2024-02-13", invoices: 420, inOneSecond: 90 },
  },
  typical: {
    name: "Harbor & Pine Wholesale LLC",
    from: "2021-07-01",
    to: "2026-07-01",
    customers: 3000,
    items: 500,
    invoices: 17_940,
    importDay: { on: "2022-11-08", invoices: 3200, inOneSecond: 1240 },
  },
  large: {
    name: "Continental Supply Partners Inc.",
    from: "2021-07-01",
    to: "2026-07-01",
    customers: 20_000,
    items: 2000,
    invoices: 1_000_000,
    importDay: { on: "2022-11-08", invoices: 40_000, inOneSecond: 2600 },
  },
};

export const DAY_SECONDS = 86_400;

export function secondOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}
