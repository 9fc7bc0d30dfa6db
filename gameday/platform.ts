import { z } from "zod";
import { resourcesOfType } from "../plan/read";
import type { Plan } from "../plan/plan";
import { unrun, type Unrun } from "../twin/unrun";
import { unrunOfBalancers } from "../twin/unrun-balancer";

const factsOfPlatform = z.object({
    name: z.string(),
    domain: z.string(),
    mode: z.string(),
    initialWriter: z.string(),
    regions: z.record(z.string(), z.object({ role: z.string(), web: z.object({ min: z.number(), max: z.number() }) })),
    traffic: z.object({
        healthCheck: z.union([
            z.literal("none"),
            z.object({ path: z.string(), intervalSeconds: z.number(), failureThreshold: z.number() }),
        ]),
        evaluateTargetHealth: z.boolean(),
        failoverControl: z.object({ kind: z.string() }).optional(),
    }),
    promises: z.object({
        readRtoSeconds: z.number().optional(),
        writeRtoSeconds: z.number().optional(),
        rpoSeconds: z.number().optional(),
        p99Milliseconds: z.number(),
        availabilityPercent: z.number(),
    }),
    assumptions: z.object({
        replicationLagSeconds: z.number(),
        decideSeconds: z.number(),
        promotionSeconds: z.number(),
        bootSeconds: z.number(),
        healthToDnsSeconds: z.object({ min: z.number(), max: z.number() }),
    }),
});

/** What a drill needs to know of a platform: the inputs of its root component, from the plan and from nowhere else. */
export type PlatformFacts = z.infer<typeof factsOfPlatform> & {
    /** Components of the plan that the twin leaves out. */
    readonly unrun: readonly Unrun[];
    /** What its balancers have and the twin's do not do. */
    readonly unrunOfBalancers: readonly Unrun[];
};
export type Promises = PlatformFacts["promises"];

/** @throws Error when the plan holds no platform, or one without promises; one line a problem */
export function platformOf(plan: Plan): PlatformFacts {
    const [root] = resourcesOfType(plan, "antipode:platform:Platform");
    if (root === undefined) {
        throw new Error(`plan of stack ${plan.stack}: expected a platform (antipode:platform:Platform), found none`);
    }
    const parsed = factsOfPlatform.safeParse(root.inputs);
    if (!parsed.success) {
        const lines = parsed.error.issues.map(({ path, message }) => `  - ${path.join(".")}: ${message}`);
        throw new Error([`platform ${root.name} is not valid:`, ...lines].join("\n"));
    }
    return { ...parsed.data, unrun: unrun(plan), unrunOfBalancers: unrunOfBalancers(plan) };
}

/** Regions that are left when one is lost; with their role and size, in the config's order. */
export function survivorsOf(
    facts: PlatformFacts,
    lostRegion: string,
): { region: string; role: string; min: number; max: number }[] {
    return Object.entries(facts.regions)
        .filter(([region]) => region !== lostRegion)
        .map(([region, { role, web }]) => ({ region, role, ...web }));
}
