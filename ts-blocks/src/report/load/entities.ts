import type { LoadedEntity, LoadFacts } from "../../warehouse/reports/load-facts";
import { type Html, html } from "../page/html";
import { type Column, heading, note, numbers, paragraph, section, swatch, table } from "../page/parts";
import { stackedBar } from "../page/stacked-bar";
import type { AllWords } from "./page";
import { verdictOf } from "./verdicts";

/** The address of an entity's own report, relative to the page; undefined if it has none. */
export type LinkTo = (entity: LoadedEntity) => string | undefined;

/** Columns of words; the others are numbers. */
const TEXT_COLUMNS = new Set([0, 5]);
/** Colours of the bar. All smaller entities share one more colour. */
const SERIES = ["--series-1", "--series-2", "--series-3", "--series-4"] as const;
const REST = "--series-5";

/** One row for each entity. Entities that the company does not have are listed separately. */
export function entitiesSection(facts: LoadFacts, words: AllWords, linkTo: LinkTo): Html {
  const { own } = words;
  const shown = facts.entities.filter((entity) => verdictOf(entity) !== "unavailable");
  const columns: Column[] = own.entities.head.map((name, place) => ({ name, number: !TEXT_COLUMNS.has(place) }));
  const isLinked = shown.some((entity) => linkTo(entity) !== undefined);
  const isSync = facts.load.kind === "sync";
  return section(
    own.entities.title,
    !isSync && html`${heading(own.entities.chartTitle)}${recordsBar(shown, words)}`,
    isSync && paragraph(own.sync.entities),
    paragraph(isLinked ? own.entities.about : own.entities.command),
    table(
      own.entities.title,
      columns,
      shown.map((entity) => rowOf(entity, words, linkTo(entity), isSync)),
    ),
    note(isSync ? own.sync.workAbout : own.entities.workAbout),
  );
}

function rowOf(
  entity: LoadedEntity,
  { own, run, format }: AllWords,
  link: string | undefined,
  isSync: boolean,
): (Html | string)[] {
  const name = run.entity(entity.entity);
  const { days, openDays, isWhole, counted } = entity;
  const verdict = verdictOf(entity);
  const daysShown = isWhole ? own.entities.whole : format.count(days);
  return [
    link === undefined ? name : html`<a href="${link}">${name}</a>`,
    entity.runId === null ? "–" : String(entity.runId),
    counted === null ? "–" : format.count(counted),
    format.count(entity.held),
    isSync
      ? "–"
      : openDays > 0 && !isWhole
        ? own.entities.openDays(format.count(openDays), format.count(days))
        : daysShown,
    html`${verdict !== "complete" && html`<span class="mark not-complete" aria-hidden="true">▲</span>`}${own.entities.verdict[verdict]}`,
    format.count(entity.inserted),
    format.count(entity.calls),
    format.duration(entity.workMs),
  ];
}

function recordsBar(entities: readonly LoadedEntity[], { own, run, format }: AllWords): Html {
  const held = entities.filter((entity) => entity.held > 0).sort((one, other) => other.held - one.held);
  const whole = held.reduce((total, entity) => total + entity.held, 0);
  const [large, small] = [held.slice(0, SERIES.length), held.slice(SERIES.length)];
  const rest = small.reduce((total, entity) => total + entity.held, 0);
  const parts = [
    ...large.map((entity, place) => ({
      name: run.entity(entity.entity),
      value: entity.held,
      colour: SERIES[place] ?? REST,
    })),
    ...(small.length === 0 ? [] : [{ name: own.entities.others(small.length), value: rest, colour: REST }]),
  ];
  const rows = parts.map(({ name, value, colour }) => [
    swatch(colour, name),
    format.count(value),
    format.share(value, whole),
  ]);
  return html`${whole > 0 && stackedBar(own.entities.chart, parts, whole)}${table(own.entities.chartTitle, numbers(own.entities.chartHead), rows)}`;
}
