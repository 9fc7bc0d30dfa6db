import CliTable from "cli-table3";
import picocolors from "picocolors";
import type { Status } from "../../plan/page-look";
import type { Report } from "../report";
import { costLine } from "./cost";
import { coloursWanted } from "../../plan/terminal";
import * as tables from "./tables";

/** Columns of the terminal that a report fits in. */
const terminalColumns = 100;

const borders = {
    ...{ top: "", "top-mid": "", "top-left": "", "top-right": "", bottom: "", "bottom-mid": "", "bottom-left": "" },
    ...{
        "bottom-right": "",
        left: "",
        "left-mid": "",
        mid: "",
        "mid-mid": "",
        right: "",
        "right-mid": "",
        middle: "  ",
    },
};

/** What a terminal shows of a report: tables within 100 columns, reasons, and the verdict as the last line. */
export function summaryLines(report: Report, colours = coloursWanted()): string[] {
    const colour = picocolors.createColors(colours);
    const paint = { good: colour.green, bad: colour.red, unknown: colour.yellow };
    const status = tables.resultStatus(report.verdict.result);
    const sheets = [tables.promisesTable(report), tables.outagesTable(report), tables.phasesTable(report)];
    const warnings = report.warnings.flatMap((warning) => wrap(`warning: ${printable(warning)}`));
    const word = `${tables.shapes[status]} ${report.verdict.result}`;
    return [
        ...sheets.flatMap((sheet) => [colour.bold(sheet.caption), ...tableLines(sheet, paint), ""]),
        ...wrap(tables.lossSentence(report)),
        ...(report.cost === undefined ? [] : wrap(costLine(report.cost))),
        ...warnings,
        ...report.verdict.reasons.flatMap((reason) => wrap(`because: ${printable(reason)}`)),
        "",
        `${colour.bold(paint[status](word))}  ${printable(report.verdict.sentence)}`,
    ];
}

type Paint = { readonly [status in Status]: (text: string) => string };

function tableLines({ columns, rows, empty }: tables.Table, paint: Paint): string[] {
    if (rows.length === 0) {
        return [`  ${empty}`];
    }
    const shown = columns.flatMap((column, index) => (column.detail === true ? [] : [{ ...column, index }]));
    const drawn = new CliTable({
        head: shown.map(({ title }) => title),
        colAligns: shown.map(({ align }) => align),
        chars: borders,
        style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    });
    for (const row of rows) {
        drawn.push(shown.map(({ index }) => painted(row[index] ?? "", paint)));
    }
    return drawn
        .toString()
        .split("\n")
        .map((line) => `  ${line.trimEnd()}`);
}

const labelCharacters = 36;

function painted(cell: tables.Cell, paint: Paint): string {
    const text = printable(tables.cellText(cell));
    const short = text.length > labelCharacters ? `${text.slice(0, labelCharacters - 1)}…` : text;
    return typeof cell === "string" ? short : paint[cell.status](short);
}

/** Data must not steer the terminal. */
function printable(text: string): string {
    return text.replaceAll(/\p{Cc}/gu, " ");
}

function wrap(text: string): string[] {
    const lines: string[] = [];
    let line = "";
    for (const word of text.split(" ")) {
        if (line !== "" && line.length + 1 + word.length > terminalColumns) {
            lines.push(line);
            line = `  ${word}`;
        } else {
            line = line === "" ? word : `${line} ${word}`;
        }
    }
    return [...lines, line];
}
