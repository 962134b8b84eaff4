import { dayOf } from "../../job/windows";
import type { DayFacts } from "../../warehouse/reports/days";
import type { ReportFacts } from "../../warehouse/reports/facts";
import type { RunSummary } from "../../warehouse/reports/run-summary";
import { hasVerdict } from "./acceptance";
import type { Format } from "./format";
import { type Html, html } from "./html";
import { heading, note, numbers, paragraph, section, swatch, table } from "./parts";
import { stackedBar } from "./stacked-bar";
import type { Words } from "./words-en";

export function rowsSection({ days, rejected }: ReportFacts, words: Words, format: Format): Html {
  const all = (of: (day: DayFacts) => number) => days.reduce((sum, day) => sum + of(day), 0);
  const changed = all((day) => day.changed);
  const parts = [
    { name: words.rows.inserted, value: all((day) => day.inserted), colour: "--series-1" },
    { name: words.rows.same, value: all((day) => day.updated) - changed, colour: "--series-2" },
    { name: words.rows.changed, value: changed, colour: "--series-3" },
    { name: words.rows.stale, value: all((day) => day.stale), colour: "--series-5" },
    { name: words.rows.rejected, value: rejected.total, colour: "--series-4" },
  ];
  const whole = parts.reduce((sum, { value }) => sum + value, 0);
  const lines = parts.map(({ name, value, colour }) => [
    swatch(colour, name),
    format.count(value),
    format.share(value, whole),
  ]);
  return section(
    words.rows.title,
    stackedBar(words.rows.chart, parts, whole),
    table(words.rows.title, numbers(words.rows.head), [
      [words.rows.read, format.count(all((day) => day.rows)), ""],
      ...lines,
    ]),
  );
}

export function rejectedSection({ rejected }: ReportFacts, words: Words, format: Format): Html {
  if (rejected.total === 0) return section(words.rejected.title, paragraph(words.rejected.none));
  const left = rejected.total - rejected.first.length;
  return section(
    words.rejected.title,
    paragraph(words.rejected.some(rejected.total, format.count(rejected.total))),
    html`<ul>${rejected.reasons.map(
      ({ reason, records }) =>
        html`<li>${format.count(records)}: <code>${reason}</code> ${words.rejected.reasons[reason] ?? ""}</li>`,
    )}</ul>`,
    table(
      words.rejected.title,
      words.rejected.head.map((name) => ({ name })),
      rejected.first.map(({ recordId, day, page, position, reason, detail }) => [
        recordId ?? words.rejected.unknown,
        day === null ? words.rejected.unknown : dayOf(day),
        page === null ? "–" : `${format.count(page)}, ${format.count(position ?? 0)}`,
        html`<code>${reason}</code>`,
        html`<span lang="en">${detail}</span>`,
      ]),
    ),
    left > 0 && note(words.rejected.more(format.count(left))),
  );
}

export function previousSection(facts: ReportFacts, words: Words, format: Format): Html {
  const { previous } = facts;
  if (previous === undefined) return section(words.previous.title, paragraph(words.previous.none));
  const { before, now, daysThatDiffer, firstDays } = previous;
  const left = daysThatDiffer - firstDays.length;
  return section(
    words.previous.title,
    paragraph(comparison(facts, words, format)),
    table(
      words.previous.title,
      numbers([words.previous.head, words.previous.run(before.runId), words.previous.run(now.runId)]),
      comparedLines(words, format).map(([name, of]) => [name, of(before), of(now)]),
    ),
    hasVerdict(facts) && daysThatDiffer === 0 && paragraph(words.previous.noDays),
    hasVerdict(facts) &&
      daysThatDiffer > 0 &&
      html`${heading(words.previous.daysTitle)}${table(
        words.previous.daysTitle,
        numbers(words.previous.days),
        firstDays.map((day) => [dayOf(day.day), format.count(day.before), format.count(day.now)]),
      )}${left > 0 && note(words.previous.more(format.count(left)))}`,
  );
}

function comparison(facts: ReportFacts, words: Words, format: Format): string {
  const { before, now } = facts.previous ?? {};
  if (before === undefined || now === undefined) return words.previous.none;
  if (!hasVerdict(facts)) return words.previous.open(before.runId);
  if (now.inserted + now.changed === 0) return words.previous.same(before.runId);
  return words.previous.differs(before.runId, format.count(now.inserted), format.count(now.changed));
}

function comparedLines(words: Words, format: Format): [name: string, of: (run: RunSummary) => Html | string][] {
  const { lines } = words.previous;
  const count = (of: (run: RunSummary) => number | null) => (run: RunSummary) => {
    const value = of(run);
    return value === null ? "–" : format.count(value);
  };
  return [
    [lines.verdict, ({ verdict }) => html`<span class="words">${words.verdict[verdict]}</span>`],
    [lines.source, count((run) => run.sourceCount)],
    [lines.rows, count((run) => run.rows)],
    [lines.inserted, count((run) => run.inserted)],
    [lines.updated, count((run) => run.updated)],
    [lines.changed, count((run) => run.changed)],
    [lines.stale, count((run) => run.stale)],
    [lines.rejected, count((run) => run.rejected)],
    [lines.calls, count((run) => run.calls)],
    [lines.time, (run) => format.duration(run.seconds * 1_000)],
  ];
}
