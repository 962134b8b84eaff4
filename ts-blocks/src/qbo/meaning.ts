import type { BackfillError, ConfigError } from "../errors";
import { findFault, openingOf } from "./faults";
import type { Reply } from "./reply";

/** What a reply means for the question that was asked. `next-attempt.ts` decides how long to go on asking. */
export type Meaning = { readonly kind: "good"; readonly body: Buffer } | Failure;

export type Failure =
  /** The access token is not accepted. */
  | { readonly kind: "token-refused"; readonly reason: string }
  /** A limit of calls is reached. It belongs to the company, so all callers wait. */
  | { readonly kind: "throttled"; readonly reason: string; readonly retryAfterMs?: number }
  /** It may pass without a change. A code is given if another possible reason is that too much was asked for at once. */
  | { readonly kind: "unavailable"; readonly code?: string; readonly reason: string; readonly retryAfterMs?: number }
  /** The network lets nothing through until a person changes a setting. */
  | { readonly kind: "barred"; readonly error: ConfigError; readonly reason: string }
  /** A person has to give the app its rights again. */
  | { readonly kind: "forbidden"; readonly code?: string; readonly reason: string }
  /**
   * It may pass, or it may be one bad record, or QuickBooks may mean it. This is worth a few tries, but no long wait.
   * `lasting` says what the reply means if it does not pass.
   */
  | {
      readonly kind: "doubtful";
      readonly code?: string;
      readonly reason: string;
      readonly lasting: "refused" | "forbidden" | BackfillError;
    }
  /** The answer was longer than expected, and was broken off. */
  | { readonly kind: "too-long"; readonly reason: string }
  /** QuickBooks will not answer because of our statement, or because of a record that it selects. */
  | { readonly kind: "refused"; readonly code: string; readonly reason: string };

const THROTTLED = "3001";
const TOKEN_REFUSED = "3200";
/** 120: the user lost rights; 5020: no permission; 6190: subscription ended. */
const FORBIDDEN = new Set(["120", "5020", "6190"]);
/** The address is of the other environment, or the app is disconnected. */
const DISCONNECTED = "3100";
/** One stored record that cannot be rendered breaks the query, whatever the status of the answer. */
export const BAD_RECORD = "4002";
const REQUEST_TIMEOUT = 408;
const GATEWAY_TIMEOUT = 504;
/** The code of a timeout of Intuit's gateway. Another gateway in front of it may give no code. */
export const OVERTIME = "6002";
/** An unspecified application error. It often passes, and sometimes it is one bad record. */
const SYSTEM_FAILURE = "10000";
/** A statement that the query service does not accept. */
const STATEMENT = ["4000", "4001"];
/** A fault inside a 200 is a contradiction (recorded for a missing query, reported in outages). These codes are clear even so. */
const SURE_INSIDE_200 = new Set([THROTTLED, TOKEN_REFUSED, BAD_RECORD, SYSTEM_FAILURE, ...STATEMENT]);

/**
 * Says what a reply means, from its content and its status. The same code means different things with different statuses: 3100
 * is a disconnected app with 403 and an outage with 500.
 *
 * @param sentToken is kept out of the reasons: Intuit's 401 repeats the token it was sent.
 */
export function meaningOf(reply: Reply, sentToken = ""): Meaning {
  if (reply.kind === "broken") {
    return { kind: reply.longerThan === undefined ? "unavailable" : "too-long", reason: reply.reason };
  }
  if (reply.kind === "barred") return { kind: "barred", error: reply.error, reason: reply.error.message };
  const { status, body } = reply;
  const fault = findFault(body);
  const said = fault?.detail || fault?.message || "";
  const text = brief(sentToken === "" ? said : said.replaceAll(sentToken, "[token]"));
  const reason = [`HTTP ${status}${fault?.code ? `, fault ${fault.code}` : ""}`, text].filter(Boolean).join(": ");
  if (isSuccess(status) && fault !== undefined && !SURE_INSIDE_200.has(fault.code)) {
    const lasting = FORBIDDEN.has(fault.code) || fault.code === DISCONNECTED ? "forbidden" : "refused";
    return { kind: "doubtful", code: fault.code, reason, lasting };
  }
  return meaningBy(reply, fault?.code, reason);
}

/** @param code of the fault in the reply; empty if the fault has no code, undefined if there is no fault. */
function meaningBy(
  { status, body, retryAfterMs }: Extract<Reply, { kind: "received" }>,
  code: string | undefined,
  reason: string,
): Meaning {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === 429 || code === THROTTLED) return { kind: "throttled", reason, ...wait };
  if (code !== undefined && FORBIDDEN.has(code)) return { kind: "forbidden", code, reason };
  if (status === 401 || code === TOKEN_REFUSED) return { kind: "token-refused", reason };
  if (isGatewaysOwn(status, code, body))
    return { kind: "unavailable", reason: `${reason}, from a proxy or gateway in between`, ...wait };
  if (status === 403) return { kind: "forbidden", ...(code ? { code } : {}), reason };
  if (code === BAD_RECORD) return { kind: "refused", code, reason };
  if (code === SYSTEM_FAILURE) return { kind: "doubtful", code, reason, lasting: "refused" };
  if (status === GATEWAY_TIMEOUT) return { kind: "unavailable", code: OVERTIME, reason, ...wait };
  if (status >= 500 || status === REQUEST_TIMEOUT) return { kind: "unavailable", reason, ...wait };
  if (code !== undefined) return { kind: "refused", code, reason };
  if (!isSuccess(status)) return { kind: "refused", code: String(status), reason };
  // A gateway in between may answer 200 with a page of its own.
  if (!openingOf(body).startsWith("{")) return { kind: "unavailable", reason: `HTTP ${status} without JSON` };
  return { kind: "good", body };
}

/** QuickBooks never redirects, and forbids only with a fault or an empty body. So a redirect or an HTML 403 may pass. */
function isGatewaysOwn(status: number, code: string | undefined, body: Buffer): boolean {
  return (
    (status >= 300 && status <= 399) ||
    (status === 403 && code === undefined && /^<(!doctype )?html/i.test(openingOf(body)))
  );
}

function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}

function brief(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
