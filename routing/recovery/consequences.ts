import type { HealthCheck } from "@aws-sdk/client-route-53";
import { RoutingError } from "../errors";
import { endpointType } from "../health-checks/endpoint";
import { observationOf, type EndpointBehaviour, type EndpointType } from "../health-checks/observation";
import { checkerRegions } from "../health-checks/verdict";
import { fallenWith, targetsIn, targetsOf } from "../loss/loss";
import { turnsUnhealthy, watchedAnswers, watchesOnly, type Fallen } from "../loss/watching";
import { touchesWriter } from "../loss/writer";
import { canonicalName } from "../names";
import { targetName } from "../evaluate/keys";
import { configOf, isEndpoint, viewOf } from "../view/zone-view";
import { checkDetection, isReached, orderOf, targetDetection } from "./detection";
import type { Fault } from "./fault";
import type { Detection, Range, Signal } from "./failover-model";
import type { Subject } from "./subject";

/** Whether an answer is part of what a fault broke. */
export type IsBroken = (answer: string) => boolean;

/** What a fault does, before anybody acts on it. */
export interface Consequences {
    readonly isBroken: IsBroken;
    /** What turns unhealthy, of that which the asked name depends on. */
    readonly signals: readonly Signal[];
    /** Whether clients of what is broken fail until they are sent elsewhere; otherwise they are only moved. */
    readonly clientsFail: boolean;
    /** One line each: why something that might have noticed does not. */
    readonly silences: readonly string[];
    /** One line each: what notices it too, at a time that no zone tells. */
    readonly untimed: readonly string[];
}

type Raw = Omit<Consequences, "untimed">;

/** More than so many signals would make a table of answers too long; no tree of a name has them. */
const mostSignals = 12;

/** @throws RoutingError when the fault names something that the zone does not have, or that has no endpoint */
export function consequencesOf(subject: Subject, fault: Fault, overheadSeconds: Range): Consequences {
    const found = rawConsequences(subject, fault, overheadSeconds);
    const reachable = reachableFrom(subject);
    const signals = found.signals.filter(({ kind, name }) => reachable.has(`${kind} ${name}`));
    if (signals.length > mostSignals) {
        throw new RoutingError(
            "not-built",
            `${subject.name}: expected at most ${mostSignals} checks and targets to see the fault, got ${signals.length}`,
        );
    }
    const { reached, silent } = heard(signals);
    const alarms = alarmsSeeing(subject, fault).filter(({ Id }) => reachable.has(`check ${Id ?? ""}`));
    const untimed = alarms.map(({ Id }) => `alarm check ${Id ?? ""} tells too: when its metric does, no zone says`);
    return { ...found, signals: reached, silences: [...found.silences, ...silent], untimed };
}

function rawConsequences(subject: Subject, fault: Fault, overheadSeconds: Range): Raw {
    const { zone } = subject;
    switch (fault.kind) {
        case "region-lost": {
            const fallen = fallenWith(zone, fault.region);
            const watching = watchingChecks(subject, fallen);
            const blind = blindChecks(subject, fault.region, watching);
            const see = checkSignal(fault.manner, overheadSeconds);
            const signals = [...watching, ...blind].flatMap(see);
            return { isBroken: isIn(fallen.answers), clientsFail: true, signals, silences: [] };
        }
        case "targets-sick": {
            const fallen = fallenWith(zone, fault.region);
            const watching = watchingChecks(subject, fallen);
            const see = checkSignal(fault.manner, overheadSeconds);
            const targets = targetsIn(zone, fallen);
            const told = targets.map((target) => targetSignal(subject, { target, ...fault }, overheadSeconds));
            const signals = [...told, ...watching.flatMap(see)];
            const tcp = watching.filter((check) => configOf(check).Type === "TCP");
            const silences = tcp.map(({ Id }) => `${Id ?? ""} only connects (TCP), and the balancer still accepts`);
            return { isBroken: isIn(fallen.answers), clientsFail: true, signals, silences };
        }
        case "checkers-split": {
            const fallen = fallenWith(zone, fault.region);
            const see = splitSignal(fault.unreachableRegions, overheadSeconds);
            const signals = watchingChecks(subject, fallen).flatMap(see);
            return { isBroken: isIn(fallen.answers), clientsFail: false, signals, silences: [] };
        }
        case "check-unhealthy": {
            const check = checkOf(subject, fault.check);
            const see = isEndpoint(check) ? checkSignal(fault.manner, overheadSeconds) : thrown;
            return { isBroken: isIn(answersOf(subject, check)), clientsFail: true, signals: see(check), silences: [] };
        }
        case "target-unhealthy": {
            const target = canonicalName(fault.target);
            const known = targetsOf(zone);
            if (!known.includes(target)) {
                const expected = known.join(", ") || "none: no alias leads out of the zone";
                throw new RoutingError("unknown-value", `target: expected one of ${expected}, got ${fault.target}`);
            }
            const signal = targetSignal(subject, { target, manner: fault.manner }, overheadSeconds);
            const isBroken = isIn(new Set([targetName(target)]));
            return { isBroken, clientsFail: true, signals: [signal], silences: [] };
        }
    }
}

/** How an endpoint treats a checker's request while the fault lasts. */
const behaviours = {
    refused: { manner: "refused" },
    "black-hole": { manner: "black-hole" },
    errors: { manner: "answers", status: 503, statusSeconds: 0, bodySeconds: 0, matches: false },
    hangs: { manner: "silent" },
} satisfies { readonly [manner: string]: EndpointBehaviour };

