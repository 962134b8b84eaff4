import type { LoadFacts } from "../../warehouse/reports/load-facts";
import { type Html, html } from "../page/html";
import { named, paragraph, section, table } from "../page/parts";
import type { AllWords } from "./page";
import { isWrong, verdictOf } from "./verdicts";

const NOTHING = html``;

/** The entities that are not complete, each with the program's sentence. */
export function wrongSection({ entities }: LoadFacts, { own, run }: AllWords): Html {
  const wrong = entities.filter(isWrong);
  if (wrong.length === 0) return NOTHING;
  const rows = wrong.map(({ entity, failureCode, failureMessage }) => [
    run.entity(entity),
    failureCode ?? "–",
    failureMessage === null ? own.wrong.checks : html`<q lang="en">${failureMessage}</q>`,
  ]);
  return section(own.wrong.title, table(own.wrong.title, named(own.wrong.head), rows));
}

/** Entities that the company does not have: they are neither empty nor missing. */
export function absentSection({ entities }: LoadFacts, { own, run }: AllWords): Html {
  const absent = entities.filter((entity) => verdictOf(entity) === "unavailable");
  if (absent.length === 0) return NOTHING;
  const rows = absent.map(({ entity, unavailableCode, unavailableText }) => [
    run.entity(entity),
    unavailableCode ?? "–",
    html`<q lang="en">${unavailableText ?? ""}</q>`,
  ]);
  return section(
    own.unavailable.title,
    paragraph(own.unavailable.about),
    table(own.unavailable.title, named(own.unavailable.head), rows),
  );
}

/** Fields and conditions that QuickBooks does not accept. */
export function refusedSection({ entities }: LoadFacts, { own, run }: AllWords): Html {
  const rows = entities.flatMap(({ entity, refused }) => refused.map((part) => [run.entity(entity), part]));
  if (rows.length === 0) return NOTHING;
  return section(
    own.refused.title,
    paragraph(own.refused.about),
    table(own.refused.title, named(own.refused.head), rows),
  );
}
