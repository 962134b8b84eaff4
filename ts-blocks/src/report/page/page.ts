import type { ReportFacts } from "../../warehouse/reports/facts";
import { acceptance } from "./acceptance";
import { callsSection, timeSection } from "./costs";
import { daysSection } from "./days";
import { Format, type Language } from "./format";
import { type Content, framed } from "./frame";
import { type Html, html } from "./html";
import { noticesSection } from "./notices";
import { dated, folded, paragraph, section } from "./parts";
import { previousSection, rejectedSection, rowsSection } from "./records";
import { companyOf, runFacts, tiles, verdictBanner } from "./summary";
import { english, type Words } from "./words-en";
import { spanish } from "./words-es";

/** The report of a run as one HTML file, in both languages. */
export function reportPage(facts: ReportFacts, version: string, language: Language = "en"): string {
  return framed(language, {
    en: contentOf(facts, version, english, "en"),
    es: contentOf(facts, version, spanish, "es"),
  });
}

function contentOf(facts: ReportFacts, version: string, words: Words, language: Language): Content {
  const { run } = facts;
  const format = new Format(language);
  return {
    title: words.title(words.entity(run.entity), run.runId),
    language: words.language,
    company: companyOf(facts, words),
    range: dated(words.range(format.edge(run.rangeStart), format.edge(run.rangeEnd))),
    main: [
      verdictBanner(facts, words, format),
      tiles(facts, words, format),
      runFacts(facts, words, format),
      daysSection(facts, words, format),
      rowsSection(facts, words, format),
      rejectedSection(facts, words, format),
      noticesSection(facts, words),
      previousSection(facts, words, format),
      callsSection(facts, words, format),
      timeSection(facts, words, format),
      checksSection(facts, words, format),
    ],
    footer: [
      `${words.footer.made(format.time(facts.takenAt), version)} ${words.footer.self}`,
      words.footer.again(run.runId),
    ],
  };
}

function checksSection(facts: ReportFacts, words: Words, format: Format): Html {
  const points = acceptance(facts, words, format).map(
    ({ asks, result, evidence, statement }) => html`<li class="point">
<p class="badge ${result}">${words.checks.result[result]}</p>
<div><h3>${asks}</h3>
<p>${evidence}</p>
${statement !== undefined && folded(words.checks.statement, html`<pre tabindex="0"><code>${statement}</code></pre>`)}</div>
</li>
`,
  );
  return section(
    words.checks.title,
    paragraph(words.checks.about(format.count(facts.checks.length))),
    html`<ol class="points">${points}</ol>`,
  );
}
