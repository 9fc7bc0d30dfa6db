import { failoverModel } from "../routing/recovery/from-plan";
import { predict } from "../routing/recovery/predict";
import { phases, type Band, type Prediction } from "../routing/prediction";
import type { Plan } from "../plan/plan";
import type { WorkloadNumbers } from "./clients";
import { noPrediction } from "./compile";
import { leftRegion } from "./drive";
import type { DrillDefinition } from "./drill";
import { platformOf } from "./platform";

export interface PredictionQuestion {
    readonly drill: DrillDefinition;
    readonly plan: Plan;
    readonly seed: number;
    readonly factor: number;
    readonly workload: WorkloadNumbers;
}

/** What the clients of this drill will see, from the plan alone. */
export function predictDrill({ drill, plan, seed, factor, workload }: PredictionQuestion): Prediction {
    if (drill.fault.kind === "none") {
        return noPrediction(seed);
    }
    const facts = platformOf(plan);
    const places = Object.keys(facts.regions);
    const model = failoverModel(plan, {
        lostRegion: leftRegion({ drill, facts }),
        manner: drill.fault.manner,
        clockFactor: factor,
        resolvers: workload.clients.honest,
        // The twin's resolvers have their users in each region in turn.
        resolverRegions: Array.from(
            { length: workload.clients.honest },
            (_, index) => places[index % places.length] ?? "",
        ),
        staggered: true,
        probesPerSecond: workload.rate,
        timeoutSeconds: workload.timeoutMilliseconds / 1000,
        recovery: drill.recovery === "none" ? "none" : "managed-failover",
    });
    return predict(model, { seed });
}

/** What is predicted, for a person who waits for the drill: one line each, the phases with their median and 99 %. */
export function predictionLines(prediction: Prediction): string[] {
    const { runs, never, readRto, writeRto } = prediction;
    if (runs === 0) {
        return [];
    }
    if (never !== undefined) {
        return [`predicted: clients are never served again: ${never}`];
    }
    const row = (name: string, band: Band | null): string[] =>
        band === null ? [] : [`${name.padEnd(9)}  p50 ${seconds(band.p50)}  p99 ${seconds(band.p99)}`];
    return [
        `predicted by ${runs.toLocaleString("en-GB")} simulated runs, seconds of platform time after the fault:`,
        ...phases.flatMap((phase) => row(phase, prediction.phases[phase])),
        ...row("read RTO", readRto),
        ...row("write RTO", writeRto),
    ];
}

function seconds(value: number): string {
    return value.toFixed(1).padStart(6);
}
