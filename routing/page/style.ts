import { lightAndDark, onPaper } from "../../plan/page-look";

/** From how many pixels of the window on a tree stands on its side, by the number of its cards from left to right. */
const widths: readonly (readonly [depth: number, pixels: number])[] = [
    [2, 640],
    [3, 900],
    [4, 1160],
];

const gapPixels = 56;

const sideways = (depth: number) => `
  .depth-${depth}, .depth-${depth} .branch { display: flex; align-items: center; }
  .depth-${depth} .card { width: min(380px, calc((min(100vw, 1280px) - 64px - ${(depth - 1) * gapPixels}px) / ${depth})); flex: none; }
  .depth-${depth} .branch > ul { padding-left: ${gapPixels}px; }`;

/** The page's style, on the ground that all pages share. */
export const style = `
${lightAndDark}
main { max-width: 1280px; margin: 0 auto; padding: 24px 16px 64px; }
h1, p, li { overflow-wrap: anywhere; }
h1 { font-size: 1.375rem; line-height: 1.4; font-weight: 600; margin: 0 0 8px; max-width: 64ch; text-wrap: pretty; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 40px 0 4px; padding-top: 20px; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0; }
h3.spaced { margin-top: 28px; }
p { margin: 0 0 8px; }
ul { list-style: none; margin: 0; padding: 0; }
button, select, input { font: inherit; color: inherit; }
button { cursor: pointer; text-align: left; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.verdict { min-height: 8rem; }
.word {
  display: inline-flex; align-items: center; gap: 8px; padding: 2px 12px 2px 8px; margin-right: 6px; border-radius: 6px;
  font-weight: 700; letter-spacing: 0.02em;
}
.word svg { width: 22px; height: 22px; }
.good { color: var(--good); } .bad { color: var(--bad); } .unknown { color: var(--unknown); }
.word.good { background: var(--good-paper); } .word.bad { background: var(--bad-paper); } .word.unknown { background: var(--unknown-paper); }
.status { display: inline-flex; align-items: center; gap: 5px; font-weight: 600; font-size: 0.8125rem; white-space: nowrap; }
.status svg { width: 15px; height: 15px; flex: none; }
.facts { color: var(--muted); font-size: 0.875rem; max-width: 96ch; }
.question { color: var(--muted); }
.nothing { color: var(--muted); font-style: italic; }
.presets { display: flex; flex-wrap: wrap; gap: 8px; margin: 12px 0 16px; }
.preset { border: 1px solid var(--line); background: var(--raised); border-radius: 999px; padding: 5px 14px; min-height: 36px; }
.preset[aria-pressed="true"] { background: var(--ink); color: var(--paper); border-color: var(--ink); }
.regions { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr)); gap: 12px; align-items: start; }
.region { border: 1px solid var(--line); border-top: 5px solid var(--tone, var(--line)); border-radius: 10px; padding: 10px; background: var(--paper); min-width: 0; }
.region.all, .region.some { background: var(--bad-paper); }
.region > h3 { padding: 0 2px 6px; }
.region-switch { display: flex; align-items: center; gap: 10px; width: 100%; min-height: 44px; padding: 6px 10px; border-radius: 8px; border: 1px solid var(--line); background: var(--raised); font-weight: 700; }
.region-switch[aria-pressed="true"] { background: var(--paper); border-color: var(--bad); }
.grow { flex: 1; }
.swatch { width: 14px; height: 14px; flex: none; border-radius: 3px; background: var(--tone); }
.switches { display: grid; gap: 6px; }
.switch {
  display: flex; align-items: center; gap: 8px; width: 100%; min-height: 36px; padding: 5px 10px; border-radius: 8px;
  border: 1px solid var(--line); background: var(--paper); font-size: 0.8125rem; line-height: 1.35; margin: 0;
}
.switch .kind { color: var(--muted); flex: none; }
.switch .named { flex: 1; min-width: 0; overflow-wrap: anywhere; font-weight: 600; }
.switch[aria-pressed="true"] { border-color: var(--bad); background: var(--bad-paper); }
.computed { border-style: dotted; }
@media (hover: hover) { button.switch:hover, .region-switch:hover, .preset:hover, .cell:hover { border-color: var(--link); } }
.scroll { overflow-x: auto; max-width: 100%; margin: 12px 0; padding: 3px; }
table { border-collapse: collapse; font-size: 0.9375rem; font-variant-numeric: tabular-nums; position: relative; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { text-align: left; vertical-align: top; }
thead th { font-size: 0.8125rem; font-weight: 600; color: var(--muted); padding: 0 16px 6px 0; }
.whole { display: inline-block; max-width: 100%; }
.matrix { width: 100%; border-collapse: separate; border-spacing: 0 6px; }
.matrix tbody th { font-weight: 600; padding: 10px 16px 10px 0; width: 26%; }
.matrix td { padding: 0 8px 0 0; height: 1px; }
.cell { display: grid; gap: 3px; align-content: start; width: 100%; height: 100%; min-height: 64px; min-width: 170px; padding: 9px 12px; border-radius: 8px; border: 1px solid var(--line); background: var(--paper); }
.cell[aria-pressed="true"] { border-color: var(--ink); box-shadow: inset 0 0 0 1px var(--ink); }
.cell.changed { background: var(--raised); }
.cell .from { display: none; color: var(--muted); font-size: 0.75rem; }
.outcome { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 8px; overflow-wrap: anywhere; }
.was { color: var(--muted); font-size: 0.8125rem; }
.bar { display: flex; gap: 2px; height: 8px; margin: 2px 0 3px; border-radius: 4px; overflow: hidden; }
.bar i { display: block; flex: 1 1 0; min-width: 3px; background: var(--tone); }
.bar i.dead { background: repeating-linear-gradient(135deg, var(--tone) 0 4px, var(--paper) 4px 8px); }
.question-form { display: flex; flex-wrap: wrap; gap: 12px; margin: 12px 0 16px; align-items: end; }
.question-form label { display: grid; gap: 3px; font-size: 0.8125rem; color: var(--muted); min-width: 0; }
.question-form .wide { flex: 1 1 320px; max-width: 480px; }
.wide select { width: 100%; }
select, input { min-height: 40px; padding: 6px 10px; border: 1px solid var(--mark); border-radius: 8px; background: var(--paper); color: var(--ink); font-size: 1rem; max-width: 100%; }
::placeholder { color: var(--muted); opacity: 1; }
code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 0.875rem; overflow-wrap: anywhere; }
.shares { width: 100%; max-width: 860px; }
.shares th, .shares td { padding: 8px 20px 8px 0; border-bottom: 1px solid var(--grid); }
.shares tbody th { font-weight: 400; }
.shares .right { text-align: right; white-space: nowrap; }
.gone th, .gone td { color: var(--muted); }
.tree { position: relative; margin: 12px 0; padding: 4px 0; }
.wires { position: absolute; inset: 0 auto auto 0; z-index: 0; overflow: visible; pointer-events: none; }
.wires path { fill: none; stroke-linecap: round; }
.wires .unused { stroke-dasharray: 4 4; }
.tree .card { position: relative; z-index: 1; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 10px 12px; margin: 6px 0; }
.tree .chosen { border-color: var(--tone, var(--mark)); box-shadow: inset 5px 0 0 var(--tone, var(--mark)); padding-left: 16px; }
.tree .unhealthy { border: 1px dashed var(--bad); }
.tree .idle { background: var(--raised); }
.branch > ul { padding-left: 22px; }
.tree:not(.wired) .branch > ul { border-left: 2px solid var(--line); margin-left: 10px; }
.standing { display: flex; justify-content: space-between; align-items: baseline; gap: 8px; margin: 0 0 2px; }
.share { font-variant-numeric: tabular-nums; font-size: 1.0625rem; }
.label { font-weight: 600; margin: 0 0 2px; }
.reason { color: var(--muted); font-size: 0.8125rem; line-height: 1.4; margin: 2px 0 6px; }
.reason:last-child { margin-bottom: 0; }
.group { margin: 0; }
.policy { display: block; color: var(--muted); font-size: 0.8125rem; }
.next { border-top: 1px solid var(--grid); margin-top: 8px; padding-top: 8px; font-size: 0.9375rem; }
.fail-open { font-size: 0.8125rem; margin: 4px 0 0; color: var(--muted); }
.values { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 0.8125rem; margin-top: 6px; }
.children { padding-left: 12px; border-left: 2px solid var(--grid); }
.switch { flex-wrap: wrap; }
.card .switch { margin-top: 6px; }
summary { cursor: pointer; color: var(--muted); font-size: 0.8125rem; padding: 4px 0; }
.switch .kind { flex: 1; }
.switch .named { flex: none; order: 3; width: 100%; }
.words { padding-left: 22px; max-width: 80ch; margin: 8px 0; }
.words li { margin-bottom: 8px; }
.told { display: block; color: var(--muted); }
@media (min-width: 600px) { main { padding: 32px 24px 80px; } h1 { font-size: 1.625rem; } }
${widths.map(([depth, pixels]) => `@media (min-width: ${pixels}px) {${sideways(depth)}\n}`).join("\n")}
@media (max-width: 719px) {
  .scroll { overflow: visible; padding: 0; }
  .matrix, .matrix tbody, .matrix tr, .matrix td, .matrix tbody th { display: block; width: auto; max-width: none; height: auto; }
  .matrix thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .matrix tbody th { padding: 8px 0 4px; }
  .matrix td { padding: 0 0 6px; }
  .cell .from { display: block; }
  .shares, .shares tbody { display: block; }
  .shares thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .shares tr { display: grid; grid-template-columns: repeat(3, 1fr); gap: 2px 12px; padding: 10px 0; border-bottom: 1px solid var(--grid); }
  .shares tbody th { grid-column: 1 / -1; display: block; padding: 0; border: 0; }
  .shares td { display: block; padding: 0; border: 0; }
  .shares .right { text-align: left; }
  .shares td::before { content: attr(data-title); display: block; color: var(--muted); font-size: 0.75rem; font-weight: 400; }
}
@media (prefers-reduced-motion: no-preference) { .card, .cell, .region, .switch { transition: background-color 0.15s, border-color 0.15s; } }
@media print {
  ${onPaper}
  main { max-width: none; padding: 0; }
  .question-form, .presets { display: none; }
  .card, .region, tr { break-inside: avoid; }
  .word, .bar i, .swatch, .region { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
