export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Fields = Record<string, Json>;

/** Where a block writes to the people who watch it. The lines reach Mage's block log. */
export interface Log {
  /** Mage's log page shows about 75 characters of the message. The fields appear only after two clicks. */
  log(level: "debug" | "info" | "warning" | "error", message: string, fields?: Fields): void;
  metric(name: string, fields: Fields): void;
  progress(done: number, total: number, unit: string): void;
}
