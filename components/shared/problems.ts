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
        .map((candidate) => ({ candidate, distance: edits(name, candidate) }))
        .filter(({ distance }) => distance <= 2)
        .sort((one, other) => one.distance - other.distance)[0];
    return near === undefined ? "" : ` (did you mean ${near.candidate}?)`;
}

/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. */
function edits(one: string, other: string): number {
    let beforeLast: number[] = [];
    let last = Array.from({ length: other.length + 1 }, (_, column) => column);
    for (let row = 1; row <= one.length; row++) {
        const current = [row];
        for (let column = 1; column <= other.length; column++) {
            const same = one[row - 1] === other[column - 1];
            const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
            current[column] = Math.min(
                (last[column] ?? 0) + 1,
                (current[column - 1] ?? 0) + 1,
                (last[column - 1] ?? 0) + (same ? 0 : 1),
                swapped ? (beforeLast[column - 2] ?? Infinity) + 1 : Infinity,
            );
        }
        [beforeLast, last] = [last, current];
    }
    return last[other.length] ?? 0;
}
