export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Fields = Record<string, Json>;

/** Where a block speaks to the people who watch it: Mage's block log, in the end. */
export interface Log {
  /** Mage's log page shows the message alone, about 75 characters of it; the fields are two clicks away. */
  log(level: "debug" | "info" | "warning" | "error", message: string, fields?: Fields): void;
  metric(name: string, fields: Fields): void;
  progress(done: number, total: number, unit: string): void;
}
