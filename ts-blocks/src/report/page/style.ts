/** Every pair of text and background has a contrast of at least 4.5 in both schemes. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f5f6f8; --surface: #ffffff; --ink: #1c2128; --muted: #59636e; --line: #d5dae0; --track: #e3e7ec; --link: #0b57a4;
  --good: #17663b; --good-ground: #e5f4ea; --warn: #7a5200; --warn-ground: #fdf3dc; --bad: #b3261e; --bad-ground: #fce9e7;
  --heat-0: #e9edf1; --heat-1: #c5dff1; --heat-2: #8fc1e3; --heat-3: #4f9bcf; --heat-4: #1f6fae; --heat-5: #0b4478;
  --series-1: #1f6fae; --series-2: #5fa8a0; --series-3: #8a6bb8; --series-4: #c4622d; --series-5: #8b95a1;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #101418; --surface: #191e24; --ink: #e6e9ed; --muted: #a3adb8; --line: #343c46; --track: #2b323b; --link: #8ec5f7;
    --good: #6fd39b; --good-ground: #15301f; --warn: #e6b95a; --warn-ground: #33280f; --bad: #ff9a91; --bad-ground: #3b1a18;
    --heat-0: #262d35; --heat-1: #1c3f5c; --heat-2: #225d8a; --heat-3: #3380b9; --heat-4: #65acdf; --heat-5: #b5dcf8;
    --series-1: #4f9bd6; --series-2: #57b3a6; --series-3: #a98bd6; --series-4: #e08a55; --series-5: #8f99a5;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
.language { max-width: 66rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
html[lang=en]:not(:has(#es:target)) #es, html[lang=es]:has(#en:target) #es { display: none; }
html[lang=es]:not(:has(#en:target)) #en, html[lang=en]:has(#es:target) #en { display: none; }
header { display: flex; flex-wrap: wrap; gap: .5rem 2rem; justify-content: space-between; align-items: flex-start; margin-bottom: 1.25rem; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 1.7rem; margin: .1rem 0 .25rem; }
h2 { font-size: 1.25rem; margin: 0 0 .75rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
p { margin: 0 0 .75rem; max-width: 46rem; }
.company, .range { margin: 0; color: var(--muted); }
nav { display: flex; border: 1px solid var(--line); border-radius: .5rem; overflow: hidden; background: var(--surface); }
nav a { padding: .35rem .8rem; color: var(--link); text-decoration: none; }
nav a[aria-current] { background: var(--ink); color: var(--surface); }
a:focus-visible, summary:focus-visible, .scroll:focus-visible, pre:focus-visible { outline: 3px solid var(--link); outline-offset: -3px; }
.verdict { display: flex; gap: 1rem; padding: 1.25rem; border-radius: .75rem; border-left: .4rem solid; margin-bottom: 1rem; }
.verdict h2 { font-size: 1.4rem; margin-bottom: .35rem; }
.verdict p { color: var(--ink); overflow-wrap: anywhere; }
.verdict p:last-child { margin-bottom: 0; }
.verdict ul { margin: 0 0 .75rem; padding-left: 1.25rem; color: var(--ink); }
.verdict .sign { flex: none; width: 2.25rem; height: 2.25rem; border-radius: 50%; display: grid; place-items: center; font-weight: 700; font-size: 1.25rem; line-height: 1; color: var(--surface); margin: 0; }
.good { background: var(--good-ground); border-color: var(--good); color: var(--good); } .good .sign { background: var(--good); }
.warn { background: var(--warn-ground); border-color: var(--warn); color: var(--warn); } .warn .sign { background: var(--warn); }
.bad { background: var(--bad-ground); border-color: var(--bad); color: var(--bad); } .bad .sign { background: var(--bad); }
.tiles { list-style: none; margin: 0 0 1rem; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; }
.tiles li { background: var(--surface); border: 1px solid var(--line); border-radius: .75rem; padding: .75rem 1rem; }
.tiles strong { display: block; font-size: 1.5rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tiles span { color: var(--muted); font-size: .875rem; }
section { background: var(--surface); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; margin-bottom: 1rem; }
section > :last-child { margin-bottom: 0; }
dl { margin: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: .5rem 2rem; }
dt { color: var(--muted); font-size: .875rem; }
dd { margin: 0; overflow-wrap: anywhere; }
svg { display: block; width: 100%; }
svg.bar { height: 1.25rem; background: var(--track); border-radius: .3rem; margin-bottom: .5rem; }
.calendars { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1rem 2rem; margin-bottom: .75rem; }
figure { margin: 0; }
svg.bar rect { stroke: var(--surface); }
svg.heat { max-width: 32rem; }
svg.heat text { fill: var(--muted); font-size: 10px; dominant-baseline: central; }
.months { fill: none; stroke: var(--muted); }
.heat-0 { fill: var(--heat-0); } .heat-1 { fill: var(--heat-1); } .heat-2 { fill: var(--heat-2); } .heat-3 { fill: var(--heat-3); } .heat-4 { fill: var(--heat-4); } .heat-5 { fill: var(--heat-5); }
svg .not-complete, svg .unproven, svg .unread { pointer-events: none; }
svg .not-complete { fill: var(--bad); } svg .unproven { fill: var(--ink); stroke: var(--surface); } svg .unread { stroke: var(--muted); stroke-width: 1.3; }
figcaption { font-weight: 600; font-size: .875rem; margin-bottom: .25rem; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0 0 .75rem; padding: 0; font-size: .875rem; color: var(--muted); }
.swatch { display: inline-block; width: .8rem; height: .8rem; border-radius: .15rem; margin-right: .45rem; border: 1px solid var(--line); }
.mark { display: inline-block; margin-right: .4rem; } .mark.not-complete { color: var(--bad); }
.note { color: var(--muted); font-size: .875rem; }
.whole { white-space: nowrap; }
.scroll { overflow-x: auto; margin-bottom: .75rem; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); font-weight: 400; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--muted); font-size: .8125rem; vertical-align: bottom; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.number .words { white-space: normal; }
thead .number { white-space: normal; }
td p { margin: 0; }
section a { color: var(--link); }
td svg.bar { min-width: 7rem; height: .9rem; margin: .3rem 0; }
details { margin-bottom: .5rem; }
summary { cursor: pointer; color: var(--link); padding: .25rem 0; }
.points { list-style: none; margin: 0; padding: 0; }
.point { display: grid; grid-template-columns: 5.5rem 1fr; gap: 0 1rem; padding: .75rem 0; border-top: 1px solid var(--line); }
.point > div { min-width: 0; }
.point h3 { margin: 0 0 .15rem; } .point p { margin: 0 0 .25rem; }
.badge { justify-self: start; align-self: start; padding: .05rem .6rem; border-radius: 1rem; font-size: .875rem; font-weight: 600; }
.badge.passed { background: var(--good-ground); color: var(--good); }
.badge.failed { background: var(--bad-ground); color: var(--bad); }
.badge.open, .badge.noted { background: var(--warn-ground); color: var(--warn); }
pre { overflow-x: auto; background: var(--ground); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem; font-size: .8125rem; line-height: 1.45; }
code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
footer { color: var(--muted); font-size: .875rem; } footer p { overflow-wrap: anywhere; max-width: none; }
@media (max-width: 40rem) {
  .language { padding: 1rem .75rem 2rem; }
  section, .verdict { padding: 1rem .9rem; }
  .verdict { gap: .75rem; }
  h1 { font-size: 1.4rem; }
  .point { grid-template-columns: 1fr; }
  .badge { margin-bottom: .25rem !important; }
  table { font-size: .875rem; }
  td, th { padding-right: .5rem; }
}
@media print {
  :root { color-scheme: light; --ground: #fff; --surface: #fff; }
  body { font-size: 11pt; }
  .language { max-width: none; padding: 0; }
  nav { display: none; }
  dl, .calendars { grid-template-columns: 1fr 1fr; }
  .tiles { grid-template-columns: repeat(3, 1fr); }
  section, .verdict, .tiles li { border-radius: 0; }
  section { border-width: 1px 0 0; padding: .75rem 0; }
  figure, .point, tr, .tiles li, .verdict { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .scroll { overflow: visible; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`;
