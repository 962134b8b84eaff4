import { expect, test } from "vitest";
import { html } from "./html";

test("a company's name is shown as text, with any characters", () => {
  const name = `<script>alert("1")</script> & Söhne's`;
  expect(html`<p title="${name}">${name}</p>`.text).not.toMatch(/<script|"1"|'s/);
  expect(html`<p>${"a < b & c"}</p>`.text).toBe("<p>a &#60; b &#38; c</p>");
});

test("HTML within HTML is kept, and absent values leave nothing", () => {
  expect(html`<ul>${[1, 2].map((each) => html`<li>${each}</li>`)}${undefined}${false}</ul>`.text).toBe(
    "<ul><li>1</li><li>2</li></ul>",
  );
});
