import { LANGUAGES, type Language } from "./format";
import { Html, html } from "./html";
import { STYLE } from "./style";

/** What a page says in one language. */
export interface Content {
  readonly title: string;
  /** The language's own name. */
  readonly language: string;
  /** Above the title. */
  readonly company: string;
  /** Below it. */
  readonly range: Html;
  readonly main: readonly Html[];
  readonly footer: readonly string[];
}

/**
 * One HTML file that loads nothing. It holds both languages, and a link, not a script, leads from one to the other. The policy
 * in its head forbids the browser everything else.
 */
export function framed(opensIn: Language, contents: Readonly<Record<Language, Content>>): string {
  return html`<!doctype html>
<html lang="${opensIn}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${LANGUAGES.map((each) => contents[each].title).join(" · ")}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
${LANGUAGES.map((each) => inLanguage(each, contents))}</body>
</html>
`.text;
}

/** The same file, opened in the other language. */
export function opensIn(page: string, language: Language): string {
  return page.replace(/<html lang="\w+">/, `<html lang="${language}">`);
}

function inLanguage(language: Language, contents: Readonly<Record<Language, Content>>): Html {
  const { title, company, range, main, footer } = contents[language];
  return html`<div id="${language}" lang="${language}" class="language">
<header>
<div><p class="company">${company}</p>
<h1>${title}</h1>
<p class="range">${range}</p></div>
<nav aria-label="English / Español">${LANGUAGES.map((each) =>
    each === language
      ? html`<a href="#${each}" lang="${each}" aria-current="true">${contents[each].language}</a>`
      : html`<a href="#${each}" lang="${each}">${contents[each].language}</a>`,
  )}</nav>
</header>
<main>
${main}</main>
<footer>
${footer.map(
  (line) => html`<p>${line}</p>
`,
)}</footer>
</div>
`;
}
