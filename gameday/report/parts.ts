import { type Markup, markup } from "../../plan/markup";
import { shape } from "../../plan/page-look";
import type { Cell, Column, Table } from "./tables";

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
