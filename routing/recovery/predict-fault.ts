import { RoutingError } from "../errors";
import { seededRandom } from "../random";
import { bandOf } from "./band";
import { buildModel, type BuiltModel, type Conditions } from "./build-model";
import {
    afterConnection,
    cacheSimulator,
    clientConditions,
    stretching,
    type ClientClass,
    type ClientConditions,
} from "./client-classes";
import { clientForm, verdictForm, healForm, switchForm, cacheForm } from "./closed-form";
import { healingOf, verdictSimulator } from "./detection";
import type { FailoverModel, Input } from "./failover-model";
import type { Fault } from "./fault";
import type { FaultPrediction, ForecastPhase, Outcome, PhaseForecast, PromiseForecast } from "./forecast";
import { simulator } from "./simulate";
import type { Subject } from "./subject";

export interface FaultOptions {
    /** @default 100000 */
    readonly runs?: number;
    readonly seed: number;
    /** @default ["honest"] */
    readonly clients?: readonly ClientClass[];
    /** Honest clients, each with a resolver of its own, of whom the last counts. @default 8 */
    readonly resolvers?: number;
    /** Of a client's request. @default 2 */
    readonly timeoutSeconds?: number;
    /** Requests a second, of one client and one operation. @default 10 */
    readonly probesPerSecond?: number;
    readonly recovery?: Conditions["recovery"];
}

/**
 * What a fault does to the clients of a plan's or a zone's name, phase by phase: the distribution that `gameday` predicts
 * a drill with, on the real clock, with the mean that needs no simulation beside it. Pure: the same for the same seed.
 * @throws RoutingError when the fault names something that is not there, or the zone is one that Route 53 would refuse
 */
export function predictFault(subject: Subject, fault: Fault, options: FaultOptions): FaultPrediction {
    const { runs = 100_000, seed, clients = ["honest"], resolvers = 8 } = options;
    const { probesPerSecond = 10, timeoutSeconds = 2, recovery = "managed-failover" } = options;
    const built = buildModel(subject, fault, {
        ...{ resolvers, probesPerSecond, timeoutSeconds, recovery },
        staggered: false,
        writerNameKept: true,
    });
    if (built.route.places.every(({ before }) => before.length === 0)) {
        const message = `name: expected one that is answered with an address, got ${subject.name}`;
        throw new RoutingError("unknown-value", message);
    }
    const connection = clientConditions(fault, { timeoutSeconds, keepAliveSeconds: subject.keepAliveSeconds });
    const outcome = outcomeOf(built, { runs, seed, clients, connection });
    const { clientsFail, untimed } = built.consequences;
    return {
        fault,
        name: subject.name,
        runs,
        seed,
        places: built.route.places,
        outcome,
        clientsFail,
        promises: clientsFail ? promisesOf(subject, outcome) : [],
        inputs: [...built.model.inputs, ...clientInputs(clients, connection, subject)],
        leftOut: [...subject.leftOut, ...untimed],
    };
}

interface Draws {
    readonly runs: number;
    readonly seed: number;
    readonly clients: readonly ClientClass[];
    readonly connection: ClientConditions;
}

function outcomeOf({ model, route }: BuiltModel, draws: Draws): Outcome {
    const moves = model.affected.includes(true);
    if (!moves && !model.promotion && model.never === undefined) {
        const places = route.places.map(({ from }) => from).join(", ");
        return { kind: "unaffected", reason: `no client in ${places} is sent to what the fault breaks` };
    }
    if (model.never !== undefined) {
        return { kind: "never", reason: model.never };
    }
    const { columns, decided } = drawFailover(model, draws);
    const phases = [
        phase("verdict", "it counts as unhealthy", { sample: columns.detect, closedForm: verdictForm(model) }),
        phase("switch", "Route 53 answers by it", { sample: columns.route, closedForm: switchForm(model) }),
        ...(moves ? clientPhases(model, draws, columns.route) : []),
        ...(moves ? [wholePhase("all-read", `all ${model.affected.length} clients read`, columns.read)] : []),
        ...(model.promotion
            ? [
                  wholePhase("promote", "the new writer acknowledges", columns.promote),
                  wholePhase("all-write", `all ${model.affected.length} clients write`, columns.write),
              ]
            : []),
        ...healPhase(model, draws),
    ];
    const deciders = model.signals.map(({ kind, name }, at) => ({
        kind,
        name,
        share: (decided[at] ?? 0) / draws.runs,
    }));
    return { kind: "moves", phases, deciders };
}

