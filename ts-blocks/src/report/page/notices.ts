import type { ReportFacts } from "../../warehouse/reports/facts";
import { type Html, html } from "./html";
import { paragraph, section, table } from "./parts";
import type { Words } from "./words-en";

/** Observations that are not failures but may interest somebody. Empty if there are none. */
export function noticesSection({ notices }: ReportFacts, words: Words): Html {
  if (notices.length === 0) return html``;
  const { title, about, head, kinds } = words.notices;
  const rows = notices.map(({ kind, path, detail }) => [
    kinds[kind],
    html`<code>${path}</code>`,
    html`<span lang="en">${detail}</span>`,
  ]);
  return section(
    title,
    paragraph(about),
    table(
      title,
      head.map((name) => ({ name })),
      rows,
    ),
  );
}
