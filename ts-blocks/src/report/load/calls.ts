import type { LoadFacts } from "../../warehouse/reports/load-facts";
import { allowedCalls } from "../page/acceptance";
import { type Html, html } from "../page/html";
import { numbers, paragraph, section, table } from "../page/parts";
import type { AllWords } from "./page";

/** Signing in is not a call that Intuit counts. */
const SIGN_IN = "token";

export function totalCalls(facts: LoadFacts): number {
  return ownCalls(facts) + sharedCalls(facts);
}

function ownCalls({ entities }: LoadFacts): number {
  return entities.reduce((total, { calls }) => total + calls, 0);
}

function sharedCalls({ shared }: LoadFacts): number {
  return shared.filter(({ kind }) => kind !== SIGN_IN).reduce((total, { calls, failed }) => total + calls + failed, 0);
}

export function callsSection(facts: LoadFacts, { own, run, format }: AllWords): Html {
  const kinds = new Map<string, number>();
  for (const { kind, calls, failed } of facts.shared) kinds.set(kind, (kinds.get(kind) ?? 0) + calls + failed);
  const rows = [
    [own.calls.oneEntity, format.count(ownCalls(facts))],
    ...[...kinds].map(([kind, calls]) => [
      kind === SIGN_IN ? own.calls.token : (run.calls.kinds[kind] ?? kind),
      format.count(calls),
    ]),
  ];
  const allowed = allowedCalls(facts);
  const months = facts.months.map(({ month, calls }) =>
    paragraph(own.calls.month(month, format.count(calls), format.count(allowed), format.share(calls, allowed))),
  );
  return section(
    own.calls.title,
    paragraph(own.calls.about(format.count(ownCalls(facts)), format.count(sharedCalls(facts)))),
    table(own.calls.title, numbers(own.calls.head), rows),
    html`${months}`,
  );
}
