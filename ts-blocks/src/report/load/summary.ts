import type { LoadedEntity, LoadFacts } from "../../warehouse/reports/load-facts";
import { type Html, html } from "../page/html";
import { totalCalls } from "./calls";
import type { AllWords } from "./page";
import { isWrong, verdictOf } from "./verdicts";

const TONES = {
  complete: { tone: "good", sign: "✓" },
  incomplete: { tone: "bad", sign: "!" },
  running: { tone: "warn", sign: "…" },
  abandoned: { tone: "warn", sign: "–" },
} as const;
type LoadVerdict = keyof typeof TONES;

/** A load whose program has reported what is missing is no longer running, although the next start continues it. */
function loadVerdict({ load, entities }: LoadFacts): LoadVerdict {
  return load.state === "running" && entities.some(isWrong) ? "incomplete" : load.state;
}

/** The first part that a reader sees: is everything there, and what to do if not. */
export function loadBanner(facts: LoadFacts, { own, run, format }: AllWords): Html {
  const verdict = loadVerdict(facts);
  const { tone, sign } = TONES[verdict];
  const { entities } = facts;
  const complete = having(entities, "complete");
  const text = {
    complete: () =>
      own.verdictText.complete(complete.length, format.count(sum(complete, ({ counted }) => counted ?? 0))),
    incomplete: () => own.verdictText.incomplete(entities.filter(isWrong).length),
    running: () => own.verdictText.running(having(entities, "unfinished").length),
    abandoned: () => own.verdictText.abandoned,
  };
  const absent = own.absent(having(entities, "unavailable").length);
  return html`<div class="verdict ${tone}">
<p class="sign" aria-hidden="true">${sign}</p>
<div><h2>${own.verdict[verdict]}</h2>
<p>${text[verdict]()} ${absent}</p>
<p><strong>${run.next}:</strong> ${own.nextText[verdict]}</p></div>
</div>
`;
}

export function loadTiles(facts: LoadFacts, { own, format }: AllWords): Html {
  const { entities, load } = facts;
  const shown: [value: string, label: string][] = [
    [format.count(having(entities, "complete").length), own.tiles.complete],
    [format.count(sum(entities, ({ counted }) => counted ?? 0)), own.tiles.counted],
    [format.count(sum(entities, ({ held }) => held)), own.tiles.held],
    [format.count(having(entities, "unavailable").length), own.tiles.unavailable],
    [format.count(totalCalls(facts)), own.tiles.calls],
    [format.duration(load.clockMs), load.finishedAt === null ? own.tiles.timeSoFar : own.tiles.time],
  ];
  return html`<ul class="tiles">${shown.map(
    ([value, label]) => html`<li><strong>${value}</strong> <span>${label}</span></li>`,
  )}</ul>
`;
}

function having(entities: readonly LoadedEntity[], verdict: string): LoadedEntity[] {
  return entities.filter((entity) => verdictOf(entity) === verdict);
}

function sum(entities: readonly LoadedEntity[], of: (entity: LoadedEntity) => number): number {
  return entities.reduce((total, entity) => total + of(entity), 0);
}
