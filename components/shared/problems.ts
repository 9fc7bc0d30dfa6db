import { distance } from "fastest-levenshtein";

/** One thing that is wrong with what a person wrote: where, and which rule it breaks with which value. */
export interface Problem {
    /** Path as the person wrote it, e.g. `platform.regions.eu-west-1.cidr`. */
    readonly path: string;
    /** `expected <rule>, got <value>`. */
    readonly message: string;
}

/** An empty list, or the problem when `broken`. */
export function problemIf(broken: boolean, path: string, message: string): Problem[] {
    return broken ? [{ path, message }] : [];
}

/** The problems of a part, with the path of the whole: `cpu.targetPercent` under `platform.web` is `platform.web.cpu.targetPercent`. */
export function under(path: string, problems: readonly Problem[]): Problem[] {
    return problems.map((problem) => ({ ...problem, path: `${path}.${problem.path}` }));
}

/** `<what> is not valid:` and one line for each problem. */
export function formatProblems(what: string, problems: readonly Problem[]): string {
    return [`${what} is not valid:`, ...problems.map(({ path, message }) => `  - ${path}: ${message}`)].join("\n");
}

/** Wrong input: `message` has a line for each problem. Needs no Pulumi engine. */
export class ConfigProblems extends Error {
    override readonly name = "ConfigProblems";

    constructor(
        what: string,
        readonly problems: readonly Problem[],
    ) {
        super(formatProblems(what, problems));
    }
}

/** A value as a message shows it, on one line and not too long. */
export function show(value: unknown): string {
    if (value === undefined) {
        return "nothing";
    }
    const text = JSON.stringify(value);
    return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** ` (did you mean "cidr"?)` when one of the known names is at most two edits away, else nothing. */
export function didYouMean(name: string, known: readonly string[]): string {
    const near = known
        .map((candidate) => ({ candidate, edits: distance(name, candidate) }))
        .filter(({ edits }) => edits <= 2)
        .sort((one, other) => one.edits - other.edits)[0];
    return near === undefined ? "" : ` (did you mean ${near.candidate}?)`;
}
