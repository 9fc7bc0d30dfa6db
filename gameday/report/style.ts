import { lightAndDark, onPaper } from "../../plan/page-look";

/**
 * The page's style: system fonts, one column, charts as wide as the window up to 1,120 px. Colours are named once and
 * have a second value for dark windows; a region's colour is the same in both, since it is the region's name.
 */
export const style = `
${lightAndDark}
h1, h2, h3, p, li { max-width: 72ch; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.35; font-weight: 600; margin: 0 0 16px; max-width: 60ch; text-wrap: pretty; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 56px 0 8px; padding-top: 20px; border-top: 1px solid var(--line); max-width: none; }
h3 { font-size: 1rem; margin: 0 0 2px; }
p { margin: 0 0 12px; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.verdict { padding-bottom: 4px; }
.word {
  display: inline-flex; align-items: center; gap: 8px; padding: 2px 12px 2px 8px; margin-right: 6px; border-radius: 6px;
  font-weight: 700; letter-spacing: 0.02em; vertical-align: baseline;
}
.word svg { width: 22px; height: 22px; }
.good { color: var(--good); } .bad { color: var(--bad); } .unknown { color: var(--unknown); }
.word.good { background: var(--good-paper); } .word.bad { background: var(--bad-paper); } .word.unknown { background: var(--unknown-paper); }
.status { display: inline-flex; align-items: center; gap: 6px; font-weight: 600; }
.status svg { width: 16px; height: 16px; flex: none; }
.facts { color: var(--muted); font-size: 0.875rem; }
.contents { margin: 16px 0 0; }
.contents ul { display: flex; flex-wrap: wrap; gap: 4px 18px; list-style: none; margin: 0; padding: 0; font-size: 0.875rem; }
.scroll { overflow-x: auto; margin: 12px 0; max-width: 100%; }
.hint { display: none; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; font-variant-numeric: tabular-nums; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { text-align: left; vertical-align: top; padding: 8px 20px 8px 0; border-bottom: 1px solid var(--grid); }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-size: 0.8125rem; font-weight: 600; color: var(--muted); border-bottom-color: var(--line); vertical-align: bottom; }
tbody th { font-weight: 400; }
.right { text-align: right; white-space: nowrap; }
td, tbody th { overflow-wrap: break-word; }
.right + .left { padding-left: 8px; }
td:last-child { overflow-wrap: anywhere; }
table { position: relative; margin: 12px 0; }
figure { margin: 28px 0 0; break-inside: avoid; }
figcaption p { color: var(--muted); font-size: 0.875rem; max-width: 96ch; margin: 0 0 6px; }
.chart { display: none; width: 100%; height: auto; font-family: inherit; font-variant-numeric: tabular-nums; overflow: visible; }
.chart.narrow { display: block; max-width: 480px; }
.nothing { color: var(--muted); font-style: italic; }
.key { display: flex; flex-wrap: wrap; gap: 2px 20px; list-style: none; margin: 10px 0; padding: 0; font-size: 0.9375rem; }
.key li { display: inline-flex; align-items: baseline; gap: 8px; }
.swatch { width: 14px; height: 14px; flex: none; align-self: center; border-radius: 3px; }
.whole { white-space: nowrap; }
.state { white-space: nowrap; }
.key b { flex: none; overflow-wrap: normal; white-space: nowrap; font-variant-numeric: tabular-nums; }
.diagram { background: var(--paper); border: 1px solid var(--line); border-radius: 8px; padding: 12px; }
.diagram img { display: block; width: 100%; min-width: var(--least); height: auto; margin: 0 auto; }
pre { background: var(--raised); border-radius: 8px; padding: 12px 16px; margin: 12px 0; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.875rem; }
code, .ids { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 0.875rem; }
.ids { columns: 20rem; padding-left: 20px; overflow-wrap: anywhere; }
details { margin: 12px 0; }
summary { cursor: pointer; font-weight: 600; }
@media (min-width: 600px) {
  main { padding: 40px 24px 80px; }
  h1 { font-size: 1.75rem; }
  .chart.narrow { display: none; } .chart.medium { display: block; }
}
@media (min-width: 1000px) { .chart.medium { display: none; } .chart.wide { display: block; } }
@media (min-width: 800px) { .diagram img { max-width: 960px; } }
@media screen and (max-width: 719px) {
  .diagram { padding: 6px 4px; }
  .hint { display: block; color: var(--muted); font-size: 0.8125rem; margin: 12px 0 -8px; }
  table, tbody { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr { display: grid; gap: 4px 12px; padding: 12px 0; border-bottom: 1px solid var(--grid); }
  .figures tbody tr { grid-template-columns: minmax(0, 0.8fr) minmax(0, 1.15fr) minmax(0, 1.05fr); }
  .sentences tbody tr { grid-template-columns: minmax(0, 1fr) auto; }
  tbody th, td.left, td.right, .right + .left { display: block; padding: 0; border: 0; text-align: left; white-space: normal; }
  tbody th { font-weight: 600; grid-column: 1 / -1; }
  .figures td::before { content: attr(data-title); display: block; color: var(--muted); font-size: 0.75rem; }
  .figures td.left, .sentences td.left { grid-column: 1 / -1; }
  td.left:empty { display: none; }
  .figures td.left { color: var(--muted); font-size: 0.875rem; }
  .figures td.right { font-size: 0.875rem; }
  .figures tr:has(.state) th { grid-column: 1 / 3; }
  .figures td.state.left { grid-column: 3; grid-row: 1; justify-self: end; }
  .figures td.state::before { content: none; }
  .sentences tr:has(.state, .right) th { grid-column: 1; }
  .sentences tr:has(th .state) th { grid-column: 1; }
  .sentences td.right, .sentences td.state.left { grid-column: 2; grid-row: 1; }
  .sentences td.left[data-title]:not(.state)::before { content: attr(data-title) ": "; color: var(--muted); }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media print {
  ${onPaper}
  body { font-size: 11pt; }
  table { font-size: 8.5pt; }
  thead th { font-size: 8pt; }
  th, td { padding: 4px 10px 4px 0; }
  main { max-width: none; padding: 0; }
  .contents, .hint { display: none; }
  .scroll { overflow: visible; }
  .diagram img { min-width: 0; max-width: 16cm; }
  h2 { break-after: avoid; } tr, figure { break-inside: avoid; }
  .chart, .chart.narrow, .chart.wide { display: none; } .chart.medium { display: block; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .swatch, .word, .chart { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
