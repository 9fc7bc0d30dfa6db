import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Traffic, TrafficArgs, TrafficCell } from "../traffic";

/** What every part of one Traffic needs to make its children. */
export interface Site extends TrafficArgs {
    /** Begins every logical name. */
    readonly name: string;
    readonly child: { readonly parent: Traffic };
}

/** A cell with the checks that watch it. */
export interface Member {
    readonly cell: TrafficCell;
    /** The check on the cell's record; absent when nothing watches it. */
    readonly healthCheckId?: pulumi.Output<string>;
}

/** Tags of what watches one cell: Route 53's console shows `Name` alone. */
export function watchTags({ tags }: Site, name: string, cell: TrafficCell): Record<string, string> {
    return { ...tags, Name: name, "antipode:cell": cell.region };
}

/** Address records of a cell: AAAA beside A where its balancer has both kinds of address. */
export type AddressType = "A" | "AAAA";

/** The routing part of a record: exactly one policy, or none for a plain name. */
export type Routing = Pick<
    aws.route53.RecordArgs,
    | "latencyRoutingPolicies"
    | "failoverRoutingPolicies"
    | "weightedRoutingPolicies"
    | "geolocationRoutingPolicies"
    | "setIdentifier"
>;
