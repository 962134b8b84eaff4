import { isOfRows } from "../../warehouse/raw/checks";
import type { ReportFacts } from "../../warehouse/reports/facts";
import { acceptance, hasVerdict } from "./acceptance";
import { isOpen, statusOf } from "./day-status";
import type { Format } from "./format";
import { type Html, html } from "./html";
import { dated, section } from "./parts";
import type { Words } from "./words-en";

type ShownVerdict = keyof Words["verdict"];

export function verdictOf({ run }: ReportFacts): ShownVerdict {
  if (run.state === "complete" || run.state === "incomplete" || run.state === "abandoned") return run.state;
  if (run.failureCode !== null) return "failed";
  return run.state === "unavailable" ? "unavailable" : "unfinished";
}

const TONES: Record<ShownVerdict, { tone: string; sign: string }> = {
  complete: { tone: "good", sign: "✓" },
  incomplete: { tone: "bad", sign: "!" },
  failed: { tone: "bad", sign: "×" },
  unfinished: { tone: "warn", sign: "…" },
  abandoned: { tone: "warn", sign: "–" },
  unavailable: { tone: "warn", sign: "–" },
};

/** The first part that a reader sees: is everything there, and what to do if not. */
export function verdictBanner(facts: ReportFacts, words: Words, format: Format): Html {
  const verdict = verdictOf(facts);
  const { tone, sign } = TONES[verdict];
  const failed =
    verdict === "incomplete" ? acceptance(facts, words, format).filter(({ result }) => result === "failed") : [];
  const said = verdict === "failed" ? facts.run.failureMessage : null;
  return html`<div class="verdict ${tone}">
<p class="sign" aria-hidden="true">${sign}</p>
<div><h2>${words.verdict[verdict]}</h2>
<p>${verdictText(verdict, facts, words, format)}</p>
${failed.length > 0 && html`<ul>${failed.map(({ asks, evidence }) => html`<li>${asks} ${evidence}</li>`)}</ul>`}
${said !== null && html`<p>${words.programSaid} <q lang="en">${said}</q></p>`}
<p><strong>${words.next}:</strong> ${nextText(verdict, facts, words)}</p></div>
</div>
`;
}

function verdictText(
  verdict: ShownVerdict,
  { run, checks, outside }: ReportFacts,
  words: Words,
  format: Format,
): string {
  const { verdictText: texts } = words;
  if (verdict === "complete") {
    const whole = texts.complete(
      format.count(run.sourceCount ?? 0),
      words.entity(run.entity),
      words.range(format.edge(run.rangeStart), format.edge(run.rangeEnd)),
      format.count(checks.length),
      run.proof === "ids",
    );
    const { unread, firstUnread, future, untimed } = outside;
    return [
      whole,
      run.requestedEnd > run.rangeEnd && texts.lessThanAsked(format.edge(run.requestedEnd), format.edge(run.rangeEnd)),
      unread > 0 && texts.leftUnread(format.count(unread), firstUnread, unread > firstUnread.length),
      future + untimed > 0 && texts.outOfReach(format.count(future), format.count(untimed)),
    ]
      .filter(Boolean)
      .join(" ");
  }
  if (verdict === "incomplete" || verdict === "abandoned") return texts[verdict];
  if (verdict === "unavailable") return texts.unavailable(words.entity(run.entity), run.unavailableText ?? "");
  return texts[verdict](words.standing[run.state] ?? run.state);
}

function nextText(verdict: ShownVerdict, facts: ReportFacts, words: Words): string {
  if (verdict === "failed") return words.nextText.failed(facts.run.failureCode ?? "");
  if (verdict !== "incomplete") return words.nextText[verdict];
  const wrong = facts.checks.filter(({ offenders }) => offenders > 0).map(({ name }) => name);
  return [
    wrong.includes("nothing_rejected") && words.nextText.rejected,
    wrong.some(isOfRows) && words.nextText.changed(facts.run.table),
    wrong.some((name) => name !== "nothing_rejected" && !isOfRows(name)) && words.nextText.incomplete,
  ]
    .filter(Boolean)
    .join(" ");
}

export function tiles(facts: ReportFacts, words: Words, format: Format): Html {
  const { run, days, calls } = facts;
  const open = days.filter((day) => isOpen(statusOf(day))).length;
  const used = calls.filter(({ kind }) => kind !== "token").reduce((sum, call) => sum + call.calls + call.failed, 0);
  const held = run.distinctCount ?? days.reduce((sum, { rows }) => sum + rows, 0);
  const tookMs = run.clockMs.loader + run.clockMs.exporter + run.clockMs.validator;
  const shown: [value: string, label: string][] = [
    [run.sourceCount === null ? "–" : format.count(run.sourceCount), words.tiles.source],
    [format.count(held), words.tiles.held],
    [format.count(days.length), words.tiles.days],
    [format.count(open), words.tiles.open],
    [format.count(used), words.tiles.calls],
    [format.duration(tookMs), hasVerdict(facts) ? words.tiles.time : words.tiles.timeSoFar],
  ];
  return html`<ul class="tiles">${shown.map(
    ([value, label]) => html`<li><strong>${value}</strong> <span>${label}</span></li>`,
  )}</ul>
`;
}

export function runFacts(facts: ReportFacts, words: Words, format: Format): Html {
  const { run } = facts;
  const clipped = run.requestedEnd === run.rangeEnd ? undefined : words.facts.clipped(format.edge(run.requestedEnd));
  const lines: [string, string][] = [
    [words.facts.company, companyOf(facts, words)],
    [
      words.facts.range,
      [words.range(format.edge(run.rangeStart), format.edge(run.rangeEnd)), clipped].filter(Boolean).join("; "),
    ],
    [words.facts.proof, words.facts.proofs[run.reads === "whole" ? "whole" : (run.proof ?? "none")]],
    [words.facts.table, run.table],
    [
      words.facts.pipeline,
      run.magePipelineRunId === null ? run.pipeline : `${run.pipeline}, ${words.facts.mageRun(run.magePipelineRunId)}`,
    ],
    [words.facts.started, format.time(run.startedAt)],
    [words.facts.ended, format.time(run.finishedAt)],
    [words.facts.attempts, format.count(run.attempts)],
    [words.facts.pagesTitle, words.facts.pages(format.count(run.pages), format.count(run.pageSize))],
  ];
  return section(
    words.facts.title,
    html`<dl>${lines.map(([name, value]) => html`<div><dt>${name}</dt><dd>${dated(value)}</dd></div>`)}</dl>`,
  );
}

export function companyOf({ company }: Pick<ReportFacts, "company">, words: Words): string {
  if (company === undefined) return words.noCompany;
  return `${company.name ?? words.unnamedCompany} (${words.environment[company.environment] ?? company.environment})`;
}
