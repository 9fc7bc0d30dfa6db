import picocolors from "picocolors";
import { printable, terminalColumns, wrap } from "../../../plan/terminal";
import { negativeWords, shareText } from "../../../routing/answer-words";
import type {
    ExplainedCheck,
    ExplainedGroup,
    ExplainedRecord,
    ExplainedTarget,
    Explanation,
    RecordState,
} from "../../../routing/explanation";

/** One line of the tree, before it is wrapped, with what stands below it. */
interface Branch {
    readonly text: string;
    readonly paint: Paint;
    readonly below: readonly Branch[];
}

type Paint = (text: string) => string;

type Palette = ReturnType<typeof picocolors.createColors>;

/** The tree of an explanation, at most 100 columns wide. */
export function explanationTree({ group, name, type, from, rcode, note }: Explanation, colours: boolean): string {
    const palette = picocolors.createColors(colours);
    const heading = palette.bold(`Why: ${printable(name)} ${type}, asked from ${printable(from)}`);
    if (!group) {
        return `${heading}\n${printable(note ?? negativeWords({ rcode }))}`;
    }
    return [heading, ...drawnLines(groupBranch(group, palette), { first: "", rest: "" })].join("\n");
}

function groupBranch(group: ExplainedGroup, palette: Palette): Branch {
    const failOpen = group.failOpen ? ": no record is healthy, so all are treated as if they were" : "";
    return {
        text: `${group.name} ${group.type}, ${group.policy}${failOpen}`,
        paint: palette.bold,
        below: group.records.map((record) => recordBranch(record, palette)),
    };
}

const marks: { readonly [state in RecordState]: string } = { chosen: "✓", unhealthy: "✗", "not chosen": "·" };

function recordBranch(record: ExplainedRecord, palette: Palette): Branch {
    const { label, state, probability, reason, check, target } = record;
    const share = probability > 0 ? `  ${shareText(probability)}` : "";
    const paint = { chosen: palette.green, unhealthy: palette.red, "not chosen": palette.dim }[state];
    return {
        text: `${marks[state]} ${label}${share}  ${state}${reason === "" ? "" : `: ${reason}`}`,
        paint,
        below: [...(check ? [checkBranch(check, palette)] : []), targetBranch(target, palette)],
    };
}

function checkBranch({ id, type, healthy, reason, children }: ExplainedCheck, palette: Palette): Branch {
    const state = healthy ? "healthy" : "unhealthy";
    return {
        text: `check ${id} (${type}) ${state}${reason === "" ? "" : `: ${reason}`}`,
        paint: healthy ? palette.reset : palette.red,
        below: (children ?? []).map((child) => checkBranch(child, palette)),
    };
}

function targetBranch(target: ExplainedTarget, palette: Palette): Branch {
    switch (target.kind) {
        case "values":
            return { text: `${target.values.join(", ")}, TTL ${target.ttl} s`, paint: palette.reset, below: [] };
        case "resource": {
            const asked = target.evaluated ? "" : "; its health is not evaluated";
            const state = target.healthy ? "healthy" : "unhealthy";
            return {
                text: `${target.service} ${target.dnsName}, TTL ${target.ttl} s, ${state}${asked}`,
                paint: target.healthy ? palette.reset : palette.red,
                below: [],
            };
        }
        case "group": {
            const branch = groupBranch(target.group, palette);
            return target.evaluated ? branch : { ...branch, text: `${branch.text}; its health is not evaluated` };
        }
    }
}

interface Indent {
    readonly first: string;
    readonly rest: string;
}

function drawnLines({ text, paint, below }: Branch, { first, rest }: Indent): string[] {
    const trunk = below.length > 0 ? "│ " : "  ";
    const lines = wrap(printable(text), Math.max(24, terminalColumns - rest.length - trunk.length));
    const own = lines.map((line, at) => (at === 0 ? `${first}${paint(line)}` : `${rest}${trunk}${paint(line)}`));
    return [
        ...own,
        ...below.flatMap((branch, at) => {
            const isLast = at === below.length - 1;
            const indent = { first: `${rest}${isLast ? "└─ " : "├─ "}`, rest: `${rest}${isLast ? "   " : "│  "}` };
            return drawnLines(branch, indent);
        }),
    ];
}