type Manner = keyof typeof behaviours;

type See = (check: HealthCheck) => Signal[];

function checkSignal(manner: Manner, overheadSeconds: Range): See {
    return (check) => {
        const { passed, seconds } = observationOf(typeOf(check), behaviours[manner]);
        const detection = checkDetection(check, seconds, overheadSeconds);
        return passed ? [] : [{ kind: "check", name: check.Id ?? "", detection }];
    };
}

function splitSignal(unreachableRegions: number, overheadSeconds: Range): See {
    return (check) => {
        const regions = check.HealthCheckConfig?.Regions?.length ?? checkerRegions.length;
        const { seconds } = observationOf(typeOf(check), behaviours["black-hole"]);
        const whole = checkDetection(check, seconds, overheadSeconds);
        const cut = Math.min(unreachableRegions, regions) / regions;
        const detection: Detection = { ...whole, untouched: Math.round(whole.checkers * (1 - cut)) };
        return [{ kind: "check", name: check.Id ?? "", detection }];
    };
}

const thrown: See = ({ Id }) => [{ kind: "check", name: Id ?? "" }];

function targetSignal(
    subject: Subject,
    { target, manner }: { readonly target: string; readonly manner: "errors" | "hangs" },
    overheadSeconds: Range,
): Signal {
    const { check, targets } = subject.targetGroup(target);
    return { kind: "target", name: target, detection: targetDetection(check, { targets, manner, overheadSeconds }) };
}

function heard(signals: readonly Signal[]): { reached: Signal[]; silent: string[] } {
    const reached = signals.filter(({ detection }) => detection === undefined || isReached(detection));
    const silent = signals.flatMap((signal) => {
        if (signal.detection === undefined || reached.includes(signal)) {
            return [];
        }
        const { changing, needed } = orderOf(signal.detection);
        const { checkers } = signal.detection;
        return `${changing} of ${checkers} checkers of ${signal.name} fail and ${checkers - changing} say healthy, which is more than 18 %: unhealthy needs ${needed}`;
    });
    return { reached, silent };
}

function checkOf({ zone }: Subject, id: string): HealthCheck {
    const check = zone.HealthChecks.find(({ Id }) => Id === id);
    if (!check) {
        const expected = zone.HealthChecks.map(({ Id }) => Id ?? "").join(", ") || "none: the zone has no health check";
        throw new RoutingError("unknown-value", `check: expected one of ${expected}, got ${id}`);
    }
    if (check.HealthCheckConfig?.Type === "CALCULATED") {
        const children = (check.HealthCheckConfig.ChildHealthChecks ?? []).join(", ");
        throw new RoutingError(
            "unknown-value",
            `check: ${id} is calculated: expected one of its children, ${children}`,
        );
    }
    return check;
}

function typeOf({ HealthCheckConfig }: HealthCheck): EndpointType {
    return endpointType(HealthCheckConfig ?? { Type: undefined });
}

function isIn(answers: ReadonlySet<string>): IsBroken {
    return (answer) => answers.has(targetName(answer));
}

/** Checks whose checkers see what fell. */
function watchingChecks({ zone }: Subject, fallen: Fallen): HealthCheck[] {
    return zone.HealthChecks.filter((check) => isEndpoint(check) && watchesOnly(viewOf(zone), check, fallen));
}

/** Alarms that turn. Split checkers do not touch them, and a check or a target that fails alone is no place. */
function alarmsSeeing({ zone }: Subject, fault: Fault): HealthCheck[] {
    if (fault.kind !== "region-lost" && fault.kind !== "targets-sick") {
        return [];
    }
    const fallen = fallenWith(zone, fault.region);
    const sees = fault.kind === "region-lost" ? turnsUnhealthy : watchesOnly;
    return zone.HealthChecks.filter(
        (check) => configOf(check).AlarmIdentifier !== undefined && sees(viewOf(zone), check, fallen),
    );
}

function blindChecks({ zone, writer }: Subject, region: string, watching: readonly HealthCheck[]): HealthCheck[] {
    return writer?.region === region
        ? zone.HealthChecks.filter((check) => touchesWriter(check) && !watching.includes(check))
        : [];
}

/** What a check watches, and what records that name it lead to: these are taken out of service with it. */
function answersOf({ zone }: Subject, check: HealthCheck): Set<string> {
    const view = viewOf(zone);
    const records = zone.ResourceRecordSets.filter(({ HealthCheckId }) => HealthCheckId === check.Id);
    return new Set([...watchedAnswers(view, check), ...records.flatMap((record) => [...view.answers.of(record)])]);
}

/** Every check and target that the asked name's answers may depend on: `check ID`, `target NAME`. */
function reachableFrom({ zone, name }: Subject): Set<string> {
    const view = viewOf(zone);
    const group = view.group(name, "A") ?? view.group(name, "CNAME");
    const records = group ? [...view.below(group)].flatMap((one) => one.records) : [];
    const targets = records.filter(
        (record) => view.target(record).kind === "resource" && record.AliasTarget?.EvaluateTargetHealth === true,
    );
    return new Set([
        ...view.deciding(records).map(({ Id }) => `check ${Id ?? ""}`),
        ...targets.map(({ AliasTarget }) => `target ${canonicalName(AliasTarget?.DNSName ?? "")}`),
    ]);
}
