import { lightAndDark, onPaper } from "../../plan/page-look";

/** The style of the page: that of every page, one column, numbers at the right. */
export const style = `
${lightAndDark}
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 8px; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin: 48px 0 8px; padding-top: 16px; border-top: 1px solid var(--line); }
p { max-width: 72ch; margin: 0 0 12px; overflow-wrap: anywhere; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.total { font-size: 2.25rem; font-weight: 650; font-variant-numeric: tabular-nums; line-height: 1.1; margin: 12px 0 4px; }
.facts { color: var(--muted); font-size: 0.875rem; max-width: 100ch; }
.whole { white-space: nowrap; }
.careful { background: var(--bad-paper); color: var(--bad); border-radius: 6px; padding: 8px 12px; }
figure { margin: 24px 0 0; }
figcaption { color: var(--muted); font-size: 0.875rem; }
.chart { display: none; width: 100%; height: auto; font-family: inherit; overflow: visible; }
.chart.narrow { display: block; max-width: 480px; }
.key { display: flex; flex-wrap: wrap; gap: 2px 20px; list-style: none; margin: 8px 0; padding: 0; font-size: 0.9375rem; font-variant-numeric: tabular-nums; }
.key li { display: inline-flex; flex-wrap: wrap; align-items: baseline; gap: 0 8px; }
.swatch { width: 14px; height: 14px; border-radius: 3px; align-self: center; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; font-variant-numeric: tabular-nums; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { text-align: left; vertical-align: top; padding: 6px 16px 6px 0; border-bottom: 1px solid var(--grid); overflow-wrap: anywhere; font-weight: 400; }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-size: 0.8125rem; font-weight: 600; color: var(--muted); border-bottom-color: var(--line); }
.right { text-align: right; overflow-wrap: normal; }
tr.group th, tr.group td { font-weight: 600; padding-top: 14px; }
tr.line td { color: var(--muted); border-bottom-color: transparent; padding-top: 1px; padding-bottom: 1px; }
td.indent { padding-left: 12px; }
.by { display: block; color: var(--muted); font-size: 0.875rem; }
details { margin: 10px 0; }
summary { cursor: pointer; font-weight: 600; font-variant-numeric: tabular-nums; }
ul.plain { padding-left: 20px; overflow-wrap: anywhere; }
@media (min-width: 720px) { main { padding: 40px 24px 80px; } .chart.narrow { display: none; } .chart.wide { display: block; } }
@media screen and (max-width: 719px) { table { font-size: 0.875rem; } th, td { padding-right: 8px; } }
@media print {
  ${onPaper}
  main { max-width: none; padding: 0; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .swatch, .chart { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
