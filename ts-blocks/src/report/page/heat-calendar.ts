import type { DayMark } from "./day-status";
import { Html, html } from "./html";

export interface HeatCell {
  /** `2026-01-05`. */
  readonly day: string;
  /** 0 (empty) to 5. */
  readonly strength: number;
  /** The text that a browser shows while the pointer is on the square. */
  readonly title: string;
  readonly mark: DayMark | undefined;
}

export interface CalendarNames {
  /** January first. */
  readonly months: readonly string[];
  /** Sunday first. An empty name is not written. */
  readonly weekdays: readonly string[];
}

const DAY_MS = 86_400_000;
/** Pixels. Half a year touches at most 27 weeks, which fit on a telephone without scaling. */
const GRID = { cell: 12, square: 10, left: 32, top: 22, weeks: 27 };
const WIDTH = GRID.left + GRID.weeks * GRID.cell + 2;
const BOTTOM = GRID.top + 7 * GRID.cell;

/** The sign over a square, drawn around the middle of the square. */
const SIGNS: Readonly<Record<DayMark, string>> = {
  "not-complete": "m0-4.5 4.5 9h-9z",
  unproven: "m-2.5 0a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0z",
  unread: "m-2.7-2.7 5.4 5.4m0-5.4-5.4 5.4",
};

/** Half a year as a calendar: one column for each week, Monday on top, and a line between two months. */
export function heatCalendar(
  label: string,
  [first, last]: readonly [first: string, last: string],
  cells: readonly HeatCell[],
  names: CalendarNames,
): Html {
  const grid = new Grid(dayNumber(first), dayNumber(last));
  const months = monthsBetween(first, last).map(({ month, start, end }) => ({ name: names.months[month], start, end }));
  const lines = [grid.outline(), ...months.slice(1).map(({ start }) => grid.lineBefore(start))];
  return html`<svg role="img" aria-label="${label}" class="heat" viewBox="0 0 ${WIDTH} ${BOTTOM + 2}">
${cells.map(({ day, strength, title }) => square(grid.placeOf(dayNumber(day)), strength, title))}<path class="months" d="${lines.join("")}"/>
${cells.map(({ day, mark }) => mark !== undefined && sign(grid.placeOf(dayNumber(day)), mark))}${months.map((month) =>
  text("middle", (grid.leftOf(month.start) + grid.leftOf(month.end) + GRID.cell) / 2, 7, month.name),
)}${weekdaysFromMonday(names).map((name, row) =>
  text("end", GRID.left - 8, GRID.top + (row + 0.5) * GRID.cell, name),
)}</svg>`;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** The position of each day of a range. Days are numbers since 1970-01-01. */
class Grid {
  constructor(
    private readonly first: number,
    private readonly last: number,
  ) {}

  leftOf(day: number): number {
    const monday = this.first - weekday(this.first);
    return GRID.left + Math.floor((day - monday) / 7) * GRID.cell;
  }

  placeOf(day: number): Place {
    return { x: this.leftOf(day), y: GRID.top + weekday(day) * GRID.cell };
  }

  /** The line runs left of the first day and of the rest of its week, and right of the days before it in the same week. */
  lineBefore(day: number): string {
    const { x, y } = this.placeOf(day);
    return y === GRID.top ? `M${x} ${y}V${BOTTOM}` : `M${x + GRID.cell} ${GRID.top}V${y}H${x}V${BOTTOM}`;
  }

  outline(): string {
    const [start, end] = [this.placeOf(this.first), this.placeOf(this.last + 1)];
    const top = start.y === GRID.top ? start.x : start.x + GRID.cell;
    const right = end.y === GRID.top ? `H${end.x}V${BOTTOM}` : `H${end.x + GRID.cell}V${end.y}H${end.x}V${BOTTOM}`;
    return `M${top} ${GRID.top}${right}H${start.x}V${start.y}H${top}z`;
  }
}

function square({ x, y }: Place, strength: number, title: string): Html {
  const inset = (GRID.cell - GRID.square) / 2;
  return html`<path class="heat-${strength}" d="M${x + inset} ${y + inset}h${GRID.square}v${GRID.square}h-${GRID.square}z"><title>${title}</title></path>
`;
}

function sign({ x, y }: Place, mark: DayMark): Html {
  const middle = GRID.cell / 2;
  return html`<path class="${mark}" d="M${x + middle} ${y + middle}${SIGNS[mark]}"/>
`;
}

function text(anchor: "middle" | "end", x: number, y: number, name = ""): Html {
  if (name === "") return new Html("");
  return html`<text x="${x}" y="${y}" text-anchor="${anchor}">${name}</text>
`;
}

function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** 0 for Monday; 1970-01-01 was a Thursday. */
function weekday(day: number): number {
  return (day + 3) % 7;
}

function weekdaysFromMonday({ weekdays: [sunday = "", ...others] }: CalendarNames): string[] {
  return [...others, sunday];
}

/** The months of a range of whole months: 0 for January, first and last day. */
function monthsBetween(first: string, last: string): { month: number; start: number; end: number }[] {
  const year = Number(first.slice(0, 4));
  const [from, to] = [Number(first.slice(5, 7)) - 1, Number(last.slice(5, 7)) - 1];
  return Array.from({ length: to - from + 1 }, (_, place) => {
    const month = from + place;
    return { month, start: Date.UTC(year, month, 1) / DAY_MS, end: Date.UTC(year, month + 1, 0) / DAY_MS };
  });
}
