import { Markup, markup } from "./markup";
import type { Cell, Column, Status, Table } from "./tables";

const outlines: { readonly [status in Status]: string } = {
    // A tick in a circle, a cross in an octagon, a question mark in a diamond: told apart without colour.
    good: '<circle cx="12" cy="12" r="10"/><path d="M7 12.5l3.5 3.5L17 9"/>',
    bad: '<path d="M8 2h8l6 6v8l-6 6H8l-6-6V8z"/><path d="M8.5 8.5l7 7m0-7l-7 7"/>',
    unknown:
        '<path d="M12 1.5L22.5 12 12 22.5 1.5 12z"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.9-1.1 1.7m0 2.6v.4"/>',
};

/** A shape that says the same as the word beside it. */
export function shape(status: Status): Markup {
    return new Markup(
        '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" ' +
            `stroke-linejoin="round" aria-hidden="true">${outlines[status]}</svg>`,
    );
}

/** What a row becomes in a narrow window: figures in three columns under its name, or sentences one below another. */
export type Narrow = "figures" | "sentences";

/** Roles are spelled out because a table that a style lays out as blocks loses its own. */
export function renderTable(table: Table, narrow: Narrow): Markup {
    if (table.rows.length === 0) {
        return markup`<p class="nothing">${table.empty}</p>`;
    }
    const head = table.columns.map(
        ({ title, align }) => markup`<th role="columnheader" scope="col" class="${align}">${title}</th>`,
    );
    const rows = table.rows.map(
        (row) =>
            markup`<tr role="row">
                ${row.map((cell, index) => renderCell(cell, table.columns[index], index === 0))}
            </tr> `,
    );
    return markup`<table role="table" class="${narrow}">
        <caption>
            ${table.caption}
        </caption>
        <thead role="rowgroup">
            <tr role="row">
                ${head}
            </tr>
        </thead>
        <tbody role="rowgroup">
            ${rows}
        </tbody>
    </table> `;
}

function renderCell(cell: Cell, column: Column | undefined, isFirst: boolean): Markup {
    const { title, align } = column ?? { title: "", align: "left" };
    const name = column?.plain === true ? markup`` : markup` data-title="${title}"`;
    const content =
        typeof cell === "string"
            ? markup`${unbroken(cell)}`
            : markup`<span class="status ${cell.status}">${shape(cell.status)}${cell.text}</span>`;
    if (isFirst) {
        return markup`<th role="rowheader" scope="row">${content}</th>`;
    }
    const kind = typeof cell === "string" ? align : `${align} state`;
    return markup`<td role="cell" class="${kind}" ${name}>${content}</td>`;
}

export function section(id: string, title: string, content: readonly Markup[]): Markup {
    return markup`<section id="${id}" aria-labelledby="${id}-title">
        <h2 id="${id}-title">${title}</h2>
        ${content}
    </section> `;
}

export function paragraph(text: string): Markup {
    return text === "" ? markup`` : markup`<p>${unbroken(text)}</p> `;
}

/** Keeps a number with its unit, a range and the name of a region on one line. */
export function unbroken(text: string): Markup {
    const parts = text
        .split(whole)
        .map((part, index) => (index % 2 === 1 ? markup`<span class="whole">${part}</span>` : markup`${part}`));
    return markup`${parts}`;
}

const whole = /(\b\d[\d.,]*(?:[–-]\d[\d.,]*)?\u0020(?:s|ms|%)(?!\w)|\b[a-z]{2}(?:-[a-z]+)+-\d\b)/;
