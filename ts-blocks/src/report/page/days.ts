import { dayOf } from "../../job/windows";
import type { DayFacts } from "../../warehouse/reports/days";
import type { ReportFacts } from "../../warehouse/reports/facts";
import { isOpen, longestQuiet, markOf, monthsOf, type StatusSpan, statusOf, statusSpansOf } from "./day-status";
import type { Format } from "./format";
import { type HeatCell, heatCalendar } from "./heat-calendar";
import { type Html, html } from "./html";
import { type Level, levelsOf, strengthOf } from "./levels";
import { folded, heading, note, numbers, paragraph, section, table } from "./parts";
import type { Words } from "./words-en";

/** With more days than this, the page shows months, and the evidence pack has every day. */
const DAILY_ROWS_MAX = 400;
const OPEN_LINES_MAX = 100;

const SIGNS = [
  { mark: "unread", sign: "✕" },
  { mark: "unproven", sign: "●" },
  { mark: "not-complete", sign: "▲" },
] as const;

export function daysSection({ days }: ReportFacts, words: Words, format: Format): Html {
  const levels = levelsOf(days.map(({ rows }) => rows));
  return section(
    words.days.title,
    paragraph(words.days.about),
    calendars(days, levels, words, format),
    legend(days, levels, words, format),
    paragraph(gapsText(days, words, format)),
    openDays(days, words, format),
    folded(words.days.monthsTitle, monthsTable(days, words, format)),
    days.length <= DAILY_ROWS_MAX && folded(words.days.tableTitle, daysTable(days, words, format)),
  );
}

function calendars(days: readonly DayFacts[], levels: readonly Level[], words: Words, format: Format): Html {
  const halves = new Map<string, DayFacts[]>();
  for (const day of days) {
    const half = `${day.start.slice(0, 4)}-${Number(day.start.slice(5, 7)) <= 6 ? 1 : 2}`;
    const own = halves.get(half);
    if (own === undefined) halves.set(half, [day]);
    else own.push(day);
  }
  return html`<div class="calendars">${[...halves].map(([half, own]) => calendar(half, own, levels, words, format))}</div>`;
}

function calendar(
  half: string,
  days: readonly DayFacts[],
  levels: readonly Level[],
  words: Words,
  format: Format,
): Html {
  const [year = "", number] = half.split("-");
  const range =
    number === "1" ? ([`${year}-01-01`, `${year}-06-30`] as const) : ([`${year}-07-01`, `${year}-12-31`] as const);
  const name = words.days.half(year, Number(number));
  const cells = days.map((day) => cellOf(day, levels, words, format));
  return html`<figure><figcaption>${name}</figcaption>
${heatCalendar(words.days.chart(name), range, cells, words)}
</figure>
`;
}

function cellOf(day: DayFacts, levels: readonly Level[], words: Words, format: Format): HeatCell {
  const status = statusOf(day);
  return {
    day: dayOf(day.start),
    strength: strengthOf(levels, day.rows),
    title: words.days.cell(dayOf(day.start), format.count(day.rows), words.days.status[status]),
    mark: markOf(status),
  };
}

function legend(days: readonly DayFacts[], levels: readonly Level[], words: Words, format: Format): Html {
  const colours = [
    { strength: 0, name: words.days.noRows },
    ...levels.map(({ from, to, strength }) => ({
      strength,
      name: words.days.rowsBetween(format.count(from), format.count(to)),
    })),
  ];
  const found = new Set(days.map((day) => markOf(statusOf(day))));
  const marks = SIGNS.filter(({ mark }) => found.has(mark));
  return html`<ul class="legend">${colours.map(
    ({ strength, name }) =>
      html`<li><span class="swatch" style="background:var(--heat-${strength})"></span>${name}</li>`,
  )}${marks.map(
    ({ mark, sign }) =>
      html`<li><span class="mark ${mark}" aria-hidden="true">${sign}</span>${words.days.marks[mark]}</li>`,
  )}</ul>`;
}

function gapsText(days: readonly DayFacts[], words: Words, format: Format): string {
  const unread = days.filter((day) => statusOf(day) === "unread").length;
  const gaps = unread === 0 ? words.days.noGap : words.days.gaps(unread, format.count(unread));
  const quiet = longestQuiet(days)?.days;
  if (quiet === undefined) return gaps;
  const [first, last] = [dayOf(quiet[0].start), dayOf((quiet.at(-1) ?? quiet[0]).start)];
  return `${gaps} ${words.days.quiet(quiet.length, format.count(quiet.length), first, last)}`;
}

/** Consecutive days share a line: after an early failure, nearly all days of the range are alike. */
function openDays(days: readonly DayFacts[], words: Words, format: Format): Html | undefined {
  const open = statusSpansOf(days).filter(({ status }) => isOpen(status));
  if (open.length === 0) return undefined;
  const rows = open
    .slice(0, OPEN_LINES_MAX)
    .map((span) => [
      spanOf(span),
      format.count(span.days.length),
      words.days.status[span.status],
      format.count(span.days.reduce((sum, day) => sum + day.rows, 0)),
      span.days.some(({ sourceCount }) => sourceCount === null)
        ? "–"
        : format.count(span.days.reduce((sum, day) => sum + (day.sourceCount ?? 0), 0)),
    ]);
  const [span = "", number = "", why = "", ...counts] = words.days.open;
  const columns = [
    { name: span },
    { name: number, number: true },
    { name: why },
    ...counts.map((name) => ({ name, number: true })),
  ];
  return html`${heading(words.days.openTitle)}${table(words.days.openTitle, columns, rows)}${
    open.length > OPEN_LINES_MAX && note(words.days.openMore(format.count(open.length - OPEN_LINES_MAX)))
  }`;
}

function spanOf({ days }: StatusSpan): string {
  const [first, last] = [dayOf(days[0].start), dayOf((days.at(-1) ?? days[0]).start)];
  return first === last ? first : `${first} – ${last}`;
}

function monthsTable(days: readonly DayFacts[], words: Words, format: Format): Html {
  const rows = monthsOf(days).map(({ month, ...counts }) => [
    month,
    ...[counts.days, counts.rows, counts.withRows, counts.empty, counts.unread, counts.notComplete].map((count) =>
      format.count(count),
    ),
  ]);
  return table(words.days.monthsTitle, numbers(words.days.months), rows);
}

function daysTable(days: readonly DayFacts[], words: Words, format: Format): Html {
  const [day = "", rows = "", status = ""] = words.days.table;
  const lines = days.map((each) => [dayOf(each.start), format.count(each.rows), words.days.status[statusOf(each)]]);
  return table(words.days.tableTitle, [{ name: day }, { name: rows, number: true }, { name: status }], lines);
}
