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

/**
 * A load whose program has reported what is missing is no longer running, although the next start continues it. A sync is
 * abandoned by the next one, which reads the same again.
 */
export function loadVerdict({ load, entities }: LoadFacts): LoadVerdict {
  const isOpen = load.state === "running" || (load.kind === "sync" && load.state === "abandoned");
  return isOpen && entities.some(isWrong) ? "incomplete" : load.state;
}

/** The first part that a reader sees: is everything there, and what to do if not. */
export function loadBanner(facts: LoadFacts, words: AllWords): Html {
  const { own, format } = words;
  const verdict = loadVerdict(facts);
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
  return banner(verdict, own.verdict[verdict], html`<p>${text[verdict]()} ${absent}</p>`, own.nextText[verdict], words);
}

export function banner(verdict: LoadVerdict, title: string, text: Html, next: string, { run }: AllWords): Html {
  const { tone, sign } = TONES[verdict];
  return html`<div class="verdict ${tone}">
<p class="sign" aria-hidden="true">${sign}</p>
<div><h2>${title}</h2>
${text}
<p><strong>${run.next}:</strong> ${next}</p></div>
</div>
`;
}

export type Tile = readonly [value: string, label: string];

export function loadTiles(facts: LoadFacts, { own, format }: AllWords): Html {
  const { entities, load } = facts;
  return tileList([
    [format.count(having(entities, "complete").length), own.tiles.complete],
    [format.count(sum(entities, ({ counted }) => counted ?? 0)), own.tiles.counted],
    [format.count(sum(entities, ({ held }) => held)), own.tiles.held],
    [format.count(having(entities, "unavailable").length), own.tiles.unavailable],
    [format.count(totalCalls(facts)), own.tiles.calls],
    [format.duration(load.clockMs), load.finishedAt === null ? own.tiles.timeSoFar : own.tiles.time],
  ]);
}

export function tileList(shown: readonly Tile[]): Html {
  return html`<ul class="tiles">${shown.map(
    ([value, label]) => html`<li><strong>${value}</strong> <span>${label}</span></li>`,
  )}</ul>
`;
}

export function having(entities: readonly LoadedEntity[], verdict: string): LoadedEntity[] {
  return entities.filter((entity) => verdictOf(entity) === verdict);
}

export function sum(entities: readonly LoadedEntity[], of: (entity: LoadedEntity) => number): number {
  return entities.reduce((total, entity) => total + of(entity), 0);
}
