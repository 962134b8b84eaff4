import type { CallFacts, ReportFacts } from "../../warehouse/reports/facts";
import { allowedCalls } from "./acceptance";
import type { Format } from "./format";
import { type Html, html } from "./html";
import { heading, note, numbers, paragraph, section, swatch, table } from "./parts";
import { type BarPart, stackedBar } from "./stacked-bar";
import type { Words } from "./words-en";

const sum = <T>(items: readonly T[], of: (item: T) => number) => items.reduce((total, item) => total + of(item), 0);

export function callsSection(facts: ReportFacts, words: Words, format: Format): Html {
  if (facts.calls.length === 0) return section(words.calls.title, paragraph(words.calls.none));
  return section(words.calls.title, ...againstThePlan(facts, words, format), ...againstTheMonth(facts, words, format));
}

function againstThePlan({ run, calls }: ReportFacts, words: Words, format: Format): Html[] {
  const metered = calls.filter(({ kind }) => kind !== "token");
  const answered = sum(metered, (call) => call.calls);
  const failed = sum(metered, (call) => call.failed);
  const signIns = sum(calls, (call) => (call.kind === "token" ? call.calls + call.failed : 0));
  const planned = run.plannedCalls === null ? words.calls.unplanned : format.count(run.plannedCalls);
  const kinds = (["page", "count", "batch", "cdc", "companyinfo"] as const)
    .map((kind) => ({ kind, calls: sum(metered, (call) => (call.kind === kind ? call.calls : 0)) }))
    .filter((each) => each.calls > 0)
    .map((each) => `${words.calls.kinds[each.kind]}: ${format.count(each.calls)}`);
  const bar = [
    { value: answered, colour: "--series-1" },
    { value: failed, colour: "--series-4" },
  ];
  return [
    heading(words.calls.planTitle),
    stackedBar(words.calls.planChart, bar, Math.max(run.plannedCalls ?? 0, answered + failed)),
    table(words.calls.planTitle, numbers(words.calls.head), [
      [swatch("--track", words.calls.planned), planned],
      [swatch("--series-1", `${words.calls.answered} (${kinds.join(", ")})`), format.count(answered)],
      [swatch("--series-4", words.calls.failed), format.count(failed)],
      [words.calls.signIns, format.count(signIns)],
    ]),
  ];
}

function againstTheMonth(facts: ReportFacts, words: Words, format: Format): Html[] {
  const allowed = allowedCalls(facts);
  const own = (month: string) =>
    sum(facts.calls, (call) => (call.kind !== "token" && call.month === month ? call.calls : 0));
  const others = ({ month, calls }: ReportFacts["months"][number]) => Math.max(0, calls - own(month));
  const [month = "", ...amounts] = words.calls.monthHead;
  const head = [{ name: month }, ...amounts.map((name) => ({ name, number: true }))];
  return [
    heading(words.calls.monthTitle),
    ...facts.months.map((each) =>
      stackedBar(
        words.calls.monthChart(each.month),
        [
          { value: own(each.month), colour: "--series-1" },
          { value: others(each), colour: "--series-2" },
        ],
        Math.max(allowed, each.calls),
      ),
    ),
    table(
      words.calls.monthTitle,
      head,
      facts.months.map((each) => [
        each.month,
        swatch("--series-1", format.count(own(each.month))),
        swatch("--series-2", format.count(others(each))),
        format.count(allowed),
        format.share(each.calls, allowed),
      ]),
    ),
    note(facts.monthlyCap === null ? words.calls.freeReads : words.calls.ownCap),
  ];
}

interface Share {
  readonly name: string;
  readonly ms: number;
  readonly colour: string;
}

export function timeSection(facts: ReportFacts, words: Words, format: Format): Html {
  const waits = waitsOf(facts, words);
  return section(
    words.time.title,
    heading(words.time.blocksTitle),
    shares(words.time.blocksTitle, words.time.blocksChart, blocksOf(facts, words), words, format),
    note(words.time.blocksAbout),
    heading(words.time.waitsTitle),
    sum(waits, ({ ms }) => ms) === 0
      ? paragraph(words.time.unknown)
      : html`${shares(words.time.waitsTitle, words.time.waitsChart, waits, words, format)}${note(words.time.waitsAbout)}`,
  );
}

function blocksOf({ run }: ReportFacts, words: Words): Share[] {
  const { loader, exporter, validator } = run.clockMs;
  return [
    { name: words.time.blocks.loader, ms: loader, colour: "--series-1" },
    { name: words.time.blocks.exporter, ms: exporter, colour: "--series-2" },
    { name: words.time.blocks.validator, ms: validator, colour: "--series-3" },
  ];
}

function waitsOf({ run, calls }: ReportFacts, words: Words): Share[] {
  const all = (of: (call: CallFacts) => number) => sum(calls, of);
  return [
    { name: words.time.waits.limit, ms: all((call) => call.limitMs), colour: "--series-4" },
    { name: words.time.waits.source, ms: all((call) => call.sourceMs), colour: "--series-1" },
    { name: words.time.waits.staging, ms: all((call) => call.stagingMs), colour: "--series-2" },
    { name: words.time.waits.rows, ms: run.exportMs, colour: "--series-3" },
  ];
}

function shares(title: string, label: string, parts: readonly Share[], words: Words, format: Format): Html {
  const whole = sum(parts, ({ ms }) => ms);
  const bar: BarPart[] = parts.map(({ ms, colour }) => ({ value: ms, colour }));
  const rows = parts.map(({ name, ms, colour }) => [
    swatch(colour, name),
    format.duration(ms),
    format.share(ms, whole),
  ]);
  return html`${stackedBar(label, bar, whole)}${table(title, numbers(words.time.head), rows)}`;
}
