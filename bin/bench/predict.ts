import { predictFault } from "../../routing/recovery/predict-fault";
import type { Fault } from "../../routing/recovery/fault";
import { subjectOfPlan } from "../../routing/recovery/subject";
import { recordStack } from "../stack";
import { atMost, takeTurns, type Bench, type Finding } from "./bench";

const runs = 100_000;

/** Processor seconds of one prediction in a process that has made one before, as design.md 8 counts them. */
const most = 2;

const region = "eu-west-1";

const faults: readonly { readonly title: string; readonly fault: Fault }[] = [
    { title: "a region lost, one check", fault: { kind: "region-lost", region, manner: "black-hole" } },
    { title: "sick targets, check and balancer", fault: { kind: "targets-sick", region, manner: "errors" } },
];

/** 100,000 simulated failovers of the staging stack, all kinds of clients, by the processor's own time. */
async function measure(signal: AbortSignal): Promise<Finding[]> {
    const subject = subjectOfPlan(await recordStack("staging"));
    const contestants = faults.map(({ title, fault }) => ({
        name: title,
        run: () => {
            const before = process.cpuUsage();
            predictFault(subject, fault, { runs, seed: 1, clients: ["honest", "stretch", "pinned"] });
            const { user, system } = process.cpuUsage(before);
            return Promise.resolve((user + system) / 1e6);
        },
    }));
    const values = await takeTurns(contestants, { runs: 5 }, signal);
    return contestants.map(({ name }, at) => ({
        name: `${runs.toLocaleString("en-GB")} runs: ${name}`,
        unit: "CPU s",
        values: values[at] ?? [],
        bar: atMost(most),
    }));
}

export const benches: readonly Bench[] = [{ name: "predict", measure }];
