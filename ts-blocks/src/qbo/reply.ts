import type { ConfigError } from "../errors";

/** What came back for one request, or what kept an answer from coming back. An `Answer` is a reply that was read. */
export type Reply =
  | {
      readonly kind: "received";
      readonly status: number;
      /** JSON is UTF-8: bytes that are not UTF-8 have become U+FFFD. */
      readonly body: Buffer;
      readonly retryAfterMs?: number;
      readonly tid?: string;
    }
  | {
      readonly kind: "broken";
      readonly reason: string;
      /** The body was longer than this, in bytes, and was broken off. */
      readonly longerThan?: number;
    }
  /** The network lets nothing through until a person changes a setting. */
  | { readonly kind: "barred"; readonly error: ConfigError };
