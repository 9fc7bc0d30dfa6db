import type { HealthCheck } from "@aws-sdk/client-route-53";
import { RoutingError } from "../errors";
import { asksEndpoint, endpointType } from "../health-checks/endpoint";
import { observationOf, type EndpointBehaviour, type EndpointType } from "../health-checks/observation";
import { checkerRegions } from "../health-checks/verdict";
import { targetsOf } from "../lost-region";
import { canonicalName } from "../names";
import { checkDetection, isReached, orderOf, targetDetection } from "./detection";
import type { Fault } from "./fault";
import type { Detection, Range, Signal } from "./failover-model";
import type { Subject } from "./subject";
import { answersOf, endpointOf, zoneId, type IsBroken } from "./victims";

/** What a fault does, before anybody acts on it. */
export interface Consequences {
    readonly isBroken: IsBroken;
    /** What turns unhealthy, of that which the asked name depends on. */
    readonly signals: readonly Signal[];
    /** Whether clients of what is broken fail until they are sent elsewhere; otherwise they are only moved. */
    readonly clientsFail: boolean;
    /** One line each: why something that might have noticed does not. */
    readonly silences: readonly string[];
}

/** More than so many signals would make a table of answers too long; no tree of a name has them. */
const mostSignals = 12;

/** @throws RoutingError when the fault names something that the zone does not have, or that has no endpoint */
export function consequencesOf(subject: Subject, fault: Fault, overheadSeconds: Range): Consequences {
    const found = { ...rawConsequences(subject, fault, overheadSeconds) };
    const reachable = reachableFrom(subject);
    const signals = found.signals.filter(({ kind, name }) => reachable.has(`${kind} ${name}`));
    if (signals.length > mostSignals) {
        throw new RoutingError(
            "not-built",
            `${subject.name}: expected at most ${mostSignals} checks and targets to see the fault, got ${signals.length}`,
        );
    }
    const { reached, silent } = heard(signals);
    return { ...found, signals: reached, silences: [...found.silences, ...silent] };
}

