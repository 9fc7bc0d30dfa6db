import type { Plan, PlanResource } from "../../plan/plan";
import { resourcesOfType } from "../../plan/read";
import { regionsOf } from "../loss/loss";
import { canonicalName } from "../names";
import { plannedBalancers, plannedNames } from "../from-plan/planned-names";
import { Inputs, platformInputs } from "../from-plan/inputs";
import { defaultPlaces } from "../questions";
import type { Zone, ZoneState } from "../zone";
import { latencyFromPlan, zoneFromPlan } from "../from-plan/zone-from-plan";
import type { TargetCheck } from "./detection";
import type { Input, Range } from "./failover-model";

/** The group of targets behind one name that an alias leads to. */
export interface TargetGroup {
    readonly check: TargetCheck;
    readonly targets: number;
    readonly source: Input["source"];
}

/** Where the database is written, and how it gets a new writer. */
export interface Writer {
    readonly region: string;
    readonly decideSeconds: number;
    readonly promotionSeconds: number;
    /** Instances that reconnect, by region. */
    readonly instances: ReadonlyMap<string, number>;
}

export interface RecoveryPromises {
    readonly readRtoSeconds?: number;
    readonly writeRtoSeconds?: number;
}

/** What a prediction is about: a zone, and what else is known of the platform behind it. */
export interface Subject {
    readonly zone: Zone;
    /** What holds before the fault. */
    readonly state: ZoneState;
    /** The name that clients ask for. */
    readonly name: string;
    /** Where clients are, unless the question says so. */
    readonly places: readonly string[];
    /** Regions without a running instance. */
    readonly unavailable: readonly string[];
    readonly healthToDnsSeconds: Range;
    readonly healthToDnsSource: Input["source"];
    readonly targetGroup: (target: string) => TargetGroup;
    /** For how long a balancer keeps a client's idle connection open at most. */
    readonly keepAliveSeconds: number;
    readonly keepAliveSource: Input["source"];
    readonly writer?: Writer;
    readonly promises: RecoveryPromises;
    /** What nobody can know of it, one line each. */
    readonly leftOut: readonly string[];
}

/** What a zone file does not say. */
export interface ZoneFacts {
    readonly name: string;
    /** @default where the zone's records name a region or a country */
    readonly places?: readonly string[];
    readonly state?: ZoneState;
    readonly healthToDnsSeconds?: Range;
    readonly targetGroup?: TargetGroup;
    readonly promises?: RecoveryPromises;
}

/** From a verdict to answers: AWS publishes no bound. */
const assumedHealthToDns: Range = { min: 1, max: 5 };

/** What AWS gives a target group that says nothing (Application Load Balancer guide, "Health checks for target groups"). */
const defaultTargetGroup: TargetGroup = {
    check: { intervalSeconds: 30, timeoutSeconds: 5, unhealthyThreshold: 2 },
    targets: 2,
    source: "AWS",
};

/** "HTTP client keepalive duration" of an Application Load Balancer: 3600 s unless it says otherwise. */
const defaultKeepAliveSeconds = 3600;

/** A zone file and what is said beside it. Without latencies, each region is nearest to itself. */
export function subjectOfZone(zone: Zone, facts: ZoneFacts): Subject {
    const places = facts.places ?? defaultPlaces(zone, facts.state ?? {}, regionsOf(zone));
    const near = Object.fromEntries(places.map((place) => [place, { [place]: 1 }]));
    return {
        zone,
        state: { ...facts.state, latency: { ...near, ...facts.state?.latency } },
        name: facts.name,
        places,
        unavailable: [],
        healthToDnsSeconds: facts.healthToDnsSeconds ?? assumedHealthToDns,
        healthToDnsSource: facts.healthToDnsSeconds ? "config" : "assumed",
        targetGroup: () => facts.targetGroup ?? defaultTargetGroup,
        keepAliveSeconds: defaultKeepAliveSeconds,
        keepAliveSource: "AWS",
        promises: facts.promises ?? {},
        leftOut: [
            "promotion of a database: a zone says nothing of one, so writes are not predicted",
            ...(facts.promises ? [] : ["promises: a zone has none, so nothing is judged"]),
        ],
    };
}

