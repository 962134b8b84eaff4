import { accessTokenExpiresInMidRun } from "./access-token-expires-in-mid-run";
import { answerIsAnEmptyObjectOnce } from "./answer-is-an-empty-object-once";
import { bodyIsCutShort } from "./body-is-cut-short";
import { bodyNeverEnds } from "./body-never-ends";
import { changesAreBackDated } from "./changes-are-back-dated";
import { connectionResetsTwice } from "./connection-resets-twice";
import { countsAreALie } from "./counts-are-a-lie";
import { faultInside200ThenFine } from "./fault-inside-200-then-fine";
import { gatewayPageThenFine } from "./gateway-page-then-fine";
import { gatewayTimesOutOnBigPages } from "./gateway-times-out-on-big-pages";
import { lastRowOfEachPageIsMissing } from "./last-row-of-each-page-is-missing";
import { monthIsSpent } from "./month-is-spent";
import { monthIsSpentInMidRun } from "./month-is-spent-in-mid-run";
import { oneInvoiceIsPoisoned } from "./one-invoice-is-poisoned";
import { onePageIsEmpty } from "./one-page-is-empty";
import { pageHoldsFewerThanAsked } from "./page-holds-fewer-than-asked";
import { pageHoldsMoreThanAsked } from "./page-holds-more-than-asked";
import { recordFromTheFuture } from "./record-from-the-future";
import { recordHoldsANul } from "./record-holds-a-nul";
import { recordMovesBetweenPages } from "./record-moves-between-pages";
import { recordWithoutMetadata } from "./record-without-metadata";
import { refreshTokenRotatesAndCallerDies } from "./refresh-token-rotates-and-caller-dies";
import type { Scenario } from "./scenario";
import { smallBodyUnpacksToGigabytes } from "./small-body-unpacks-to-gigabytes";
import { startPositionIsIgnored } from "./start-position-is-ignored";
import { throttledForGood } from "./throttled-for-good";
import { throttledTwiceThenFine } from "./throttled-twice-then-fine";
import { tokenEndpointIsDown } from "./token-endpoint-is-down";
import { transactionsAnswerEmpty } from "./transactions-answer-empty";
import { wrongKeysForTheCompany } from "./wrong-keys-for-the-company";

/** Every scenario by the name of its file. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  "access-token-expires-in-mid-run": accessTokenExpiresInMidRun,
  "answer-is-an-empty-object-once": answerIsAnEmptyObjectOnce,
  "body-is-cut-short": bodyIsCutShort,
  "body-never-ends": bodyNeverEnds,
  "changes-are-back-dated": changesAreBackDated,
  "connection-resets-twice": connectionResetsTwice,
  "counts-are-a-lie": countsAreALie,
  "fault-inside-200-then-fine": faultInside200ThenFine,
  "gateway-page-then-fine": gatewayPageThenFine,
  "gateway-times-out-on-big-pages": gatewayTimesOutOnBigPages,
  "last-row-of-each-page-is-missing": lastRowOfEachPageIsMissing,
  "month-is-spent": monthIsSpent,
  "month-is-spent-in-mid-run": monthIsSpentInMidRun,
  "one-invoice-is-poisoned": oneInvoiceIsPoisoned,
  "one-page-is-empty": onePageIsEmpty,
  "page-holds-fewer-than-asked": pageHoldsFewerThanAsked,
  "page-holds-more-than-asked": pageHoldsMoreThanAsked,
  "record-from-the-future": recordFromTheFuture,
  "record-holds-a-nul": recordHoldsANul,
  "record-moves-between-pages": recordMovesBetweenPages,
  "record-without-metadata": recordWithoutMetadata,
  "refresh-token-rotates-and-caller-dies": refreshTokenRotatesAndCallerDies,
  "small-body-unpacks-to-gigabytes": smallBodyUnpacksToGigabytes,
  "start-position-is-ignored": startPositionIsIgnored,
  "throttled-for-good": throttledForGood,
  "throttled-twice-then-fine": throttledTwiceThenFine,
  "token-endpoint-is-down": tokenEndpointIsDown,
  "transactions-answer-empty": transactionsAnswerEmpty,
  "wrong-keys-for-the-company": wrongKeysForTheCompany,
};
