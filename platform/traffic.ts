import * as pulumi from "@pulumi/pulumi";
import { PrivateZone } from "../components/private-zone";
import { Traffic, type ErrorCount, type TrafficCell } from "../components/traffic";
import type { Region } from "../components/shared/regions";
import type { CellOutputs } from "./cell";
import type { FoundationOutputs } from "./foundation";
import { cellConfig, inRegion, type ByRegion, type Scope } from "./scope";

/** How clients find a cell, and what the cells' own networks call the database. */
export function createTraffic(
    scope: Scope,
    { zoneId, database }: Pick<FoundationOutputs, "zoneId" | "database">,
    cells: ByRegion<CellOutputs>,
): Traffic {
    const { account, name, traffic } = scope.config;
    if (traffic.privateNames) {
        createPrivateZone(scope, database.writerEndpoint, cells);
    }
    return new Traffic(
        name,
        {
            tags: scope.home.tags,
            zoneId,
            hostname: scope.hostname,
            cells: scope.regions.map((region) => trafficCell(scope, region, inRegion(cells, region))),
            settings: traffic,
            switched: {
                globalClusterId: database.identifier,
                globalClusterArn: pulumi.interpolate`arn:aws:rds::${account}:global-cluster:${database.identifier}`,
            },
        },
        { parent: scope.root },
    );
}

function trafficCell(scope: Scope, region: Region, { alias, balancerSuffix, switched }: CellOutputs): TrafficCell {
    const { balancer } = scope.config;
    return {
        region,
        active: cellConfig(scope, region).role === "active",
        alias,
        dualStack: balancer.ipAddressType === "dualstack",
        errors: errorsOf(balancer.kind, balancerSuffix),
        switched,
    };
}

/** An ALB counts the app's failed requests; an NLB does not read requests, but counts connections that targets reset. */
function errorsOf(kind: "alb" | "nlb", LoadBalancer: pulumi.Input<string>): ErrorCount {
    return kind === "alb"
        ? { namespace: "AWS/ApplicationELB", metricName: "HTTPCode_Target_5XX_Count", dimensions: { LoadBalancer } }
        : { namespace: "AWS/NetworkELB", metricName: "TCP_Target_Reset_Count", dimensions: { LoadBalancer } };
}

/** `<platform>.internal`, born in the initial writer's network. */
function createPrivateZone(scope: Scope, writer: pulumi.Input<string>, cells: ByRegion<CellOutputs>): void {
    const { name } = scope.config;
    new PrivateZone(
        `${name}-private`,
        {
            place: scope.home,
            domain: `${name}.internal`,
            writer,
            cells: scope.regions.map((region) => {
                const { vpcId, readerEndpoint, cacheEndpoint } = inRegion(cells, region);
                return { region, vpcId, reader: readerEndpoint, ...(cacheEndpoint && { cache: cacheEndpoint }) };
            }),
        },
        { parent: scope.root },
    );
}
