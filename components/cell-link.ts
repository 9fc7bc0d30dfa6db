import * as pulumi from "@pulumi/pulumi";
import { createPeering } from "./cell-link/peering";
import { createRoutes, type Way } from "./cell-link/routes";
import { createTransit } from "./cell-link/transit";
import type { KeyedId } from "./network/site";
import type { Place } from "./shared/region";
import type { TransitHub } from "./transit-hub";

/** Tiers that speak to each other across cells: apps to databases, and databases back. */
export type LinkedTier = "app" | "data";

/** One side of a link: a cell's network, as far as others are let into it. */
export interface LinkedCell {
    readonly place: Place;
    /** The block of each tier. */
    readonly blocks: Readonly<Record<LinkedTier, string>>;
    readonly network: {
        readonly vpcId: pulumi.Output<string>;
        readonly routeTableIds: Readonly<Record<LinkedTier, readonly KeyedId[]>>;
    };
}

/** One side of a link between cells that have a hub each. */
export interface HubbedCell extends LinkedCell {
    readonly hub: Pick<TransitHub, "gatewayId" | "routeTableId">;
}

/** Asks for the link, and gives it; which of the two does so makes no difference afterwards. */
interface Pair<Cell> {
    readonly requester: Cell;
    readonly accepter: Cell;
}

/** Directly from VPC to VPC, or from the transit gateway of one cell to that of the other. */
export type CellLinkArgs =
    ({ readonly kind: "peering" } & Pair<LinkedCell>) | ({ readonly kind: "transit" } & Pair<HubbedCell>);

/**
 * Joins the networks of two cells, so that the app of either reaches the database of the other: from app tier to data
 * tier and back, and nothing else. IPv4 alone. Traffic between regions is encrypted by AWS.
 *
 * The routes have the same names whatever the link's kind: changing it builds the other kind first, turns each route
 * to it in place and then removes the first.
 *
 * Cost: a peering bills nothing while idle; `transit` bills each side's attachment by the hour.
 * Loses: nothing that a cell needs for itself; only what crosses.
 */
export class CellLink extends pulumi.ComponentResource {
    /** Of the peering connection, or of the attachment between transit gateways; known once it is accepted. */
    readonly connectionId: pulumi.Output<string>;

    constructor(name: string, args: CellLinkArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:cell-link:CellLink", name, {}, opts);
        const { requester, accepter } = args;
        const link = { name, component: this };
        const { connectionId, target } =
            args.kind === "peering" ? createPeering(link, args) : createTransit(link, args);
        this.connectionId = connectionId;
        const ways: readonly Way[] = [
            { from: requester, to: accepter, target: target.requester },
            { from: accepter, to: requester, target: target.accepter },
        ];
        for (const way of ways) {
            createRoutes(link, way);
        }
        this.registerOutputs({ connectionId: this.connectionId });
    }
}
