import { join } from "node:path";
import { projectRoot } from "../root";
import { ratioAtMost, takeTurns, type Bench, type Contestant, type Finding } from "./bench";
import { reportedTime } from "./child";

const program = [process.execPath, "--require", "tsx/cjs", join(projectRoot(), "bin/bench/recording-run.ts")];

/** Each turn takes half a minute, beside which cold files are nothing. */
const runs = 2;
const [few, many] = [1000, 3000];

function contestants(what: string, signal: AbortSignal): Contestant[] {
    return ["record", "bare"].map((kind) => ({
        name: kind,
        run: () => reportedTime([...program, kind, what], signal),
    }));
}

function findingOf(what: string, [values = [], floor = []]: readonly number[][]): Finding {
    const name = Number.isNaN(Number(what)) ? `record ${what}` : `record ${what} resources`;
    const bare = { name: "a bare program, the SDK as it comes", values: floor };
    return { name, unit: "ms", values, floor: bare, bar: ratioAtMost(0.7) };
}

async function stacks(signal: AbortSignal): Promise<Finding[]> {
    const findings: Finding[] = [];
    for (const stack of ["staging", "prod"]) {
        findings.push(findingOf(stack, await takeTurns(contestants(stack, signal), { runs: 5 }, signal)));
    }
    return findings;
}

/** Both sizes in turns: what a resource costs must not rise with their number. */
async function growth(signal: AbortSignal): Promise<Finding[]> {
    const both = [few, many].flatMap((count) => contestants(count.toFixed(), signal));
    const [fewTimes = [], fewBare = [], manyTimes = [], manyBare = []] = await takeTurns(
        both,
        { runs, warmUps: 0 },
        signal,
    );
    const perResource = (times: readonly number[], count: number) => times.map((time) => time / count);
    return [
        findingOf(few.toFixed(), [fewTimes, fewBare]),
        findingOf(many.toFixed(), [manyTimes, manyBare]),
        {
            name: `linear: a resource of ${many.toFixed()}`,
            unit: "ms",
            values: perResource(manyTimes, many),
            floor: { name: `a resource of ${few.toFixed()}`, values: perResource(fewTimes, few) },
            bar: ratioAtMost(1.25),
        },
    ];
}

export const benches: readonly Bench[] = [
    { name: "recording stacks", measure: stacks },
    { name: "recording growth", measure: growth },
];
