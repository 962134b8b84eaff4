import { bugReports } from "../bug-reports";
import { AuthError, ContractError, type Ids, QuotaError, TransientError } from "../errors";
import type { Verdict } from "./judge";

export function reasonOf(verdict: Verdict): string {
  return "reason" in verdict ? verdict.reason : "no reason given";
}

/** The error with which a call ends that is not asked again. @param waitedMs how long QuickBooks has been failing. */
export function callError(verdict: Verdict, tid: string | undefined, waitedMs: number): Error {
  const ids = { intuit_tid: tid ?? null };
  const waited = `${Math.ceil(waitedMs / 1_000)} s`;
  const reason = reasonOf(verdict);
  switch (verdict.kind) {
    case "throttled":
      // The monthly stop wears the same code as the minute's limit; only its lasting tells them apart.
      return new QuotaError(
        "QBO_THROTTLED",
        `QuickBooks has refused every call for ${waited} because a limit is reached (${reason}).`,
        {
          remedy:
            "Run again later; if it lasts, the month's free reads may be spent: see the app's usage at Intuit. What was read is kept.",
          ids,
        },
      );
    case "sign-in":
      return new AuthError(
        "QBO_TOKEN_NOT_ACCEPTED",
        `QuickBooks does not accept a token that was just issued (${reason}).`,
        {
          remedy:
            "Check that QBO_REALM_ID is the company that was authorised and that QBO_ENV fits; if both do, authorise the app again.",
          ids,
        },
      );
    case "forbidden":
      return new AuthError("QBO_FORBIDDEN", `QuickBooks refuses access to this company (${reason}).`, {
        remedy:
          "Check QBO_ENV and QBO_REALM_ID, that the app is still connected, and that the company's subscription is active.",
        ids: withFault(ids, verdict.code),
      });
    case "suspect":
    case "refused":
      return new ContractError("QBO_REFUSED", `QuickBooks will not answer this query (${reason}).`, {
        remedy: `Report it with the run id and the intuit_tid in this block's log on ${bugReports()}; what was read is kept.`,
        ids: withFault(ids, verdict.code),
      });
    default:
      return new TransientError("QBO_UNAVAILABLE", `QuickBooks did not answer for ${waited} (${reason}).`, {
        remedy: "Run again later; the run goes on where it stopped.",
        ids: withFault(ids, "code" in verdict ? verdict.code : undefined),
      });
  }
}

function withFault(ids: Ids, code: string | undefined): Ids {
  return code === undefined ? ids : { ...ids, fault: code };
}
