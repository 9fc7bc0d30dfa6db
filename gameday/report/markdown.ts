import type { Report } from "../report";
import { costSentence, costTable, uncountedTable } from "./cost";
import { instant } from "./format";
import * as tables from "./tables";

/** The report for a pull request or a wiki: the same facts as the page, without its charts. */
export function renderMarkdown(report: Report): string {
    const { verdict, drill, platform, run, clock, loss, warnings } = report;
    const mark = tables.shapes[tables.resultStatus(verdict.result)];
    const blocks = [
        `# ${mark} ${verdict.result}: ${escape(verdict.sentence)}`,
        list(verdict.reasons),
        escape(drill.question),
        `Drill ${escape(drill.name)} on stack ${escape(platform.stack)} (${escape(platform.name)}), ${instant(run.startedAt)} to ${instant(run.endedAt)}, clock ${escape(clock.note)}.`,
        "## Promises",
        table(tables.promisesTable(report)),
        "## Recovery time",
        table(tables.outagesTable(report)),
        "## Phases, against the prediction",
        escape(tables.predictionSentence(report)),
        table(tables.phasesTable(report)),
        "## Loss",
        escape(tables.lossSentence(report)),
        escape(tables.oldPrimarySentence(report)),
        table(tables.lossTable(report)),
        lostOrders(loss.lostOrders),
        ...costBlocks(report),
        "## What is real, what is imitated",
        table(tables.realismTable(report)),
        "## Before the fault",
        table(tables.preflightTable(report)),
        "## How to repeat it",
        fenced(run.command),
        table(tables.repeatTable(report)),
        "## Warnings",
        warnings.length === 0 ? "None." : list(warnings),
    ];
    return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function costBlocks({ cost }: Report): string[] {
    return cost === undefined
        ? []
        : ["## Cost", escape(costSentence(cost)), table(costTable(cost)), table(uncountedTable(cost))];
}

function table({ columns, rows, empty }: tables.Table): string {
    if (rows.length === 0) {
        return empty;
    }
    const lines = [
        columns.map(({ title }) => title),
        columns.map(({ align }) => (align === "right" ? "--:" : ":--")),
        ...rows.map((row) => row.map((cell) => escape(tables.cellText(cell)))),
    ];
    return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** GitHub's page limits a comment to 65,536 characters: many ids stay in report.json. */
const idsShown = 100;

function lostOrders(orders: readonly string[]): string {
    if (orders.length === 0) {
        return "";
    }
    const more = orders.length > idsShown ? `\n- and ${(orders.length - idsShown).toFixed()} more in report.json` : "";
    const ids = `Orders reported lost:\n\n${list(orders.slice(0, idsShown))}${more}`;
    return orders.length <= tables.mostIdsOpen
        ? ids
        : `<details><summary>Orders reported lost (${orders.length.toFixed()})</summary>\n\n${ids}\n\n</details>`;
}

function list(items: readonly string[]): string {
    return items.map((item) => `- ${escape(item)}`).join("\n");
}

/** A fence longer than any run of backticks inside. */
function fenced(text: string): string {
    const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2);
    const fence = "`".repeat(longest + 1);
    return `${fence}sh\n${text}\n${fence}`;
}

/** Text stays text: no HTML, links, emphasis, cells or lines that the writer of it did not mean. */
function escape(text: string): string {
    return text
        .replaceAll(/\s+/g, " ")
        .replaceAll(/[\\`*_[\]|~]/g, String.raw`\$&`)
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll("@", "&#64;");
}
