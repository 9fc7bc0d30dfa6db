import type { CheckReport, Judgement } from "../check-plan";
import { byRule, placeName, severities, summary, type CheckSource } from "./places";

/** Places of one rule that are shown; a pull request's comment has room for 65,536 characters. */
const mostPlaces = 20;

/** A report for a pull request: what is broken first, the rest folded away. */
export function checkMarkdown(report: CheckReport, source: CheckSource): string {
    const sections = severities.flatMap((severity) =>
        byRule(report.broken.filter((one) => one.severity === severity)).map(([rule, found]) =>
            [
                `### ${severity}: ${rule.title} (\`${rule.id}\`)`,
                "",
                ...shown(found, ({ where, message }) => `- \`${placeName(where)}\`: ${escaped(message)}`),
                "",
                `${rule.why} **Fix:** ${rule.fix} [Source](${rule.source})`,
            ].join("\n"),
        ),
    );
    return [
        `**${summary(report, source)}**`,
        ...source.warnings.map((line) => `> ${escaped(line)}`),
        ...sections,
        ...folded("Waived", report.waived, (one) => `until ${one.until}: ${escaped(one.reason)}`),
        ...folded("Not judged", report.notJudged, ({ message }) => escaped(message)),
        ...folded("Waivers that waive nothing", unused(report), ({ message }) => message),
    ].join("\n\n");
}

function unused(report: CheckReport): readonly Judgement[] {
    return report.unused.map(({ rule, resource = "everywhere" }) => ({
        rule,
        severity: "note",
        where: resource,
        message: "take it out",
    }));
}

function folded<T extends Judgement>(title: string, found: readonly T[], of: (one: T) => string): string[] {
    if (found.length === 0) {
        return [];
    }
    const lines = shown(found, (one) => `- \`${one.rule}\`, \`${placeName(one.where)}\`: ${of(one)}`);
    return [`<details><summary>${title}: ${found.length}</summary>\n\n${lines.join("\n")}\n\n</details>`];
}

function shown<T>(found: readonly T[], line: (one: T) => string): string[] {
    const left = found.length - mostPlaces;
    return [...found.slice(0, mostPlaces).map(line), ...(left > 0 ? [`- and ${left} more`] : [])];
}

function escaped(text: string): string {
    return text.replace(/[<>*_`|]/g, "\\$&");
}