function rawConsequences(subject: Subject, fault: Fault, overheadSeconds: Range): Consequences {
    const { zone } = subject;
    switch (fault.kind) {
        case "region-lost": {
            const isBroken = answersOf(zone, fault.region);
            const watching = watchingChecks(subject, fault.region, isBroken);
            const blind = blindChecks(subject, fault.region, watching);
            const see = checkSignal(fault.manner, overheadSeconds);
            return { isBroken, clientsFail: true, signals: [...watching, ...blind].flatMap(see), silences: [] };
        }
        case "targets-sick": {
            const isBroken = answersOf(zone, fault.region);
            const watching = watchingChecks(subject, fault.region, isBroken);
            const see = checkSignal(fault.manner, overheadSeconds);
            const targets = targetsOf(zone).filter(isBroken);
            const told = targets.map((target) => targetSignal(subject, { target, ...fault }, overheadSeconds));
            const tcp = watching.filter(({ HealthCheckConfig }) => HealthCheckConfig?.Type === "TCP");
            const silences = tcp.map(({ Id }) => `${Id ?? ""} only connects (TCP), and the balancer still accepts`);
            return { isBroken, clientsFail: true, signals: [...told, ...watching.flatMap(see)], silences };
        }
        case "checkers-split": {
            const isBroken = answersOf(zone, fault.region);
            const watching = watchingChecks(subject, fault.region, isBroken);
            const signals = watching.flatMap(splitSignal(fault.unreachableRegions, overheadSeconds));
            return { isBroken, clientsFail: false, signals, silences: [] };
        }
        case "check-unhealthy": {
            const check = checkOf(subject, fault.check);
            const endpoint = new Set(endpointOf(zone, check));
            const isBroken = (one: string) => endpoint.has(canonicalName(one)) || carries(subject, fault.check, one);
            const see = isEndpoint(check) ? checkSignal(fault.manner, overheadSeconds) : thrown;
            return { isBroken, clientsFail: true, signals: see(check), silences: [] };
        }
        case "target-unhealthy": {
            const target = canonicalName(fault.target);
            const known = targetsOf(zone);
            if (!known.includes(target)) {
                const expected = known.join(", ") || "none: no alias leads out of the zone";
                throw new RoutingError("unknown-value", `target: expected one of ${expected}, got ${fault.target}`);
            }
            const signal = targetSignal(subject, { target, manner: fault.manner }, overheadSeconds);
            const isBroken = (one: string) => canonicalName(one) === target;
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

function isEndpoint({ HealthCheckConfig }: HealthCheck): boolean {
    return HealthCheckConfig !== undefined && asksEndpoint(HealthCheckConfig);
}

function typeOf({ HealthCheckConfig }: HealthCheck): EndpointType {
    return endpointType(HealthCheckConfig ?? { Type: undefined });
}

/** Checks whose endpoint lies in the region; where nobody can tell where it lies, those that the region's records carry. */
function watchingChecks({ zone }: Subject, region: string, isBroken: IsBroken): HealthCheck[] {
    const values = zone.ResourceRecordSets.flatMap(({ ResourceRecords }) => ResourceRecords ?? []);
    const located = new Set([...targetsOf(zone), ...values.map(({ Value }) => canonicalName(Value ?? ""))]);
    const carried = new Set(
        zone.ResourceRecordSets.filter((record) => record.Region === region || record.SetIdentifier === region).map(
            ({ HealthCheckId }) => HealthCheckId,
        ),
    );
    return zone.HealthChecks.filter(isEndpoint).filter((check) => {
        const endpoint = endpointOf(zone, check);
        const isKnown = endpoint.some((one) => isBroken(one) || located.has(one));
        return isKnown ? endpoint.some(isBroken) : carried.has(check.Id);
    });
}

/** `/readyz` asks the database's writer; a check on it is red wherever the writer is out of reach. */
export function touchesWriter(check: HealthCheck): boolean {
    return check.HealthCheckConfig?.ResourcePath === "/readyz";
}

function blindChecks({ zone, writer }: Subject, region: string, watching: readonly HealthCheck[]): HealthCheck[] {
    return writer?.region === region
        ? zone.HealthChecks.filter((check) => touchesWriter(check) && !watching.includes(check))
        : [];
}

/** Whether an answer is that of a record with this check on it, or below an alias with it. */
function carries({ zone }: Subject, id: string, one: string): boolean {
    return zone.ResourceRecordSets.some(
        ({ HealthCheckId, ResourceRecords, AliasTarget }) =>
            HealthCheckId === id &&
            [...(ResourceRecords ?? []).map(({ Value }) => Value ?? ""), AliasTarget?.DNSName ?? ""].some(
                (value) => canonicalName(value) === canonicalName(one),
            ),
    );
}

/** Every check and target that the asked name's answers may depend on: `check ID`, `target NAME`. */
function reachableFrom({ zone, name }: Subject): Set<string> {
    const found = new Set<string>();
    const own = zoneId(zone);
    const children = new Map(
        zone.HealthChecks.map(({ Id, HealthCheckConfig }) => [Id ?? "", HealthCheckConfig?.ChildHealthChecks ?? []]),
    );
    const seen = new Set<string>();
    const names = [canonicalName(name)];
    for (let next = names.pop(); next !== undefined; next = names.pop()) {
        const here = next;
        seen.add(here);
        for (const { Name, HealthCheckId, AliasTarget } of zone.ResourceRecordSets) {
            if (!answersFor(canonicalName(Name ?? ""), here)) {
                continue;
            }
            [HealthCheckId ?? "", ...(children.get(HealthCheckId ?? "") ?? [])].forEach((id) =>
                found.add(`check ${id}`),
            );
            const target = canonicalName(AliasTarget?.DNSName ?? "");
            if (AliasTarget && AliasTarget.HostedZoneId !== own) {
                found.add(AliasTarget.EvaluateTargetHealth === true ? `target ${target}` : "");
            } else if (AliasTarget && !seen.has(target)) {
                names.push(target);
            }
        }
    }
    return found;
}

function answersFor(owner: string, asked: string): boolean {
    return owner === asked || (owner.startsWith("*.") && asked.endsWith(owner.slice(1)));
}
