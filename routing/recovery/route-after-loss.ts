import type { HealthCheck } from "@aws-sdk/client-route-53";
import type { Plan } from "../../plan/plan";
import { resourcesOfType } from "../../plan/read";
import type { Output } from "../../plan/token";
import { answer, type Answer } from "../answer";
import { Inputs, platformInputs } from "../plan-values";
import type { Zone, ZoneState } from "../zone";
import { latencyFromPlan, zoneFromPlan } from "../zone-from-plan";

/** What Route 53 does with clients when a region is lost, asked of the evaluator. */
export interface RouteAfterLoss {
    /** For each asked place: whether clients there were sent to the lost region, and for how long the answer is kept. */
    readonly before: readonly { readonly affected: boolean; readonly ttl: number }[];
    /** The check that watches the lost region; absent when none does. */
    readonly check?: HealthCheck;
    /** Why clients are not sent to a survivor; undefined when they are. */
    readonly never?: string;
}

export interface Loss {
    readonly lostRegion: string;
    /** Where the resolvers' users are, one for each. */
    readonly places: readonly string[];
    readonly writerRegion: string;
    /** Regions without a running instance. */
    readonly unavailable: readonly string[];
}

/** `/readyz` asks the database's writer; a check on it is red wherever the writer is out of reach. */
function touchesWriter(check: HealthCheck): boolean {
    return check.HealthCheckConfig?.ResourcePath === "/readyz";
}

/** Regions whose scaling groups start no instance. */
export function emptyRegions(plan: Plan): string[] {
    const sizes = new Map<string, number>();
    for (const group of resourcesOfType(plan, "aws:autoscaling/group:Group")) {
        const inputs = Inputs.of(group, ({ urn, output }) => `${urn}#${output}`);
        const size = inputs.number("desiredCapacity") ?? inputs.number("minSize") ?? 0;
        const region = group.region ?? "";
        sizes.set(region, (sizes.get(region) ?? 0) + size);
    }
    return [...sizes].filter(([, size]) => size === 0).map(([region]) => region);
}

/** Asks the evaluator before and after the loss: with the lost region's check unhealthy, and its target health frozen. */
export function routeAfterLoss(plan: Plan, loss: Loss): RouteAfterLoss {
    const zone = zoneFromPlan(plan, balancerName(plan));
    const name = `app.${platformInputs(plan).requiredText("domain")}`;
    const watched = new Map(zone.HealthChecks.map((check) => [check, regionWatched(zone, check)]));
    const check = zone.HealthChecks.find((one) => watched.get(one) === loss.lostRegion);
    const empty = zone.HealthChecks.filter((one) => loss.unavailable.includes(watched.get(one) ?? ""));
    const writerGone = loss.lostRegion === loss.writerRegion;
    const blind = zone.HealthChecks.filter((one) => writerGone && touchesWriter(one));
    // A lost region reports no target health any more, so what Route 53 last heard of it stays: healthy.
    const targets = Object.fromEntries(loss.unavailable.map((region) => [nameFor(region), "unhealthy" as const]));
    const latency = latencyFromPlan(plan);
    const ask = (from: string, red: readonly HealthCheck[]) =>
        answer(zone, { latency, targets, healthChecks: redChecks(red) }, { name, type: "A", from });
    const before = loss.places.map((from) => ask(from, empty));
    const red = [...(check ? [check] : []), ...empty, ...blind];
    const after = loss.places.map((from) => ask(from, red));
    const dead = after.find((result) => answers(result, [loss.lostRegion, ...loss.unavailable]));
    const never = dead && reasonFor(dead, { loss, check, blind: blind.length > 0 });
    return {
        before: before.map((result) => ({ affected: answers(result, [loss.lostRegion]), ttl: result.ttl })),
        ...(check ? { check } : {}),
        ...(never === undefined ? {} : { never }),
    };
}

function reasonFor(
    dead: Answer,
    { loss, check, blind }: { loss: Loss; check: HealthCheck | undefined; blind: boolean },
): string {
    const { lostRegion, unavailable } = loss;
    const causes = [
        check ? "" : `no health check watches ${lostRegion}, and a lost region reports no target health any more`,
        unavailable.length > 0 ? `${unavailable.join(", ")} has no instances` : "",
        blind
            ? "the health check asks /readyz, which touches the writer, so the survivor is red until someone promotes it"
            : "",
    ].filter(Boolean);
    const path = dead.candidates.flatMap((candidate) => candidate.path.slice(0, -1)).join(" > ");
    return `Route 53 goes on answering with a region that does not serve: ${[...causes, path].join("; ")}`;
}

function redChecks(checks: readonly HealthCheck[]): NonNullable<ZoneState["healthChecks"]> {
    return Object.fromEntries(checks.map(({ Id }) => [Id ?? "", "unhealthy" as const]));
}

function answers(result: Answer, regions: readonly string[]): boolean {
    return result.candidates.some((candidate) => candidate.answers.some((name) => regions.map(nameFor).includes(name)));
}

/** The region that a check's name leads to, as the evaluator answers it with everything healthy. */
function regionWatched(zone: Zone, { HealthCheckConfig }: HealthCheck): string | undefined {
    const name = HealthCheckConfig?.FullyQualifiedDomainName;
    if (name === undefined) {
        return undefined;
    }
    const [target] = answer(zone, {}, { name, type: "A", from: "" }).answers;
    return target === undefined ? undefined : /^balancer\.([^.]+)\.elb\.amazonaws\.com$/.exec(target)?.[1];
}

function balancerName(plan: Plan): (reference: Output) => string {
    const regions = new Map(plan.resources.map(({ urn, region }) => [urn, region]));
    return ({ urn, output }) => {
        const region = regions.get(urn);
        return region === undefined ? `${output}.unknown` : nameFor(region);
    };
}

function nameFor(region: string): string {
    return `balancer.${region}.elb.amazonaws.com`;
}
