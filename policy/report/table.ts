import picocolors from "picocolors";
import { groupBy } from "../../plan/group";
import type { CheckReport, Judgement } from "../check-plan";
import type { Rule } from "../rule";
import { byRule, placeName, severities, summary, type CheckSource } from "./places";

/** Columns of a terminal that prose may use. */
const width = 100;

/** Of what a rule cannot judge, names of so many are shown. */
const mostNames = 2;

export interface CheckDrawing {
    readonly colours: boolean;
    /** Also why each broken rule is there, who says so, and all of what is not judged. */
    readonly verbose: boolean;
}

/** A report for people: by severity, then by rule; at most 100 columns, as long as names allow. */
export function checkTable(report: CheckReport, source: CheckSource, { colours, verbose }: CheckDrawing): string {
    const { bold, dim, red, yellow, cyan } = picocolors.createColors(colours);
    const paint = { error: red, warning: yellow, note: cyan };
    const section = ([rule, found]: readonly [Rule, readonly Judgement[]]): string =>
        [
            `${paint[rule.severity](rule.severity)}  ${bold(rule.id)}  ${dim(rule.title)}`,
            ...found.flatMap(({ where, message }) => [`  ${placeName(where)}`, ...wrap(message, "      ")]),
            ...[
                ...(verbose ? labelled("why", rule.why) : []),
                ...labelled("fix", rule.fix),
                ...(verbose ? [`  see  ${rule.source}`] : []),
            ].map(dim),
        ].join("\n");
    const sections = severities.flatMap((severity) =>
        byRule(report.broken.filter((one) => one.severity === severity)).map(section),
    );
    const rest = [
        ...unjudged(report, verbose ? Infinity : mostNames),
        ...waived(report),
        ...source.warnings.flatMap((line) => wrap(line, "")),
    ];
    return [...sections, ...(rest.length > 0 ? [rest.map(dim).join("\n")] : []), bold(summary(report, source))].join(
        "\n\n",
    );
}

/** By rule and reason: of a stack that is new, many rules can tell nothing of many resources. */
function unjudged({ notJudged }: CheckReport, most: number): string[] {
    const alike = groupBy(notJudged, ({ rule, message }) => JSON.stringify([rule, message]));
    return [...alike.values()].flatMap((found) => {
        const [{ rule, message } = { rule: "", message: "" }] = found;
        const left = found.length - most;
        const places = found.slice(0, most).map(({ where }) => placeName(where));
        const all = [...places, ...(left > 0 ? [`and ${left} more`] : [])].join(", ");
        const count = found.length > 1 ? ` (${found.length})` : "";
        return wrap(`not judged: ${rule}${count}: ${message}: ${all}`, "");
    });
}

function waived(report: CheckReport): string[] {
    return [
        ...report.waived.flatMap(({ rule, where, reason, until }) =>
            wrap(`waived until ${until}: ${rule}, ${placeName(where)}: ${reason}`, ""),
        ),
        ...report.unused.flatMap(({ rule, resource }) =>
            wrap(`waives nothing: ${rule}${resource === undefined ? "" : ` for ${resource}`}; take it out`, ""),
        ),
    ];
}

function labelled(label: string, text: string): string[] {
    const [first = "", ...others] = wrap(text, "       ");
    return [`  ${label}  ${first.trimStart()}`, ...others];
}

function wrap(text: string, indent: string): string[] {
    const lines: string[] = [];
    for (const word of text.split(" ")) {
        const last = lines.at(-1);
        if (last !== undefined && last.length + 1 + word.length <= width) {
            lines[lines.length - 1] = `${last} ${word}`;
        } else {
            lines.push(`${lines.length === 0 ? indent : indent === "" ? "    " : indent}${word}`);
        }
    }
    return lines;
}
