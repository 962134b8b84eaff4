/** An answer before it is sent. */
export interface Reply {
  readonly status: number;
  readonly type: "json" | "json-bare" | "xml" | "html" | "text";
  /** Replaces the content type that belongs to `type`. */
  readonly contentType?: string | undefined;
  /** Bytes for a page of records, so that no page becomes one long string first. */
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** How the connection breaks the answer; absent for a normal connection. */
  readonly wire?: "truncated" | "reset" | "never" | "endless" | "gzip-bomb" | undefined;
}

export const CONTENT_TYPES: Readonly<Record<Reply["type"], string>> = {
  json: "application/json;charset=utf-8",
  "json-bare": "application/json",
  xml: "application/xml;charset=UTF-8",
  html: "text/html",
  text: "text/plain;charset=utf-8",
};
