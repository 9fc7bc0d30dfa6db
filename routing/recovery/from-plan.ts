import type { Plan } from "../../plan/plan";
import { RoutingError } from "../errors";
import { buildModel, type Conditions } from "./build-model";
import type { FailoverModel } from "./failover-model";
import { subjectOfPlan } from "./subject";

/** What the plan does not say: which loss, and who measures. */
export interface FailoverOptions extends Omit<Conditions, "resolverPlaces"> {
    readonly lostRegion: string;
    readonly manner: "refused" | "black-hole";
    /** Where each resolver's users are. @default all in the lost region */
    readonly resolverRegions?: readonly string[];
    /** @default the plan's initialWriter */
    readonly writerRegion?: string;
}

/**
 * Everything that decides how long the loss of a region takes, as a drill of this plan meets it.
 * @throws RoutingError when the plan lacks what a platform's plan has, or the region is not one of its regions.
 */
export function failoverModel(plan: Plan, options: FailoverOptions): FailoverModel {
    const subject = subjectOfPlan(plan);
    const { lostRegion, manner, resolverRegions, writerRegion, ...conditions } = options;
    if (!subject.places.includes(lostRegion)) {
        const expected = subject.places.join(", ");
        throw new RoutingError("unknown-value", `lost region: expected one of ${expected}, got ${lostRegion}`);
    }
    const places = resolverRegions ?? Array.from({ length: options.resolvers }, () => lostRegion);
    const writer = subject.writer && { ...subject.writer, region: writerRegion ?? subject.writer.region };
    return buildModel(
        { ...subject, places: [...new Set(places)], ...(writer ? { writer } : {}) },
        { kind: "region-lost", region: lostRegion, manner },
        { ...conditions, resolverPlaces: places },
    ).model;
}
