import assert from "node:assert/strict";
import type { Operation, RequestLine } from "../../../gameday/client-log";
import { measureOutages } from "../../../gameday/measure/outages";
import { measurePhases } from "../../../gameday/measure/phases";
import type { Phase } from "../../../routing/prediction";
import { seededRandom } from "../../../routing/random";
import type { FailoverModel } from "../../../routing/recovery/failover-model";
import { failoverModel } from "../../../routing/recovery/from-plan";
import { simulator, type ClientRun, type Run } from "../../../routing/recovery/simulate";
import { planOf } from "../../routing/plans";
import { syntheticLog, type Reply } from "../synthetic";

const lostRegion = "eu-west-1";
const survivor = "eu-central-1";
const fault = 1_000_000;
const every = 200;
const steadyLatency = 5;
/** Milliseconds; sums of the same numbers in another order differ by less. */
const rounding = 0.01;

interface Setting {
    readonly manner: "refused" | "black-hole";
    readonly clockFactor: number;
    readonly affected: readonly boolean[];
    readonly promotes: boolean;
}

const everyone = [true, true, true, true];
const settings: readonly Setting[] = [
    { manner: "black-hole", clockFactor: 1, affected: everyone, promotes: true },
    { manner: "black-hole", clockFactor: 10, affected: everyone, promotes: true },
    { manner: "refused", clockFactor: 1, affected: everyone, promotes: true },
    { manner: "refused", clockFactor: 10, affected: everyone, promotes: true },
    { manner: "black-hole", clockFactor: 10, affected: [false, true, false, false, true], promotes: true },
    { manner: "refused", clockFactor: 10, affected: [false, true, true], promotes: false },
    { manner: "refused", clockFactor: 10, affected: [false, false], promotes: true },
];

describe("gameday: model and measurement are one statistic", () => {
    for (const setting of settings) {
        const { manner, clockFactor, affected, promotes } = setting;
        const served = affected.filter(Boolean).length;
        const writer = promotes ? "the writer with it" : "the writer elsewhere";
        it(`${manner} at ${clockFactor}x, ${served} of ${affected.length} clients served by the lost region, ${writer}`, () => {
            const next = simulator(modelOf(setting), seededRandom(11));
            for (let round = 0; round < (clockFactor === 1 ? 8 : 40); round += 1) {
                agree(next(), clockFactor);
            }
        });
    }
});

function modelOf({ manner, clockFactor, affected, promotes }: Setting): FailoverModel {
    const model = failoverModel(planOf(), {
        lostRegion,
        manner,
        clockFactor,
        resolvers: affected.length,
        staggered: true,
        probesPerSecond: 1000 / every,
        timeoutSeconds: 2,
        ...(promotes ? {} : { writerRegion: survivor }),
    });
    // A stray in every other client: rare in life, and what a measurement most easily gets wrong.
    const promotion = model.promotion && { ...model.promotion, strayShare: 0.5 };
    return { ...model, affected, ...(promotion ? { promotion } : {}) };
}

/** What the simulator drew must be what is measured in logs of just that failover. */
function agree(run: Run, factor: number): void {
    const scale = { origin: fault, factor };
    const recovered = Math.max(run.readEnd, run.writeEnd);
    const until = instant(recovered + 40, factor);
    const promotes = !Number.isNaN(run.promote);
    const lines = run.clients.flatMap((client, index) =>
        clientLog(client, { name: `honest-${index}`, factor, until, promotes }),
    );
    const rules = { windowSeconds: 1, holdSeconds: 30, goodRatio: 0.9995 };
    const { rows, relapses } = measureOutages(lines, { scale, until }, rules);
    const measured = measurePhases(lines, { scale, until, lostRegion, outages: rows });
    assert.deepEqual(relapses, []);
    const truths: { readonly [phase in Phase]: number } = { ...run, recover: recovered };
    for (const [phase, truth] of Object.entries(truths).filter(([name]) => name in measured)) {
        const interval = measured[phase as Phase];
        if (Number.isNaN(truth)) {
            assert.ok(interval === null || phase === "promote", `${phase} is measured though it has no meaning`);
            continue;
        }
        const [low, high] = interval ?? assert.fail(`${phase} was not measured`);
        const slack = (rounding * factor) / 1000;
        assert.ok(low <= truth + slack, `${phase} is ${truth} and measured from ${low} on`);
        assert.ok(Math.abs(high - truth) <= slack, `${phase} is ${truth} and measured until ${high}`);
    }
}

function instant(seconds: number, factor: number): number {
    return fault + (seconds * 1000) / factor;
}

interface LogSetting {
    readonly name: string;
    readonly factor: number;
    readonly until: number;
    readonly promotes: boolean;
}

/** Requests at an even spacing, one of which begins at just the instant that was drawn. */
function clientLog(client: ClientRun, { name, factor, until, promotes }: LogSetting): RequestLine[] {
    const home = client.affected ? lostRegion : survivor;
    const at = (seconds: number) => instant(seconds, factor);
    const ack = { start: at(client.ackStart), end: at(client.ackEnd) };
    const read = { start: at(client.readStart), end: at(client.readEnd) };
    const writeStart = at(client.writeStart);
    const failed: Reply = { status: 0, error: 1050, latency: 1000 };
    const reply = (start: number, operation: Operation): Reply => {
        if (start + steadyLatency < fault) {
            return { status: 201, latency: steadyLatency, region: home, epoch: 1 };
        }
        if (operation === "read") {
            const latency = Math.max(steadyLatency / 2, read.end - start);
            return client.affected && start < read.start - rounding
                ? failed
                : { status: 200, latency, region: survivor, epoch: 1 };
        }
        const isAck = Math.abs(start - ack.start) < rounding;
        const good = (!promotes && !client.affected) || isAck || start >= writeStart - rounding;
        const latency = Math.max(steadyLatency / 2, ack.end - start);
        return good ? { status: 201, latency, region: survivor, epoch: promotes ? 2 : 1 } : failed;
    };
    const log = (operation: Operation, first: number): RequestLine[] => {
        // The synthetic client reads one millisecond after it writes.
        const shift = operation === "read" ? 1 : 0;
        const from = first - every * Math.ceil((first - fault + 2000) / every) - shift;
        return syntheticLog({ client: name, class: "honest", from, to: until + 2000, every, reply }).filter(
            ({ op }) => op === operation,
        );
    };
    return [...log("read", read.start), ...log("write", ack.start)];
}
