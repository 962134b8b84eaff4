import type { UtcInstant } from "../../job/instants";
import type { SyncFacts, SyncSeries } from "../../warehouse/reports/sync-series";
import { type Html, html } from "../page/html";
import { note, paragraph, section, swatch, table } from "../page/parts";
import { stackedBar } from "../page/stacked-bar";
import type { AllWords, LinkTo } from "./page";
import { type SyncVerdict, verdictOf } from "./verdicts";

const KINDS = [
  { kind: "new", of: ({ inserted }: SyncFacts) => inserted, colour: "--series-1" },
  { kind: "changed", of: ({ changed }: SyncFacts) => changed, colour: "--series-2" },
  { kind: "removed", of: ({ removed }: SyncFacts) => removed, colour: "--series-4" },
  { kind: "restored", of: ({ restored }: SyncFacts) => restored, colour: "--series-3" },
] as const;
/** The part of the longest bar that a single record still gets, so that it can be seen beside an import of thousands. */
const SHARE_MIN = 0.02;
/** Columns of words; the others are numbers. */
const TEXT_COLUMNS = new Set([0, 2, 3, 8]);

const BADGES = {
  complete: "passed",
  incomplete: "failed",
  brokeOff: "open",
  running: "open",
} as const satisfies Record<SyncVerdict, string>;

/** A bar for each sync, with its numbers beside it. */
export function syncsSection({ syncs, total }: SyncSeries, words: AllWords, linkTo: LinkTo): Html {
  const { own, format } = words;
  if (syncs.length === 0) return html``;
  const longest = Math.max(...syncs.map(recordsOf));
  const isLinked = syncs.some((sync) => linkTo(sync) !== undefined);
  const columns = own.table.head.map((name, place) => ({ name, number: !TEXT_COLUMNS.has(place) }));
  return section(
    own.table.title,
    paragraph(isLinked ? own.table.linked : own.table.command),
    longest > 0 &&
      html`<ul class="legend">${KINDS.map(({ kind, colour }) => html`<li>${swatch(colour, own.table.legend[kind])}</li>`)}</ul>`,
    table(
      own.table.title,
      columns,
      syncs.map((sync) => rowOf(sync, longest, words, linkTo(sync))),
    ),
    longest > 0 && note(own.table.length(format.count(longest))),
    note(own.table.about),
    total > syncs.length && note(own.table.left(format.count(total - syncs.length))),
  );
}

function rowOf(sync: SyncFacts, longest: number, { own, format }: AllWords, link: string | undefined) {
  const verdict = verdictOf(sync);
  const started = minute(sync.startedAt);
  return [
    link === undefined ? started : html`<a href="${link}">${started}</a>`,
    String(sync.loadId),
    html`<span class="badge ${BADGES[verdict]} whole">${own.table.verdict[verdict]}</span>`,
    bar(sync, longest, own),
    ...KINDS.map(({ of }) => format.count(of(sync))),
    verdict === "complete" ? minute(sync.asOf) : "–",
    sync.ageBeforeMs === null ? "–" : format.age(sync.ageBeforeMs),
    format.count(sync.calls),
  ];
}

function bar(sync: SyncFacts, longest: number, own: AllWords["own"]): Html {
  const counts = KINDS.map(({ kind, of }) => `${of(sync)} ${own.table.legend[kind]}`).join(", ");
  const parts = KINDS.filter(({ of }) => of(sync) > 0).map(({ of, colour }) => ({
    value: Math.max(of(sync), longest * SHARE_MIN),
    colour,
  }));
  // Widened parts may be longer than the longest bar together.
  const drawn = parts.reduce((total, { value }) => total + value, 0);
  return stackedBar(own.table.bar(counts), parts, Math.max(longest, drawn, 1));
}

function recordsOf(sync: SyncFacts): number {
  return KINDS.reduce((total, { of }) => total + of(sync), 0);
}

/** `2026-01-05 14:03` */
function minute(instant: UtcInstant): Html {
  return html`<span class="whole">${instant.slice(0, 16).replace("T", " ")}</span>`;
}
