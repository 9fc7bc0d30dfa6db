import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { LinkedCell } from "../cell-link";
import { childrenOf } from "../shared/region";
import { shortRegion } from "../shared/regions";

/** A link while it is made. */
export interface Link {
    readonly name: string;
    readonly component: pulumi.ComponentResource;
}

/** What routes of one side lead to. */
export type Target =
    { readonly vpcPeeringConnectionId: pulumi.Output<string> } | { readonly transitGatewayId: pulumi.Output<string> };

/** What was made between two cells, and what each side's routes lead to. */
export interface Connection {
    readonly connectionId: pulumi.Output<string>;
    readonly target: { readonly requester: Target; readonly accepter: Target };
}

/** The routes of one side to the other. */
export interface Way {
    readonly from: LinkedCell;
    readonly to: LinkedCell;
    readonly target: Target;
}

/** App tables learn the other's data tier, data tables the other's app tier. */
export const reaches = [
    { tier: "app", reached: "data" },
    { tier: "data", reached: "app" },
] as const;

/** One side's routes, by the tables that its tiers have. */
export function createRoutes({ name, component }: Link, { from, to, target }: Way): void {
    const { child, placed } = childrenOf(component, from.place);
    for (const { tier, reached } of reaches) {
        for (const { key, id } of from.network.routeTableIds[tier]) {
            new aws.ec2.Route(
                `${name}-${shortRegion(from.place.region)}-${tier}-${key}`,
                { ...placed, routeTableId: id, destinationCidrBlock: to.blocks[reached], ...target },
                child,
            );
        }
    }
}
