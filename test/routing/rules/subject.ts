import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import type * as answers from "../../../routing/answer";
import type { Responder } from "../../../routing/dns/responder";
import type { createZoneResolver } from "../../../routing/dns/zone-resolver";
import type * as problems from "../../../routing/evaluate/zone-problems";
import type * as explanations from "../../../routing/explain";
import type * as verdicts from "../../../routing/health-checks/verdict";
import type { Zone, ZoneState } from "../../../routing/zone";
import { address, zone } from "../zones";
import { healthModules, type HealthModules } from "./health-modules";

/** What the rules are about: the real modules, or a mutant of them. */
export interface Subject {
    readonly answer: typeof answers.answer;
    readonly explain: typeof explanations.explain;
    readonly zoneProblems: typeof problems.zoneProblems;
    readonly verdict: typeof verdicts;
    readonly health: HealthModules;
    readonly dns: { readonly Responder: typeof Responder; readonly createZoneResolver: typeof createZoneResolver };
}

/** One rule of Route 53 as a fact that a subject either keeps or breaks (then it throws). */
export interface Rule {
    /** Kebab-case, unique. */
    readonly id: string;
    readonly title: string;
    /** The page of the developer guide, or `RFC nnnn, section x`. */
    readonly source: string;
    readonly holds: (subject: Subject) => void;
    /** At least one; each breaks this rule. */
    readonly mutants: readonly Mutant[];
}

/** One text of a file of `routing/`, which occurs there once, replaced by another. */
export interface Mutant {
    readonly title: string;
    /** Below `routing/`. */
    readonly file: string;
    readonly find: string;
    readonly replace: string;
}

/** A subject made of modules, loaded by their path below `routing/` without `.ts`. */
export function subjectOf(load: (module: string) => unknown): Subject {
    return {
        answer: (load("answer") as typeof answers).answer,
        explain: (load("explain") as typeof explanations).explain,
        zoneProblems: (load("evaluate/zone-problems") as typeof problems).zoneProblems,
        verdict: load("health-checks/verdict") as typeof verdicts,
        health: healthModules(load),
        dns: {
            ...(load("dns/responder") as Pick<Subject["dns"], "Responder">),
            ...(load("dns/zone-resolver") as Pick<Subject["dns"], "createZoneResolver">),
        },
    };
}

/** Who answers app.example.com, with what probability. */
export function shares({ answer }: Subject, one: Zone, state: ZoneState = {}): { [address: string]: number } {
    const { candidates } = answer(one, state, { name: "app.example.com", type: "A", from: "here" });
    const sums: { [address: string]: number } = {};
    for (const { answers: values, probability } of candidates) {
        sums[values.join()] = (sums[values.join()] ?? 0) + probability;
    }
    return sums;
}

export function weighted(weights: readonly number[], checked = true): Zone {
    const records = weights.map((Weight, at) =>
        address("app.example.com.", `10.0.0.${at}`, {
            Weight,
            SetIdentifier: String(at),
            ...(checked ? { HealthCheckId: `c${at}` } : {}),
        }),
    );
    return zone(records, Object.fromEntries(weights.map((_, at) => [`c${at}`, {}])));
}

export function unhealthy(...ids: readonly string[]): ZoneState {
    return { healthChecks: Object.fromEntries(ids.map((id) => [id, "unhealthy" as const])) };
}

export function pair(secondary: Partial<ResourceRecordSet> = { HealthCheckId: "s" }): Zone {
    return zone(
        [
            address("app.example.com.", "10.0.0.1", { Failover: "PRIMARY", SetIdentifier: "p", HealthCheckId: "p" }),
            address("app.example.com.", "10.0.0.2", { Failover: "SECONDARY", SetIdentifier: "s", ...secondary }),
        ],
        { p: {}, s: {} },
    );
}

export function near(regions: readonly ("eu-west-1" | "us-east-1" | "sa-east-1")[]): Zone {
    const records = regions.map((Region) =>
        address("app.example.com.", Region, { Region, SetIdentifier: Region, HealthCheckId: Region }),
    );
    return zone(records, Object.fromEntries(regions.map((region) => [region, {}])));
}

export const app = { name: "app.example.com", type: "A", from: "here" };