function drawFailover(model: FailoverModel, { runs, seed }: Draws) {
    const next = simulator(model, seededRandom(seed));
    const column = () => new Float64Array(runs);
    const columns = { detect: column(), route: column(), read: column(), promote: column(), write: column() };
    const decided = new Uint32Array(model.signals.length);
    for (let at = 0; at < runs; at += 1) {
        const run = next();
        columns.detect[at] = run.verdict;
        columns.route[at] = run.switched;
        columns.read[at] = run.readEnd;
        columns.promote[at] = run.promote;
        columns.write[at] = run.writeEnd;
        decided[run.signal] = (decided[run.signal] ?? 0) + 1;
    }
    return { columns, decided };
}

/** Each class draws from numbers of its own, so that asking for one more changes none of the others. */
function clientPhases(
    model: FailoverModel,
    { seed, clients, connection }: Draws,
    route: Float64Array,
): PhaseForecast[] {
    return clients.flatMap((kind, at) => {
        const random = seededRandom(seed + 1 + at);
        const nextCache = cacheSimulator(kind, model, random);
        const { min, max } = model.replySeconds;
        const cache = new Float64Array(route.length);
        const back = new Float64Array(route.length);
        for (let run = 0; run < route.length; run += 1) {
            const kept = nextCache();
            const expiry = (route[run] ?? 0) + kept;
            const free = kind === "pinned" ? afterConnection(expiry, connection, random) : expiry;
            cache[run] = kept;
            back[run] = free + random() * model.probeSpacingSeconds + min + (max - min) * random();
        }
        const own = kind === "honest" ? "" : `, ${kind}`;
        const copy = phase("cache", `a resolver's copy ends${own}`, {
            sample: cache,
            closedForm: cacheForm(kind, model),
        });
        const client = phase("client", `one client reads${own}`, {
            sample: back,
            closedForm: clientForm(kind, model, connection),
        });
        return kind === "pinned" ? [client] : [copy, client];
    });
}

function healPhase(model: FailoverModel, { runs, seed }: Draws): PhaseForecast[] {
    const detection = model.signals.find(({ kind }) => kind === "check")?.detection;
    if (!detection) {
        return [];
    }
    const healing = healingOf(detection);
    const next = verdictSimulator(healing, model.clockFactor, seededRandom(seed));
    const sample = Float64Array.from({ length: runs }, next);
    return [phase("heal", "back to healthy, once it is", { sample, closedForm: healForm(healing, model) })];
}

interface Drawn {
    readonly sample: Float64Array;
    readonly closedForm: PhaseForecast["closedForm"];
}

/** The band sorts the sample, so its mean comes first; of draws that others go on with, a copy is sorted. */
function phase(name: ForecastPhase, label: string, { sample, closedForm }: Drawn): PhaseForecast {
    const mean = sample.reduce((sum, value) => sum + value, 0) / sample.length;
    return { phase: name, label, band: bandOf(sample.slice()), mean: Math.round(mean * 1000) / 1000, closedForm };
}

function wholePhase(name: ForecastPhase, label: string, sample: Float64Array): PhaseForecast {
    const none =
        name === "all-read"
            ? "the last of several resolvers"
            : "the operator waits for Route 53, instances for each other";
    return phase(name, label, { sample, closedForm: { none } });
}

function promisesOf({ promises, writer }: Subject, outcome: Outcome): PromiseForecast[] {
    const of = (name: PromiseForecast["name"], phases: readonly ForecastPhase[]): PromiseForecast[] => {
        const promisedSeconds = promises[name];
        if (promisedSeconds === undefined || outcome.kind === "unaffected") {
            return [];
        }
        if (outcome.kind === "never") {
            return [{ name, promisedSeconds, p99Seconds: null, kept: false }];
        }
        const p99s = outcome.phases.filter((one) => phases.includes(one.phase)).map(({ band }) => band.p99);
        const p99Seconds = Math.max(0, ...p99s);
        return [{ name, promisedSeconds, p99Seconds, kept: p99Seconds <= promisedSeconds }];
    };
    return [
        ...of("readRtoSeconds", ["all-read"]),
        ...of("writeRtoSeconds", ["all-read", ...(writer ? (["all-write"] as const) : [])]),
    ];
}

function clientInputs(
    clients: readonly ClientClass[],
    { connectionSeconds, deadSeconds }: ClientConditions,
    { keepAliveSource }: Subject,
): Input[] {
    const { share, from, to } = stretching;
    const stretch: Input = {
        name: "resolvers that stretch",
        value: `${(100 * share).toFixed(2)} %, TTL x ${from}-${to}`,
        source: "assumed",
    };
    const pinned: Input =
        connectionSeconds === 0
            ? {
                  name: "a pinned connection ends",
                  value: `with the fault, noticed after ${deadSeconds} s`,
                  source: "assumed",
              }
            : { name: "a pinned connection lasts", value: `up to ${connectionSeconds} s`, source: keepAliveSource };
    return [...(clients.includes("stretch") ? [stretch] : []), ...(clients.includes("pinned") ? [pinned] : [])];
}
