import { type Html, html } from "./html";

export interface BarPart {
  readonly value: number;
  /** Name of a CSS variable, `--series-1`, so that one picture serves the light and the dark scheme. */
  readonly colour: string;
}

/** The page stretches the bar to its own width. */
const BAR = { width: 1_000, height: 20 };

/**
 * One stacked bar without words, since the table below it explains the colours. The part of `whole` that no part fills keeps
 * the background colour.
 */
export function stackedBar(label: string, parts: readonly BarPart[], whole: number): Html {
  let filled = 0;
  const rectangles = parts
    .filter(({ value }) => value > 0)
    .map(({ value, colour }) => {
      const x = filled;
      filled += (value / whole) * BAR.width;
      return html`<rect x="${round(x)}" width="${round(filled - x)}" height="${BAR.height}" fill="var(${colour})"/>`;
    });
  return html`<svg role="img" aria-label="${label}" class="bar" viewBox="0 0 ${BAR.width} ${BAR.height}" preserveAspectRatio="none">${rectangles}</svg>`;
}

/** 1/100,000 of the bar is finer than a screen can show. */
function round(length: number): number {
  return Math.round(length * 100) / 100;
}
