import { findFault } from "./faults";

/** What came back for one request, or what kept it from coming back. */
export type Reply =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly body: string;
      readonly retryAfterMs?: number;
      readonly tid?: string;
    }
  | { readonly kind: "broken"; readonly reason: string };

/** What to do about it. */
export type Verdict =
  | { readonly kind: "good" }
  /** The access token is not accepted: sign in again, once. */
  | { readonly kind: "sign-in"; readonly reason: string }
  /** The limit of calls: everybody waits. */
  | { readonly kind: "throttled"; readonly reason: string; readonly retryAfterMs?: number }
  /** It may pass by itself; a code is given where it may also be that too much was asked for at once. */
  | { readonly kind: "unavailable"; readonly code?: string; readonly reason: string; readonly retryAfterMs?: number }
  /** A person has to give the app its rights back. */
  | { readonly kind: "forbidden"; readonly code?: string; readonly reason: string }
  /** An application error without a cause: it passes, or it is one bad record. Worth a few tries, not a long wait. */
  | { readonly kind: "suspect"; readonly code: string; readonly reason: string }
  /** Our statement, or a record behind it, is what QuickBooks will not answer. */
  | { readonly kind: "refused"; readonly code: string; readonly reason: string };

const THROTTLED = "3001";
const TOKEN_REFUSED = "3200";
/** 3100: wrong environment or app disconnected; 120: the user lost rights; 5020: no permission; 6190: subscription ended. */
const FORBIDDEN = new Set(["120", "5020", "6190"]);
/** One stored record that cannot be rendered breaks the query, whatever the status it comes with. */
const BAD_RECORD = "4002";
const REQUEST_TIMEOUT = 408;
const GATEWAY_TIMEOUT = 504;
/** What Intuit's gateway calls its timeout; one before it may not call it anything. */
export const OVERTIME = "6002";
/** An unspecified application error: often passes, and sometimes is one bad record. */
const SYSTEM_FAILURE = "10000";

/**
 * Judges a reply by what is in it. The same code means different things with different statuses (3100 is a disconnected
 * app with 403 and an outage with 500), so both are looked at.
 *
 * @param sentToken is kept out of the reasons: Intuit's 401 repeats the token it was sent.
 */
export function judge(reply: Reply, sentToken = ""): Verdict {
  if (reply.kind === "broken") return { kind: "unavailable", reason: reply.reason };
  const { status, body } = reply;
  const wait = reply.retryAfterMs === undefined ? {} : { retryAfterMs: reply.retryAfterMs };
  const fault = findFault(body);
  const told = fault?.detail || fault?.message || "";
  const said = brief(sentToken === "" ? told : told.replaceAll(sentToken, "[token]"));
  const reason = [`HTTP ${status}${fault?.code ? `, fault ${fault.code}` : ""}`, said].filter(Boolean).join(": ");

  if (status === 429 || fault?.code === THROTTLED) return { kind: "throttled", reason, ...wait };
  if (fault !== undefined && FORBIDDEN.has(fault.code)) return { kind: "forbidden", code: fault.code, reason };
  if (status === 401 || fault?.code === TOKEN_REFUSED) return { kind: "sign-in", reason };
  if (status === 403) return { kind: "forbidden", ...(fault?.code ? { code: fault.code } : {}), reason };
  if (fault?.code === BAD_RECORD) return { kind: "refused", code: fault.code, reason };
  if (fault?.code === SYSTEM_FAILURE) return { kind: "suspect", code: fault.code, reason };
  if (status === GATEWAY_TIMEOUT) return { kind: "unavailable", code: OVERTIME, reason, ...wait };
  if (status >= 500 || status === REQUEST_TIMEOUT) return { kind: "unavailable", reason, ...wait };
  if (fault !== undefined) return { kind: "refused", code: fault.code, reason };
  if (status < 200 || status > 299) return { kind: "refused", code: String(status), reason };
  // A gateway in between may answer 200 with a page of its own.
  if (!body.trimStart().startsWith("{")) return { kind: "unavailable", reason: `HTTP ${status} without JSON` };
  return { kind: "good" };
}

function brief(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
