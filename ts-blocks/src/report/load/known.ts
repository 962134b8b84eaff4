import type { LoadFacts } from "../../warehouse/reports/load-facts";
import { type Html, html } from "../page/html";
import { dated, named, numbers, paragraph, section, table } from "../page/parts";
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
export function changesSection({ load, entities }: LoadFacts, { own, run, format }: AllWords): Html {
  if (load.kind !== "sync") return html``;
  const rows = entities
    .filter(({ inserted, changed, removed, restored }) => inserted + changed + removed + restored > 0)
    .map(({ entity, inserted, changed, removed, restored }) => [
      run.entity(entity),
      ...[inserted, changed, removed, restored].map((count) => format.count(count)),
    ]);
  const body =
    rows.length === 0 ? paragraph(own.changes.nothing) : table(own.changes.title, numbers(own.changes.head), rows);
  return section(own.changes.title, body);
}
