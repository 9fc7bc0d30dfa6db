import assert from "node:assert/strict";
import fc from "fast-check";
import { ConfigProblems, parsePlatform, type PlatformConfig } from "../../config";
import { regions, shortRegion, type Region } from "../../components/shared/regions";
import type { Plan, PlanResource, PlanValue } from "../../plan/plan";
import { recordProgram } from "../../plan/record";
import { definePlatform } from "../../platform";
import { anyStores } from "./stores";
import { controls, rawTraffic } from "./traffic/choices";

/** A platform as a person writes it, before it is checked; tests break it one rule at a time. */
export interface RawPlatform {
    [key: string]: unknown;
    initialWriter: string;
    regions: Record<string, RawCell>;
    assumptions: { regionRttMilliseconds: Record<string, Record<string, number>>; [key: string]: unknown };
}

interface RawCell {
    [key: string]: unknown;
    role: string;
    cidr: string;
    zones: string[];
    web: Record<string, number>;
}

/** What also a platform of one region can promise. */
export const everydayPromises = { p99Milliseconds: 250, availabilityPercent: 99.9 };

/** Two regions, active-passive: the smallest valid platform that can fail over. */
export function twoRegions(): RawPlatform {
    return {
        name: "orders",
        domain: "antipode.example",
        account: "111122223333",
        mode: "active-passive",
        initialWriter: "eu-west-1",
        regions: {
            "eu-west-1": rawCell("eu-west-1", 0, "active"),
            "us-east-1": rawCell("us-east-1", 1, "warm"),
        },
        promises: { readRtoSeconds: 120, writeRtoSeconds: 300, rpoSeconds: 1, ...everydayPromises },
        assumptions: { regionRttMilliseconds: { "eu-west-1": { "us-east-1": 68 } } },
        budgetMonthlyUsd: 1000,
    };
}

/** The cell of a platform in a region that it has. */
export function cell(raw: RawPlatform, region: string): RawCell {
    const found = raw.regions[region];
    assert.ok(found);
    return found;
}

/** A cell with the index-th block of 10/8 and its region's zones 1 and 2. */
function rawCell(region: Region, index: number, role: string): RawCell {
    const zones = [1, 2].map((number) => `${shortRegion(region)}-az${number}`);
    return { role, cidr: `10.${index}.0.0/16`, zones, web: { min: 2, max: 4 } };
}

/** Groups that scale by hand, or by an alarm and the clock, of several types and spot, held when they end. */
const groups = [
    { policies: {} },
    {
        policies: {
            rush: {
                kind: "step",
                alarm: {
                    metric: {
                        namespace: "AWS/EC2",
                        name: "CPUUtilization",
                        statistic: "Average",
                        dimensions: "group",
                    },
                    when: "atLeast",
                    threshold: 70,
                    periods: 2,
                    periodSeconds: 60,
                },
                change: "instances",
                steps: [{ beyond: 0, by: 1 }],
            },
            gameday: { kind: "scheduled", cron: "30 13 * * 2", timeZone: "Europe/Dublin", min: 3 },
        },
        mix: {
            choose: { kind: "types", types: [{ type: "m7g.large" }, { type: "m6g.large" }] },
            onDemandBase: 1,
            onDemandPercent: 50,
        },
        hooks: { drain: { on: "terminating", timeoutSeconds: 60 } },
    },
];

/** Balancers that read requests, with what an ALB alone has, or pass connections through; groups scale on what theirs counts. */
const doors = {
    alb: {
        balancer: {
            kind: "alb",
            targetGroups: { "a-second-release": {} },
            rules: {
                canary: { priority: 1, when: { paths: ["/*"] }, then: { type: "forward", weights: { main: 9 } } },
            },
        },
    },
    nlb: {
        balancer: { kind: "nlb", tls: { mode: "passthrough" } },
        web: { policies: { cpu: { kind: "cpu", targetPercent: 50 } } },
    },
};

/** An endpoint of each kind, as a person writes it. */
const model = { kind: "single", imageTag: "1.4.0", artifact: "fraud/model.tar.gz" };
export const endpoints = [
    {
        kind: "realtime",
        variants: {
            main: {
                model,
                instanceType: "ml.c7g.xlarge",
                capacity: {
                    kind: "scaled",
                    initial: 2,
                    min: 2,
                    max: 4,
                    target: { kind: "invocations", perInstancePerMinute: 600 },
                },
            },
        },
        capture: { percent: 5 },
        p99Milliseconds: 100,
    },
    { kind: "serverless", model, p99Milliseconds: 500 },
    { kind: "async", model, instanceType: "ml.g5.xlarge", capacity: { max: 4 } },
];

/** Adds a cell and its round trips to all others. */
export function withRegion(raw: RawPlatform, region: Region, role: string): RawPlatform {
    const present = Object.keys(raw.regions);
    return {
        ...raw,
        regions: { ...raw.regions, [region]: rawCell(region, 100 + present.length, role) },
        assumptions: {
            ...raw.assumptions,
            regionRttMilliseconds: {
                ...raw.assumptions.regionRttMilliseconds,
                [region]: Object.fromEntries(present.map((other) => [other, 100])),
            },
        },
    };
}

/** A runner of drills in the first region that may have it. */
function runnerBeside(places: readonly Region[]): unknown {
    return {
        region: regions.find((region) => region !== "us-east-1" && !places.includes(region)),
        cidr: "10.255.0.0/24",
        schedules: { weekly: { drill: "region-loss", cron: "0 10 ? * TUE *", timeZone: "Europe/Dublin" } },
        blackouts: { "year-end": { from: "2026-12-20", to: "2027-01-03" } },
    };
}

