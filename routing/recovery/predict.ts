import { phases, type Phase, type Prediction } from "../prediction";
import { bandOf } from "./band";
import { seededRandom } from "../random";
import type { FailoverModel } from "./failover-model";
import { simulator } from "./simulate";

export interface PredictOptions {
    /** @default 100000 */
    readonly runs?: number;
    readonly seed: number;
}

/** The distribution of a failover's phases and recovery times, the same for the same model and seed. */
export function predict(model: FailoverModel, { runs = 100_000, seed }: PredictOptions): Prediction {
    const { inputs, never } = model;
    if (never !== undefined) {
        const none = Object.fromEntries(phases.map((phase) => [phase, null])) as Record<Phase, null>;
        return { runs, seed, phases: none, readRto: null, writeRto: null, never, inputs };
    }
    const samples = draw(model, runs, seed);
    // A phase without meaning in this loss: nobody was served by the lost region, or nobody has to promote.
    const moves = model.affected.includes(true);
    return {
        runs,
        seed,
        phases: {
            detect: moves ? bandOf(samples.detect) : null,
            route: moves ? bandOf(samples.route) : null,
            promote: model.promotion ? bandOf(samples.promote) : null,
            recover: bandOf(samples.recover),
        },
        readRto: bandOf(samples.read),
        writeRto: bandOf(samples.write),
        inputs,
    };
}

function draw(model: FailoverModel, runs: number, seed: number) {
    const next = simulator(model, seededRandom(seed));
    const column = () => new Float64Array(runs);
    const samples = {
        detect: column(),
        route: column(),
        promote: column(),
        recover: column(),
        read: column(),
        write: column(),
    };
    for (let at = 0; at < runs; at += 1) {
        const run = next();
        samples.detect[at] = run.detect;
        samples.route[at] = run.route;
        samples.promote[at] = run.promote;
        samples.read[at] = run.readEnd;
        samples.write[at] = run.writeEnd;
        samples.recover[at] = Math.max(run.readEnd, run.writeEnd);
    }
    return samples;
}
