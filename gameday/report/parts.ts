import { html, Markup } from "./markup";
import type { Cell, Column, Status, Table } from "./tables";

const outlines: { readonly [status in Status]: string } = {
    // A tick in a circle, a cross in an octagon, a question mark in a diamond: told apart without colour.
    good: '<circle cx="12" cy="12" r="10"/><path d="M7 12.5l3.5 3.5L17 9"/>',
    bad: '<path d="M8 2h8l6 6v8l-6 6H8l-6-6V8z"/><path d="M8.5 8.5l7 7m0-7l-7 7"/>',
    unknown: '<path d="M12 1.5L22.5 12 12 22.5 1.5 12z"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.9-1.1 1.7m0 2.6v.4"/>',
};

/** A shape that says the same as the word beside it. */
export function shape(status: Status): Markup {
    return new Markup(
        '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" ' +
            `stroke-linejoin="round" aria-hidden="true">${outlines[status]}</svg>`,
    );
}

/** How a table behaves in a narrow window: `fits` shrinks, `wide` scrolls in its own box and says so. */
export type Fit = "fits" | "wide";

export function renderTable(table: Table, fit: Fit): Markup {
    if (table.rows.length === 0) {
        return html`<p class="nothing">${table.empty}</p>`;
    }
    const hint = fit === "wide" ? html`<p class="hint">This table scrolls sideways.</p>` : html``;
    const box =
        fit === "wide"
            ? html`<div class="scroll wide" role="group" aria-label="${table.caption}, scrolls sideways" tabindex="0">`
            : html`<div class="scroll fits">`;
    return html`${hint}${box}
<table><caption>${table.caption}</caption>
<thead><tr>${table.columns.map(({ title, align }) => html`<th scope="col" class="${align}">${title}</th>`)}</tr></thead>
<tbody>
${table.rows.map((row) => html`<tr>${row.map((cell, index) => renderCell(cell, table.columns[index], index === 0))}</tr>
`)}</tbody></table></div>
`;
}

function renderCell(cell: Cell, column: Column | undefined, isFirst: boolean): Markup {
    const content =
        typeof cell === "string"
            ? html`${cell}`
            : html`<span class="status ${cell.status}">${shape(cell.status)}${cell.text}</span>`;
    return isFirst
        ? html`<th scope="row">${content}</th>`
        : html`<td class="${column?.align ?? "left"}">${content}</td>`;
}

export function section(id: string, title: string, content: readonly Markup[]): Markup {
    return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${content}</section>
`;
}

export function paragraph(text: string): Markup {
    return text === "" ? html`` : html`<p>${text}</p>
`;
}
