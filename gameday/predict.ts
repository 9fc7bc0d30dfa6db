import { failoverModel } from "../routing/recovery/from-plan";
import { predict } from "../routing/recovery/predict";
import type { Prediction } from "../routing/prediction";
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
