import { accessTokenExpiresInMidRun } from "./access-token-expires-in-mid-run";
import { bodyIsCutShort } from "./body-is-cut-short";
import { connectionResetsTwice } from "./connection-resets-twice";
import { faultInside200ThenFine } from "./fault-inside-200-then-fine";
import { gatewayPageThenFine } from "./gateway-page-then-fine";
import { monthIsSpent } from "./month-is-spent";
import { monthIsSpentInMidRun } from "./month-is-spent-in-mid-run";
import { pageHoldsMoreThanAsked } from "./page-holds-more-than-asked";
import { recordMovesBetweenPages } from "./record-moves-between-pages";
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
  "month-is-spent": monthIsSpent,
  "month-is-spent-in-mid-run": monthIsSpentInMidRun,
  "page-holds-more-than-asked": pageHoldsMoreThanAsked,
  "record-moves-between-pages": recordMovesBetweenPages,
  "refresh-token-rotates-and-caller-dies": refreshTokenRotatesAndCallerDies,
  "throttled-for-good": throttledForGood,
  "throttled-twice-then-fine": throttledTwiceThenFine,
  "token-endpoint-is-down": tokenEndpointIsDown,
  "wrong-keys-for-the-company": wrongKeysForTheCompany,
};
