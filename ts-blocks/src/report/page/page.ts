import type { ReportFacts } from "../../warehouse/reports/facts";
import { acceptance } from "./acceptance";
import { callsSection, timeSection } from "./costs";
import { daysSection } from "./days";
import { Format, LANGUAGES, type Language } from "./format";
import { Html, html } from "./html";
import { dated, folded, paragraph, section } from "./parts";
import { previousSection, rejectedSection, rowsSection } from "./records";
import { STYLE } from "./style";
import { companyOf, runFacts, tiles, verdictBanner } from "./summary";
import { english, type Words } from "./words-en";
import { spanish } from "./words-es";

const WORDS: Readonly<Record<Language, Words>> = { en: english, es: spanish };

/**
 * The report of a run as one HTML file that loads nothing: both languages are in it, and a link, not a script, goes from one to the
 * other. The policy in its head forbids the browser everything else.
 */
export function reportPage(facts: ReportFacts, version: string, language: Language = "en"): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${LANGUAGES.map((each) => titleIn(each, facts)).join(" · ")}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
${LANGUAGES.map((each) => inLanguage(each, facts, version))}</body>
</html>
`.text;
}

function titleIn(language: Language, { run }: ReportFacts): string {
  const words = WORDS[language];
  return words.title(words.entity(run.entity), run.runId);
}

/** The same file, opening in another language. */
export function opensIn(page: string, language: Language): string {
  return page.replace(/<html lang="\w+">/, `<html lang="${language}">`);
}

function inLanguage(language: Language, facts: ReportFacts, version: string): Html {
  const words = WORDS[language];
  const format = new Format(language);
  return html`<div id="${language}" lang="${language}" class="language">
<header>
<div><p class="company">${companyOf(facts, words)}</p>
<h1>${titleIn(language, facts)}</h1>
<p class="range">${dated(words.range(format.edge(facts.run.rangeStart), format.edge(facts.run.rangeEnd)))}</p></div>
<nav aria-label="English / Español">${LANGUAGES.map((each) =>
    each === language
      ? html`<a href="#${each}" lang="${each}" aria-current="true">${WORDS[each].language}</a>`
      : html`<a href="#${each}" lang="${each}">${WORDS[each].language}</a>`,
  )}</nav>
</header>
<main>
${verdictBanner(facts, words, format)}${tiles(facts, words, format)}${runFacts(facts, words, format)}${daysSection(facts, words, format)}${rowsSection(facts, words, format)}${rejectedSection(facts, words, format)}${previousSection(facts, words, format)}${callsSection(facts, words, format)}${timeSection(facts, words, format)}${checksSection(facts, words, format)}</main>
<footer>
<p>${words.footer.made(format.time(facts.takenAt), version)} ${words.footer.self}</p>
<p>${words.footer.again(facts.run.runId)}</p>
</footer>
</div>
`;
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
