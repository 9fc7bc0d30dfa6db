import picocolors from "picocolors";
import { groupBy } from "../../plan/group";
import { terminalColumns, wrap } from "../../plan/terminal";
import type { CheckReport, Judgement } from "../check-plan";
import type { Rule } from "../rule";
import { byRule, placeName, severities, summary, type CheckSource } from "./places";

/** Before what is said of a place, and before what goes on from the line above. */
const margin = "      ";
const hang = "    ";

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
    const section = ([rule, found]: readonly [Rule, readonly Judgement[]]): string => {
        const [title = "", ...more] = wrap(rule.title, terminalColumns - `${rule.severity}  ${rule.id}  `.length);
        return [
            `${paint[rule.severity](rule.severity)}  ${bold(rule.id)}  ${dim(title)}`,
            ...more.map((line) => dim(hang + line)),
            ...found.flatMap(({ where, message }) => [`  ${placeName(where)}`, ...indented(message)]),
            ...[
                ...(verbose ? labelled("why", rule.why) : []),
                ...labelled("fix", rule.fix),
                ...(verbose ? [`  see  ${rule.source}`] : []),
            ].map(dim),
        ].join("\n");
    };
    const sections = severities.flatMap((severity) =>
        byRule(report.broken.filter((one) => one.severity === severity)).map(section),
    );
    const rest = [
        ...unjudged(report, verbose ? Infinity : mostNames),
        ...waived(report),
        ...source.warnings.flatMap(hanging),
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
        return hanging(`not judged: ${rule}${count}: ${message}: ${all}`);
    });
}

function waived(report: CheckReport): string[] {
    return [
        ...report.waived.flatMap(({ rule, where, reason, until }) =>
            hanging(`waived until ${until}: ${rule}, ${placeName(where)}: ${reason}`),
        ),
        ...report.unused.flatMap(({ rule, resource }) =>
            hanging(`waives nothing: ${rule}${resource === undefined ? "" : ` for ${resource}`}; take it out`),
        ),
    ];
}

function labelled(label: string, text: string): string[] {
    const lead = `  ${label}  `;
    return wrap(text, terminalColumns - lead.length).map(
        (line, at) => (at === 0 ? lead : " ".repeat(lead.length)) + line,
    );
}

function indented(text: string): string[] {
    return wrap(text, terminalColumns - margin.length).map((line) => margin + line);
}

/** What goes on stands further in than what begins. */
function hanging(text: string): string[] {
    return wrap(text, terminalColumns - hang.length).map((line, at) => (at === 0 ? line : hang + line));
}
