import { millisOf } from "../../job/instants";
import type { LoadFacts } from "../../warehouse/reports/load-facts";
import { html } from "../page/html";
import { totalCalls } from "./calls";
import type { AllWords } from "./page";
import { banner, having, loadVerdict, sum, type Tile, tileList } from "./summary";
import { isWrong } from "./verdicts";

/** The first part of a sync's page: are all changes here, was everything counted, and what to do if not. */
export function syncBanner(facts: LoadFacts, words: AllWords) {
  const { own, format } = words;
  const verdict = loadVerdict(facts);
  const { load, entities } = facts;
  const counted = entities.filter(({ wholeCount }) => wholeCount !== null);
  const text = {
    complete: () => [
      own.sync.text(format.time(load.rangeStart), format.time(load.rangeEnd)),
      counted.length === 0
        ? own.sync.notCounted
        : own.sync.counted(format.count(sum(counted, ({ wholeCount }) => wholeCount ?? 0)), counted.length),
    ],
    incomplete: () => [own.verdictText.incomplete(entities.filter(isWrong).length)],
    running: () => [own.verdictText.running(having(entities, "unfinished").length)],
    abandoned: () => [own.sync.brokeOff],
  };
  const lines = text[verdict]();
  return banner(
    verdict,
    own.sync.verdict[verdict],
    html`${lines.map((line) => html`<p>${line}</p>`)}`,
    own.sync.next[verdict],
    words,
  );
}

export function syncTiles(facts: LoadFacts, { own, format }: AllWords) {
  const { entities, load, takenAt } = facts;
  const age = Math.max(0, millisOf(takenAt) - millisOf(load.rangeEnd));
  const shown: Tile[] = [
    [format.count(sum(entities, ({ inserted }) => inserted)), own.sync.tiles.new],
    [format.count(sum(entities, ({ changed }) => changed)), own.sync.tiles.changed],
    [format.count(sum(entities, ({ removed }) => removed)), own.sync.tiles.removed],
    [format.age(age), own.sync.tiles.age],
    [format.count(totalCalls(facts)), own.tiles.calls],
    [format.duration(load.clockMs), load.finishedAt === null ? own.tiles.timeSoFar : own.tiles.time],
  ];
  return tileList(shown);
}
