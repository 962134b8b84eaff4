import type { LoadFacts } from "../../warehouse/reports/load-facts";
import { Format, type Language } from "../page/format";
import { type Content, framed } from "../page/frame";
import { type Html, html } from "../page/html";
import { dated, section } from "../page/parts";
import { companyOf } from "../page/summary";
import { english as englishOfRuns, type Words } from "../page/words-en";
import { spanish as spanishOfRuns } from "../page/words-es";
import { callsSection } from "./calls";
import { entitiesSection, type LinkTo } from "./entities";
import { changesSection, knownSection } from "./known";
import { loadBanner, loadTiles } from "./summary";
import { syncBanner, syncTiles } from "./sync";
import { absentSection, refusedSection, wrongSection } from "./troubles";
import { english, type LoadWords } from "./words-en";
import { spanish } from "./words-es";

/** The words of a load's report, and the words that it shares with the report of a run. */
export interface AllWords {
  readonly own: LoadWords;
  readonly run: Words;
  readonly format: Format;
}

/**
 * The report of a load as one HTML file, in both languages, with one row for each entity.
 *
 * @param linkTo the address of an entity's own report. If it returns none, the page names the command that makes the report.
 */
export function loadPage(facts: LoadFacts, version: string, linkTo: LinkTo, language: Language = "en"): string {
  const words: Record<Language, AllWords> = {
    en: { own: english, run: englishOfRuns, format: new Format("en") },
    es: { own: spanish, run: spanishOfRuns, format: new Format("es") },
  };
  const content = (each: Language) => contentOf(facts, version, linkTo, words[each]);
  return framed(language, { en: content("en"), es: content("es") });
}

function contentOf(facts: LoadFacts, version: string, linkTo: LinkTo, words: AllWords): Content {
  const { own, run, format } = words;
  const { load } = facts;
  const isSync = load.kind === "sync";
  return {
    title: isSync ? own.sync.title(load.loadId) : own.title(load.loadId),
    language: run.language,
    company: companyOf(facts, run),
    range: dated(run.range(format.edge(load.rangeStart), format.edge(load.rangeEnd))),
    main: [
      isSync ? syncBanner(facts, words) : loadBanner(facts, words),
      isSync ? syncTiles(facts, words) : loadTiles(facts, words),
      wrongSection(facts, words),
      changesSection(facts, words),
      entitiesSection(facts, words, linkTo),
      absentSection(facts, words),
      refusedSection(facts, words),
      knownSection(facts, words),
      callsSection(facts, words),
      loadSection(facts, words),
    ],
    footer: [
      `${run.footer.made(format.time(facts.takenAt), version)} ${run.footer.self}`,
      own.footer.again(load.loadId),
    ],
  };
}

function loadSection(facts: LoadFacts, { own, run, format }: AllWords): Html {
  const { load, entities } = facts;
  const { pipeline, magePipelineRunId } = load;
  const lines: [string, string][] = [
    [run.facts.company, companyOf(facts, run)],
    [run.facts.range, run.range(format.edge(load.rangeStart), format.edge(load.rangeEnd))],
    [own.facts.entities, own.facts.entitiesShown(format.count(entities.length))],
    [
      run.facts.pipeline,
      magePipelineRunId === null ? pipeline : `${pipeline}, ${run.facts.mageRun(magePipelineRunId)}`,
    ],
    [run.facts.started, format.time(load.startedAt)],
    [run.facts.ended, format.time(load.finishedAt)],
    [run.facts.attempts, format.count(load.attempts)],
  ];
  return section(
    own.facts.title,
    html`<dl>${lines.map(([name, value]) => html`<div><dt>${name}</dt><dd>${dated(value)}</dd></div>`)}</dl>`,
  );
}
