import { bugReports } from "../bug-reports";
import { AuthError, BackfillError, ContractError, type Ids, QuotaError, TransientError } from "../errors";
import type { Failure } from "./meaning";
import { WAY_OUT } from "./way-out";

/** Code of an answer that was broken off because it was too long. */
export const TOO_LONG = "QBO_ANSWER_TOO_LONG";

/** The error of a question that is not asked again. @param failingMs how long QuickBooks has been failing. */
export function callError(failure: Failure, tid: string | undefined, failingMs: number): Error {
  const ids = { intuit_tid: tid ?? null };
  const duration = `${Math.ceil(failingMs / 1_000)} s`;
  const { reason } = failure;
  switch (failure.kind) {
    case "throttled":
      // The month's limit has the same code as the minute's limit. Only the month's limit lasts.
      return new QuotaError(
        "QBO_THROTTLED",
        `QuickBooks has refused every call for ${duration} because a limit is reached (${reason}).`,
        {
          remedy:
            "Run again later; if it lasts, the month's free reads may be spent: see the app's usage at Intuit. What was read is kept.",
          ids,
        },
      );
    case "barred":
      return failure.error;
    case "token-refused":
      return new AuthError(
        "QBO_TOKEN_NOT_ACCEPTED",
        `QuickBooks has refused access tokens for ${duration}, also one that had just been issued (${reason}).`,
        {
          remedy:
            "Check that QBO_REALM_ID is the company that was authorised and that QBO_ENV fits; if both do, authorise the app again.",
          ids,
        },
      );
    case "doubtful":
      if (failure.lasting instanceof BackfillError) return failure.lasting;
      return callError({ kind: failure.lasting, code: failure.code ?? "", reason }, tid, failingMs);
    case "forbidden":
      return new AuthError("QBO_FORBIDDEN", `QuickBooks refuses access to this company (${reason}).`, {
        remedy:
          "Check QBO_ENV and QBO_REALM_ID, that the app is still connected, and that the company's subscription is active.",
        ids: withFault(ids, failure.code),
      });
    case "too-long":
      return new ContractError("QBO_ANSWER_TOO_LONG", `QuickBooks' answer did not end in time (${reason}).`, {
        remedy:
          "Lower the variable page_size and run again; if it happens again, look at what answers in place of QuickBooks (a proxy, a gateway).",
        ids,
      });
    case "refused":
      return new ContractError("QBO_REFUSED", `QuickBooks will not answer this query (${reason}).`, {
        remedy: `Report it with the run id and the intuit_tid in this block's log on ${bugReports()}; what was read is kept.`,
        ids: withFault(ids, failure.code),
      });
    default:
      return new TransientError("QBO_UNAVAILABLE", `QuickBooks did not answer for ${duration} (${reason}).`, {
        remedy: `Run again later; if it lasts, check that Mage's machine reaches Intuit (${WAY_OUT}). The run goes on where it stopped.`,
        ids: withFault(ids, failure.code),
      });
  }
}

function withFault(ids: Ids, code: string | undefined): Ids {
  return code === undefined || code === "" ? ids : { ...ids, fault: code };
}
