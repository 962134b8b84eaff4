import * as echarts from "echarts";
import type { DayMark } from "./day-status";
import { Html, html } from "./html";

/** Colours are the page's own variables: one picture for the light and the dark scheme. */
export interface Segment {
  readonly value: number;
  /** Name of a CSS variable, `--accent`. */
  readonly colour: string;
}

const BAR = { width: 1_000, height: 20 };

/** One stacked bar without words: the table below it is its legend. What is left of `whole` stays the track's colour. */
export function stackedBar(label: string, segments: readonly Segment[], whole: number): Html {
  const svg = draw(BAR.width, BAR.height, {
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    xAxis: { type: "value", show: false, min: 0, max: Math.max(whole, 1) },
    yAxis: { type: "category", show: false, data: [""] },
    series: segments
      .filter(({ value }) => value > 0)
      .map(({ value, colour }) => ({
        type: "bar",
        stack: "all",
        barWidth: BAR.height,
        data: [value],
        itemStyle: { color: `var(${colour})`, borderColor: "var(--surface)", borderWidth: 1 },
      })),
  });
  return picture(svg, label, "bar", 'preserveAspectRatio="none"');
}

export interface HeatCell {
  /** `2026-01-05`. */
  readonly day: string;
  /** 0 (empty) to 5. */
  readonly strength: number;
  /** What the pointer is told. */
  readonly title: string;
  readonly mark: DayMark | undefined;
}

const HEAT = { cell: 12, left: 32, top: 22, weeks: 27 };
const DOT = { color: "var(--ink)", borderColor: "var(--surface)", borderWidth: 1 };
const CROSS = "path://M0,1L1,0L5,4L9,0L10,1L6,5L10,9L9,10L5,6L1,10L0,9L4,5Z";

/** Half a year as a calendar, Monday first: 27 weeks at most, which a telephone shows without scaling. */
export function heatCalendar(
  label: string,
  range: readonly [first: string, last: string],
  cells: readonly HeatCell[],
  names: { readonly months: readonly string[]; readonly weekdays: readonly string[] },
): Html {
  const marks = (mark: DayMark) => cells.filter((cell) => cell.mark === mark).map(({ day }) => [day, 1]);
  const scatter = { type: "scatter", coordinateSystem: "calendar", itemStyle: { color: "var(--bad)", opacity: 1 } };
  const svg = draw(HEAT.left + HEAT.weeks * HEAT.cell + 2, HEAT.top + 7 * HEAT.cell + 2, {
    visualMap: {
      show: false,
      type: "piecewise",
      seriesIndex: 0,
      dimension: 1,
      pieces: [0, 1, 2, 3, 4, 5].map((value) => ({ value, color: `var(--heat-${value})` })),
    },
    calendar: {
      ...{ left: HEAT.left, top: HEAT.top, cellSize: [HEAT.cell, HEAT.cell], range: [...range] },
      itemStyle: { color: "none", borderWidth: 0 },
      splitLine: { lineStyle: { color: "var(--muted)", width: 1 } },
      yearLabel: { show: false },
      monthLabel: { nameMap: [...names.months], color: "var(--muted)", fontSize: 10 },
      dayLabel: { firstDay: 1, nameMap: [...names.weekdays], color: "var(--muted)", fontSize: 9, margin: 8 },
    },
    series: [
      {
        type: "heatmap",
        coordinateSystem: "calendar",
        data: cells.map(({ day, strength }) => [day, strength]),
        itemStyle: { borderColor: "var(--surface)", borderWidth: 2 },
      },
      { ...scatter, symbol: "triangle", symbolSize: 9, data: marks("not-complete") },
      { ...scatter, symbol: "circle", symbolSize: 5, itemStyle: DOT, data: marks("unproven") },
      { ...scatter, symbol: CROSS, symbolSize: 6, itemStyle: { color: "var(--muted)" }, data: marks("unread") },
    ],
  });
  return picture(titled(svg, cells), label, "heat");
}

/** echarts draws without a browser; it leaves the place of each datum in the SVG, for scripts that we do not have. */
function draw(width: number, height: number, option: echarts.EChartsCoreOption): string {
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
  chart.setOption({ animation: false, textStyle: { fontFamily: "inherit" }, ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

function titled(svg: string, cells: readonly HeatCell[]): string {
  return svg.replace(
    /(<path [^>]*) ecmeta_series_index="0" ecmeta_data_index="(\d+)"[^>]*><\/path>/g,
    (_, path: string, place: string) => `${path}>${html`<title>${cells[Number(place)]?.title}</title>`.text}</path>`,
  );
}

function picture(svg: string, label: string, kind: string, more = ""): Html {
  const slim = svg
    .replace(/<style[\s\S]*?<\/style>/, "")
    .replace(/ (?:class|ecmeta_\w+)="[^"]*"/g, "")
    .replace(/<path (?![^>]*stroke=)[^>]*fill="none"[^>]*><\/path>\n/g, "");
  const opening = html`<svg role="img" aria-label="${label}" class="${kind}" ${new Html(more)} xmlns="`.text;
  return new Html(slim.replace(/<svg [^>]*?xmlns="/, opening));
}
