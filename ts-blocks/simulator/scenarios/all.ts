import { accessTokenExpiresInMidRun } from "./access-token-expires-in-mid-run";
import { bodyIsCutShort } from "./body-is-cut-short";
import { connectionResetsTwice } from "./connection-resets-twice";
import { faultInside200ThenFine } from "./fault-inside-200-then-fine";
import { gatewayPageThenFine } from "./gateway-page-then-fine";
import { gatewayTimesOutOnBigPages } from "./gateway-times-out-on-big-pages";
import { monthIsSpent } from "./month-is-spent";
import { monthIsSpentInMidRun } from "./month-is-spent-in-mid-run";
import { oneInvoiceIsPoisoned } from "./one-invoice-is-poisoned";
import { pageHoldsFewerThanAsked } from "./page-holds-fewer-than-asked";
import { pageHoldsMoreThanAsked } from "./page-holds-more-than-asked";
import { recordFromTheFuture } from "./record-from-the-future";
import { recordHoldsANul } from "./record-holds-a-nul";
import { recordMovesBetweenPages } from "./record-moves-between-pages";
import { recordWithoutMetadata } from "./record-without-metadata";
import { refreshTokenRotatesAndCallerDies } from "./refresh-token-rotates-and-caller-dies";
import type { Scenario } from "./scenario";
import { throttledForGood } from "./throttled-for-good";
import { throttledTwiceThenFine } from "./throttled-twice-then-fine";
import { tokenEndpointIsDown } from "./token-endpoint-is-down";
import { wrongKeysForTheCompany } from "./wrong-keys-for-the-company";

/** Every scenario by the name of its file. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  "access-token-expires-in-mid-run": accessTokenExpiresInMidRun,
  "body-is-cut-short": bodyIsCutShort,
  "connection-resets-twice": connectionResetsTwice,
  "fault-inside-200-then-fine": faultInside200ThenFine,
  "gateway-page-then-fine": gatewayPageThenFine,
  "gateway-times-out-on-big-pages": gatewayTimesOutOnBigPages,
  "month-is-spent": monthIsSpent,
  "month-is-spent-in-mid-run": monthIsSpentInMidRun,
  "one-invoice-is-poisoned": oneInvoiceIsPoisoned,
  "page-holds-fewer-than-asked": pageHoldsFewerThanAsked,
  "page-holds-more-than-asked": pageHoldsMoreThanAsked,
  "record-from-the-future": recordFromTheFuture,
  "record-holds-a-nul": recordHoldsANul,
  "record-moves-between-pages": recordMovesBetweenPages,
  "record-without-metadata": recordWithoutMetadata,
  "refresh-token-rotates-and-caller-dies": refreshTokenRotatesAndCallerDies,
  "throttled-for-good": throttledForGood,
  "throttled-twice-then-fine": throttledTwiceThenFine,
  "token-endpoint-is-down": tokenEndpointIsDown,
  "wrong-keys-for-the-company": wrongKeysForTheCompany,
};
