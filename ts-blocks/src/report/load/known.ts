import { FOUND, type Found } from "../../warehouse/reports/found-records";
import type { LoadFacts } from "../../warehouse/reports/load-facts";
import { type Html, html } from "../page/html";
import { dated, named, paragraph, section, table } from "../page/parts";
import type { AllWords } from "./page";

/** The range in which each entity is known to be whole, with the gaps between proven ranges. */
export function knownSection({ known }: LoadFacts, { own, run, format }: AllWords): Html {
  if (known.length === 0) return html``;
  const rows = known.map(({ entity, from, to, gaps, firstGapStart, firstGapEnd, wholeAt, wholeCount }) => [
    run.entity(entity),
    dated(run.range(format.edge(from), format.edge(to))),
    firstGapStart === null || firstGapEnd === null
      ? own.known.noGap
      : own.known.gap(gaps, run.range(format.edge(firstGapStart), format.edge(firstGapEnd))),
    wholeAt === null ? own.known.never : own.known.counted(format.count(wholeCount ?? 0), format.time(wholeAt)),
  ]);
  return section(own.known.title, paragraph(own.known.about), table(own.known.title, named(own.known.head), rows));
}

/** What a sync found. Only entities with new, changed, removed or restored records are shown. */
export function changesSection({ load, entities, found }: LoadFacts, { own, run, format }: AllWords): Html {
  if (load.kind !== "sync") return html``;
  const rows = entities
    .map(({ entity, inserted, changed, removed, restored }) => ({
      entity,
      counts: { new: inserted, changed, removed, restored } satisfies Record<Found, number>,
    }))
    .filter(({ counts }) => FOUND.some((each) => counts[each] > 0))
    .map(({ entity, counts }) => [
      run.entity(entity),
      ...FOUND.map((each) => format.count(counts[each])),
      html`${found
        .filter((records) => records.entity === entity)
        .sort((one, other) => FOUND.indexOf(one.found) - FOUND.indexOf(other.found))
        .map(({ found: what, ids }) => html`<p>${own.changes.ids[what]}: ${shownIds(ids, counts[what])}</p>`)}`,
    ]);
  if (rows.length === 0) return section(own.changes.title, paragraph(own.changes.nothing));
  const columns = own.changes.head.map((name, place) => ({ name, number: place > 0 && place <= FOUND.length }));
  return section(own.changes.title, table(own.changes.title, columns, rows));
}

/** `17, 18, 20 …` */
function shownIds(ids: readonly string[], count: number): string {
  return `${ids.join(", ")}${count > ids.length ? " …" : ""}`;
}
