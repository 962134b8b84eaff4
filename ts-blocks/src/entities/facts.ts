/** What the program knows of an entity beforehand. Every fact is from Intuit's pages, a recording, or marked as open. */
export interface EntityFacts {
  /** Its name in the query language. */
  readonly qbo: string;
  /** The key of its rows in an answer, where that is not its name. */
  readonly answersAs?: string;
  /** Its place in a load: what others refer to comes before them. */
  readonly kind: "list" | "transaction" | "attachment";
  /**
   * `by-change`: by ranges of MetaData.LastUpdatedTime, each day proven. `whole`: all rows between two equal counts, without
   * a time filter, where times, filter or order are not known to be right.
   */
  readonly reads: "by-change" | "whole";
  /**
   * Whether a query must say `Active IN (true, false)`: without it, QuickBooks leaves the inactive records out, while
   * transactions go on naming them (Intuit, data queries). `unsure`: said, and left out where it is refused.
   */
  readonly active: boolean | "unsure";
  /** Whether change data capture tells its changes. */
  readonly cdc: "yes" | "no" | "unknown";
  /** How a record goes away: what "fewer at the source" may mean. */
  readonly leaves: "deactivated" | "deleted" | "vanishes" | "never";
  /** Each row stands under the name of its type: `{"Bill":{…}}`. */
  readonly wrapped?: true;
  /** The members that name a row which has no Id, `EUR/USD/2026-01-31`; with Id by default. */
  readonly id?: readonly string[];
  /** Answered only for named currencies and a date: asked for the company's currencies, at the end of each month. */
  readonly asked?: "by-currency-and-date";
  /** False where rows may come without MetaData.LastUpdatedTime. */
  readonly timed?: false;
  /** Fields that `*` leaves out unless the statement names them. */
  readonly fields?: readonly string[];
  /** What the `include` parameter brings beside them. */
  readonly include?: string;
  /** Members that differ at every reading, and say nothing of a change. */
  readonly unstable?: readonly string[];
  /** What a company may lack for it. */
  readonly needs?: Feature;
  /** How other records refer to it: the names of members that hold its Id. */
  readonly referredAs?: readonly string[];
  /** What a link (LinkedTxn.TxnType) calls it beside its own name. */
  readonly linkedAs?: readonly string[];
  /** In Spanish, in the plural. The English words are the name with blanks. */
  readonly es: string;
}

/** What an entity needs of a company's plan, settings or country. */
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
