import type * as pulumi from "@pulumi/pulumi";
import { Overview } from "../components/overview";
import type { TierAlarm } from "../components/shared/alarm";
import type { Place } from "../components/shared/region";
import { Spending } from "../components/spending";
import { Watching } from "../components/watching";
import { routingRegion } from "./beside";
import type { CellOutputs } from "./cell";
import type { FoundationOutputs } from "./foundation";
import { inRegion, type ByRegion, type Scope } from "./scope";

/** Where a cell's alarms stand. */
export interface WatchedCell {
    readonly scope: Scope;
    readonly name: string;
    readonly place: Place;
    readonly inCell: { readonly parent: pulumi.ComponentResource };
    readonly foundation: Pick<FoundationOutputs, "keyArns">;
}

/** Tells people of whatever is wrong in one cell. */
export function watchCell(site: WatchedCell, alarms: readonly TierAlarm[]): void {
    const { scope, name, place, inCell, foundation } = site;
    const { account, watching } = scope.config;
    new Watching(
        name,
        {
            place,
            account,
            keyArn: inRegion(foundation.keyArns, place.region),
            subject: `cell ${place.region}`,
            alarms,
            subscribers: watching.subscribers,
        },
        inCell,
    );
}

/** What looks at the platform as a whole: lost regions, money, and one picture of all cells. */
export function watchPlatform(
    scope: Scope,
    { keyArns }: Pick<FoundationOutputs, "keyArns">,
    { alarms, cells }: { readonly alarms: readonly TierAlarm[]; readonly cells: ByRegion<CellOutputs> },
): void {
    const { config, home, regions, root } = scope;
    const { account, balancer, budgetMonthlyUsd, name, promises, watching } = config;
    const inRoot = { parent: root };
    const { topicArn } = new Watching(
        `${name}-traffic`,
        {
            place: { region: routingRegion, tags: home.tags },
            account,
            keyArn: inRegion(keyArns, routingRegion),
            subject: "traffic",
            alarms,
            subscribers: watching.subscribers,
        },
        inRoot,
    );
    // The topic writes to people: named here too, they would be told of each dollar twice.
    new Spending(name, { tags: home.tags, platform: name, budgetMonthlyUsd, subscribers: [], topicArn }, inRoot);
    new Overview(
        name,
        {
            place: home,
            cells: regions.map((region) => {
                const { balancerSuffix: arnSuffix, groupName, clusterIdentifier } = inRegion(cells, region);
                return { region, balancer: { kind: balancer.kind, arnSuffix }, groupName, clusterIdentifier };
            }),
            promises,
        },
        inRoot,
    );
}
