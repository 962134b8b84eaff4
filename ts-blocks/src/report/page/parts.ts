import { type Html, html } from "./html";

export interface Column {
  readonly name: string;
  /** Right-aligned, with digits of equal width. */
  readonly number?: boolean;
}

/** The text, with no line break inside of days and times. */
export function dated(text: string): Html {
  const pieces = text.split(/(\d{4}-\d\d(?:-\d\d(?: \d\d:\d\d:\d\d UTC)?)?)/);
  return html`${pieces.map((piece, place) => (place % 2 === 0 ? piece : html`<span class="whole">${piece}</span>`))}`;
}

const cell = (content: Html | string): Html => (typeof content === "string" ? dated(content) : content);

/** A table that scrolls by itself if it is wider than the screen. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly (Html | string)[])[],
): Html {
  const kind = (place: number) => html`${columns[place]?.number === true && html` class="number"`}`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map(({ name }, place) => html`<th scope="col"${kind(place)}>${name}</th>`)}</tr></thead>
<tbody>${rows.map(
    ([first, ...more]) =>
      html`<tr><th scope="row"${kind(0)}>${cell(first ?? "")}</th>${more.map((each, place) => html`<td${kind(place + 1)}>${cell(each)}</td>`)}</tr>
`,
  )}</tbody>
</table></div>`;
}

/** Columns of words. */
export function named(names: readonly string[]): Column[] {
  return names.map((name) => ({ name }));
}

/** Columns of which all but the first are numbers. */
export function numbers(names: readonly string[]): Column[] {
  return names.map((name, place) => ({ name, number: place > 0 }));
}

/** A patch of colour that shows which part of a picture a line of a table belongs to. */
export function swatch(colour: string, name: string): Html {
  return html`<span class="swatch" style="background:var(${colour})"></span>${name}`;
}

export function section(title: string, ...content: readonly (Html | undefined | false)[]): Html {
  return html`<section><h2>${title}</h2>
${content}
</section>
`;
}

export function folded(summary: string, content: Html, open = false): Html {
  return html`<details${open && html` open`}><summary>${summary}</summary>
${content}
</details>`;
}

export const paragraph = (text: string): Html => html`<p>${dated(text)}</p>`;
export const note = (text: string): Html => html`<p class="note">${text}</p>`;
export const heading = (text: string): Html => html`<h3>${text}</h3>`;
