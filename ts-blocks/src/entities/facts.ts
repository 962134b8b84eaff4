/** What the program knows about an entity beforehand. Each fact is from Intuit's pages or a recording, or is marked as open. */
export interface EntityFacts {
  /** Its name in the query language. */
  readonly qbo: string;
  /** The key of its rows in an answer, if it differs from its name. */
  readonly answersAs?: string;
  /** Its place in a load: entities that others refer to come before them. */
  readonly kind: "list" | "transaction" | "attachment";
  /**
   * `by-change`: read by ranges of MetaData.LastUpdatedTime, with each day proven. `whole`: all rows are read between two equal
   * counts, without a time filter, because its times, filter or order may not be correct.
   */
  readonly reads: "by-change" | "whole";
  /**
   * Whether a query must say `Active IN (true, false)`. Without it, QuickBooks leaves out the inactive records, although
   * transactions still name them (Intuit, data queries). `unsure`: the condition is sent, and left out if it is refused.
   */
  readonly active: boolean | "unsure";
  /** Whether change data capture reports its changes. */
  readonly cdc: "yes" | "no" | "unknown";
  /** How a record can disappear. This explains why the source may have fewer records than the table. */
  readonly leaves: "deactivated" | "deleted" | "vanishes" | "never";
  /** Each row is wrapped in the name of its type: `{"Bill":{…}}`. */
  readonly wrapped?: true;
  /** The members that identify a row without an Id, `EUR/USD/2026-01-31`; the Id by default. */
  readonly id?: readonly string[];
  /** QuickBooks answers only for named currencies and a date. So it is asked for the company's currencies at each month's end. */
  readonly asked?: "by-currency-and-date";
  /** False if rows may come without MetaData.LastUpdatedTime. */
  readonly timed?: false;
  /** Fields that `*` leaves out unless the statement names them. */
  readonly fields?: readonly string[];
  /** What the `include` parameter adds to them. */
  readonly include?: string;
  /** Members that differ at every reading, and do not show a change. */
  readonly unstable?: readonly string[];
  /** The feature that a company may lack. */
  readonly needs?: Feature;
  /** How other records refer to it: the names of members that hold its Id. */
  readonly referredAs?: readonly string[];
  /** The names that a link (LinkedTxn.TxnType) uses for it, apart from its own name. */
  readonly linkedAs?: readonly string[];
  /** In Spanish, in the plural. The English words are the name with blanks. */
  readonly es: string;
}

/** What an entity needs from a company's plan, settings or country. */
export const FEATURES = {
  essentials: { en: "Essentials or higher", es: "Essentials o superior" },
  plus: { en: "Plus or higher", es: "Plus o superior" },
  currencies: { en: "several currencies", es: "varias monedas" },
  france: { en: "a company in France", es: "una compañía de Francia" },
  "au-ca-uk": {
    en: "a company in Australia, Canada or the United Kingdom",
    es: "una compañía de Australia, Canadá o el Reino Unido",
  },
} as const;
export type Feature = keyof typeof FEATURES;
