/** An answer before it meets the wire. */
export interface Reply {
  readonly status: number;
  readonly type: "json" | "json-bare" | "xml" | "html" | "text";
  /** In place of the content type that goes with the type. */
  readonly contentType?: string | undefined;
  /** Bytes when it is a page of records: those are not pasted into one long string first. */
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** What the wire does to it; an honest wire when absent. */
  readonly wire?: "truncated" | "reset" | "never" | "endless" | "gzip-bomb" | undefined;
}

export const CONTENT_TYPES: Readonly<Record<Reply["type"], string>> = {
  json: "application/json;charset=utf-8",
  "json-bare": "application/json",
  xml: "application/xml;charset=UTF-8",
  html: "text/html",
  text: "text/plain;charset=utf-8",
};
