import type { SyncFacts, SyncSeries } from "../../warehouse/reports/sync-series";
import { Format, type Language } from "../page/format";
import { type Content, framed } from "../page/frame";
import { type Html, html } from "../page/html";
import { companyOf } from "../page/summary";
import { english as englishOfRuns, type Words } from "../page/words-en";
import { spanish as spanishOfRuns } from "../page/words-es";
import { syncsSection } from "./series";
import { ageMs, type SeriesVerdict, seriesVerdict, verdictOf } from "./verdicts";
import { english, type SyncsWords } from "./words-en";
import { spanish } from "./words-es";

/** The words of the page, and those that it shares with the report of a run. */
export interface AllWords {
  readonly own: SyncsWords;
  readonly run: Words;
  readonly format: Format;
}

/** The address of a sync's own page, relative to this one; undefined if it has none. */
export type LinkTo = (sync: SyncFacts) => string | undefined;

/** All syncs as one HTML file, in both languages, with a bar for each. */
export function syncsPage(series: SyncSeries, version: string, linkTo: LinkTo, language: Language = "en"): string {
  const words: Record<Language, AllWords> = {
    en: { own: english, run: englishOfRuns, format: new Format("en") },
    es: { own: spanish, run: spanishOfRuns, format: new Format("es") },
  };
  const content = (each: Language) => contentOf(series, version, linkTo, words[each]);
  return framed(language, { en: content("en"), es: content("es") });
}

function contentOf(series: SyncSeries, version: string, linkTo: LinkTo, words: AllWords): Content {
  const { own, run, format } = words;
  const { syncs, total, takenAt } = series;
  return {
    title: own.title,
    language: run.language,
    company: companyOf(series, run),
    range: html`${total > 0 && own.range(total, format.count(syncs.length), format.count(total))}`,
    main: [banner(series, words), tiles(series, words), syncsSection(series, words, linkTo)],
    footer: [`${run.footer.made(format.time(takenAt), version)} ${run.footer.self}`, own.again],
  };
}

const TONES = {
  none: { tone: "warn", sign: "–" },
  whole: { tone: "good", sign: "✓" },
  old: { tone: "warn", sign: "!" },
  outOfReach: { tone: "bad", sign: "!" },
  incomplete: { tone: "bad", sign: "!" },
  brokeOff: { tone: "warn", sign: "!" },
  running: { tone: "warn", sign: "…" },
} as const satisfies Record<SeriesVerdict, object>;

/** The first part that a reader sees: is the data up to date, and what to do if not. */
function banner(series: SyncSeries, { own, run, format }: AllWords): Html {
  const { known, syncs } = series;
  const verdict = seriesVerdict(series);
  const { tone, sign } = TONES[verdict];
  const text = known && [
    own.asOf(format.time(known.asOf), format.age(ageMs(series) ?? 0), run.entity(known.oldest)),
    known.wholeAt === null ? own.neverWhole : own.wholeAt(format.time(known.wholeAt)),
    ...(known.wholeAt === null || known.neverCounted.length === 0
      ? []
      : [own.neverCounted(known.neverCounted.map((entity) => run.entity(entity)).join(", "))]),
  ];
  return html`<div class="verdict ${tone}">
<p class="sign" aria-hidden="true">${sign}</p>
<div><h2>${own.verdict[verdict]}</h2>
${verdict === "incomplete" && html`<p>${own.failed(syncs[0]?.failed ?? 0)}</p>`}${text?.map((line) => html`<p>${line}</p>`)}
<p><strong>${run.next}:</strong> ${own.next[verdict]}</p></div>
</div>
`;
}

function tiles(series: SyncSeries, { own, format }: AllWords): Html {
  const { syncs } = series;
  if (syncs.length === 0) return html``;
  const age = ageMs(series);
  const sum = (of: (sync: SyncFacts) => number) => format.count(syncs.reduce((total, sync) => total + of(sync), 0));
  const shown: [value: string, label: string][] = [
    [age === undefined ? "–" : format.age(age), own.tiles.age],
    [sum((sync) => (verdictOf(sync) === "complete" ? 1 : 0)), own.tiles.complete],
    [sum(({ inserted }) => inserted), own.tiles.new],
    [sum(({ changed }) => changed), own.tiles.changed],
    [sum(({ removed }) => removed), own.tiles.removed],
    [sum(({ calls }) => calls), own.tiles.calls],
  ];
  return html`<ul class="tiles">${shown.map(
    ([value, label]) => html`<li><strong>${value}</strong> <span>${label}</span></li>`,
  )}</ul>
`;
}