/** @throws RoutingError when the plan lacks what a platform's plan has */
export function subjectOfPlan(plan: Plan): Subject {
    const platform = platformInputs(plan);
    const assumptions = platform.object("assumptions");
    const healthToDns = assumptions?.object("healthToDnsSeconds");
    const promises = platform.object("promises");
    const sizes = instancesOf(plan);
    const initialWriter = platform.text("initialWriter");
    const regions = platform.object("regions")?.keys() ?? [];
    const names = plannedNames(plan);
    const groups = resourcesOfType(plan, "aws:lb/targetGroup:TargetGroup");
    const balancers = plannedBalancers(plan);
    const keepAlives = [...balancers.values()].map(
        (balancer) => Inputs.of(balancer, names).number("clientKeepAlive") ?? defaultKeepAliveSeconds,
    );
    return {
        zone: zoneFromPlan(plan, names),
        state: { latency: latencyFromPlan(plan) },
        name: `app.${platform.requiredText("domain")}`,
        places: regions,
        unavailable: [...sizes].filter(([, size]) => size === 0).map(([region]) => region),
        healthToDnsSeconds: {
            min: healthToDns?.number("min") ?? assumedHealthToDns.min,
            max: healthToDns?.number("max") ?? assumedHealthToDns.max,
        },
        healthToDnsSource: "assumed",
        targetGroup: (target) => {
            const region = balancers.get(canonicalName(target))?.region;
            const group = groups.find((one) => one.region === region);
            return group ? targetGroupOf(group, sizes.get(region ?? "") ?? 1) : defaultTargetGroup;
        },
        keepAliveSeconds: Math.max(...keepAlives, 0) || defaultKeepAliveSeconds,
        keepAliveSource: "AWS",
        ...(initialWriter === undefined
            ? {}
            : {
                  writer: {
                      region: initialWriter,
                      decideSeconds: assumptions?.number("decideSeconds") ?? 0,
                      promotionSeconds: assumptions?.number("promotionSeconds") ?? 0,
                      instances: sizes,
                  },
              }),
        promises: promisesOf(promises),
        leftOut: [],
    };
}

function promisesOf(promises: Inputs | undefined): RecoveryPromises {
    const readRtoSeconds = promises?.number("readRtoSeconds");
    const writeRtoSeconds = promises?.number("writeRtoSeconds");
    return {
        ...(readRtoSeconds === undefined ? {} : { readRtoSeconds }),
        ...(writeRtoSeconds === undefined ? {} : { writeRtoSeconds }),
    };
}

/** Instances that each region's scaling groups start with. */
function instancesOf(plan: Plan): ReadonlyMap<string, number> {
    const sizes = new Map<string, number>();
    for (const group of resourcesOfType(plan, "aws:autoscaling/group:Group")) {
        const inputs = Inputs.of(group, ({ urn, output }) => `${urn}#${output}`);
        const size = inputs.number("desiredCapacity") ?? inputs.number("minSize") ?? 0;
        const region = group.region ?? "";
        sizes.set(region, (sizes.get(region) ?? 0) + size);
    }
    return sizes;
}

function targetGroupOf(group: PlanResource, targets: number): TargetGroup {
    const check = Inputs.of(group, ({ urn, output }) => `${urn}#${output}`).object("healthCheck");
    const { check: usual } = defaultTargetGroup;
    return {
        check: {
            intervalSeconds: check?.number("interval") ?? usual.intervalSeconds,
            timeoutSeconds: check?.number("timeout") ?? usual.timeoutSeconds,
            unhealthyThreshold: check?.number("unhealthyThreshold") ?? usual.unhealthyThreshold,
        },
        targets: Math.max(1, targets),
        source: "config",
    };
}
