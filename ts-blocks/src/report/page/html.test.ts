import { expect, test } from "vitest";
import { html } from "./html";

test("a company's name is text, whatever it holds", () => {
  const name = `<script>alert("1")</script> & Söhne's`;
  expect(html`<p title="${name}">${name}</p>`.text).not.toMatch(/<script|"1"|'s/);
  expect(html`<p>${"a < b & c"}</p>`.text).toBe("<p>a &#60; b &#38; c</p>");
});

test("a piece of HTML inside another is kept, and what is absent leaves nothing", () => {
  expect(html`<ul>${[1, 2].map((each) => html`<li>${each}</li>`)}${undefined}${false}</ul>`.text).toBe(
    "<ul><li>1</li><li>2</li></ul>",
  );
});