/** Any platform that the config accepts: one to four regions in any roles, any NAT, checks on or off. */
export const anyPlatform: fc.Arbitrary<PlatformConfig> = fc
    .record({
        places: fc.uniqueArray(fc.constantFrom(...regions), { minLength: 1, maxLength: 4 }),
        roles: fc.array(fc.constantFrom("active", "warm", "pilot"), { minLength: 4, maxLength: 4 }),
        zones: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 2, maxLength: 4 }),
        prefix: fc.integer({ min: 16, max: 21 }),
        nat: fc.constantFrom("none", "single", "per-zone"),
        checks: fc.boolean(),
        evaluateTargetHealth: fc.boolean(),
        chain: fc.boolean(),
        control: fc.constantFrom(...controls),
        privateNames: fc.boolean(),
        instances: fc.integer({ min: 1, max: 3 }),
        rotation: fc.constantFrom("none", { everyDays: 30 }),
        allowDestroy: fc.boolean(),
        door: fc.constantFrom(doors.alb, doors.nlb),
        web: fc.constantFrom({}, ...groups),
        stores: fc.constantFrom(...anyStores),
        inference: fc.constantFrom("none", ...endpoints),
        drills: fc.boolean(),
        security: fc.record({
            sharedKey: fc.boolean(),
            balancerLogs: fc.constantFrom("none", { retentionDays: 30 }),
        }),
    })
    .map(({ places, roles, zones, prefix, ...rest }) => {
        const [writer = "eu-west-1"] = places;
        const cells = places.map((region, index) => {
            const role = index === 0 ? "active" : (roles[index] ?? "warm");
            const ids = zones.map((number) => `${shortRegion(region)}-az${number}`);
            return [
                region,
                { ...rawCell(region, index, role), zones: ids, cidr: `10.${index}.0.0/${prefix}` },
            ] as const;
        });
        const active = cells.filter(([, { role }]) => role === "active").length;
        const base = twoRegions();
        return parsePlatform({
            ...base,
            initialWriter: writer,
            ...(places.length === 1
                ? { mode: "single-region", promises: everydayPromises }
                : { mode: active > 1 ? "active-active" : "active-passive" }),
            regions: Object.fromEntries(cells),
            network: { nat: rest.nat },
            allowDestroy: rest.allowDestroy,
            ...rest.stores,
            inference: rest.inference,
            gameday: rest.drills ? runnerBeside(places) : "none",
            web: rest.web,
            ...rest.door,
            security: rest.security,
            database: { instances: rest.instances, rotation: rest.rotation },
            traffic: rawTraffic(rest, cells),
            assumptions: {
                regionRttMilliseconds: Object.fromEntries(
                    places.map((one, index) => [one, Object.fromEntries(places.slice(index + 1).map((b) => [b, 50]))]),
                ),
            },
        });
    });

/** What a component, or a few that are wired by hand, would ask AWS for. */
export function recordAlone(make: () => unknown): Promise<Plan> {
    return recordProgram(make, { project: "antipode", stack: "test" });
}

/** What the program would ask AWS for. */
export function plan(config: PlatformConfig): Promise<Plan> {
    return recordProgram(() => definePlatform(config), { project: "antipode", stack: "test" });
}

export function ofType({ resources }: Plan, type: string): PlanResource[] {
    return resources.filter((resource) => resource.type === type);
}

/** The one resource of a type, and of a region when given. */
export function one(recorded: Plan, type: string, region?: string): PlanResource {
    const found = ofType(recorded, type).filter((resource) => region === undefined || resource.region === region);
    const [first] = found;
    if (first === undefined || found.length > 1) {
        throw new Error(`expected one ${type}, got ${found.map(({ name }) => name).join(", ") || "none"}`);
    }
    return first;
}

/** The component that a resource belongs to, of a type, however far above; undefined when it has none. */
export function ancestor(recorded: Plan, resource: PlanResource, type: string): PlanResource | undefined {
    const parent = recorded.resources.find(({ urn }) => urn === resource.parent);
    return parent === undefined || parent.type === type ? parent : ancestor(recorded, parent, type);
}

/** A field of an input, however deep; undefined where there is none. */
export function field(value: PlanValue | undefined, ...path: (string | number)[]): unknown {
    return path.reduce<unknown>(
        (inner, key) =>
            typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>)[key] : undefined,
        value,
    );
}

/** The entries of a list; none for anything else. */
export function listed(value: PlanValue | undefined): readonly PlanValue[] {
    return Array.isArray(value) ? (value as readonly PlanValue[]) : [];
}

/** An input as text: itself when it is one, else as JSON. */
export function text(value: unknown): string {
    return typeof value === "string" ? value : JSON.stringify(value);
}

/** An object without some of its keys. */
export function without<T>(from: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> {
    return Object.fromEntries(Object.entries(from).filter(([key]) => !keys.includes(key)));
}

/** The problems of a platform as its config would report them, one line each; none for a valid one. */
export function problems(raw: unknown): string[] {
    try {
        parsePlatform(raw);
    } catch (error) {
        assert.ok(error instanceof ConfigProblems);
        return error.problems.map(({ path, message }) => `${path}: ${message}`);
    }
    return [];
}
