import * as pulumi from "@pulumi/pulumi";
import { tableKeys } from "../components/network/site";
import { tiers } from "../components/shared/cidr";
import type { Region } from "../components/shared/regions";
import type { CellOutputs } from "./cell";
import type { FoundationOutputs } from "./foundation";
import { keysByRegion } from "./beside";
import { byRegion, inRegion, networkSettings, type ByRegion, type Scope } from "./scope";

/** What the foundation's own stack says of it. */
export function readFoundation(scope: Scope, stack: string): FoundationOutputs {
    const output = outputsOf(stack, "foundation", scope);
    return {
        zoneId: output("zoneId"),
        nameServers: pulumi.all([0, 1, 2, 3].map((index) => output("nameServers", index))),
        validationRecordName: output("validationRecordName"),
        keyArns: keysByRegion(scope, (region) => output("keyArns", region)),
        ...(scope.config.inference !== "none" && {
            models: byRegion(scope, (region) => ({
                region,
                bucket: output("models", region, "bucket"),
                repositoryUrl: output("models", region, "repositoryUrl"),
                repositoryArn: output("models", region, "repositoryArn"),
            })),
        }),
        tables: Object.fromEntries(Object.keys(scope.config.tables).map((key) => [key, output("tables", key)])),
        ...(scope.config.security.sharedKey && {
            sharedKeyArns: byRegion(scope, (region) => output("sharedKeyArns", region)),
        }),
        database: {
            identifier: output("database", "identifier"),
            writerEndpoint: output("database", "writerEndpoint"),
            password: pulumi.secret(output("database", "password")),
            passwordSecret: output("database", "passwordSecret"),
            passwordSecretArn: output("database", "passwordSecretArn"),
            ...(scope.config.database.proxy !== "none" && {
                proxySecret: {
                    arn: output("database", "proxySecret", "arn"),
                    name: output("database", "proxySecret", "name"),
                },
            }),
        },
    };
}

/** What each cell's own stack says of it. */
export function readCells(scope: Scope, stacks: ByRegion<string>): ByRegion<CellOutputs> {
    return byRegion(scope, (region) => readCell(scope, region, inRegion(stacks, region)));
}

function readCell(scope: Scope, region: Region, stack: string): CellOutputs {
    const output = outputsOf(stack, "cell", scope);
    const settings = networkSettings(scope, region);
    return {
        vpcId: output("vpcId"),
        appSubnetIds: settings.zones.map((_, index) => output("appSubnetIds", index)),
        routeTableIds: Object.fromEntries(
            tiers.map((tier) => [
                tier,
                tableKeys(settings, tier).map((key, index) => ({
                    key,
                    id: output("routeTableIds", tier, index, "id"),
                })),
            ]),
        ) as unknown as CellOutputs["routeTableIds"],
        alias: { name: output("alias", "name"), zoneId: output("alias", "zoneId") },
        ...(scope.config.cache !== "none" && { cacheEndpoint: output("cacheEndpoint") }),
        balancerSuffix: output("balancerSuffix"),
        groupName: output("groupName"),
        clusterIdentifier: output("clusterIdentifier"),
        readerEndpoint: output("readerEndpoint"),
        switched: {
            scalingGroupArn: output("switched", "scalingGroupArn"),
            databaseClusterArn: output("switched", "databaseClusterArn"),
        },
    };
}

type Path = readonly (string | number)[];

/**
 * Texts out of one output of another stack, by path. What is not there is an error that says who lacks what, since
 * an undefined would vanish from a resource's inputs without a word. None is secret: the engine makes the whole output
 * so for the one secret within it, and no person could read what a preview then changes.
 */
function outputsOf(stack: string, name: string, { root }: Scope): (...path: Path) => pulumi.Output<string> {
    const whole = new pulumi.StackReference(stack, {}, { parent: root }).requireOutput(name) as pulumi.Output<unknown>;
    const readable = pulumi.unsecret(whole);
    return (...path) =>
        readable.apply((value) => {
            const found = path.reduce<unknown>(
                (inner, key) =>
                    typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>)[key] : undefined,
                value,
            );
            return typeof found === "string"
                ? found
                : fail(`stack ${stack}: expected an output ${[name, ...path].join(".")}`);
        });
}

/** @throws pulumi.RunError, which is shown without a stack of calls */
function fail(expectation: string): never {
    throw new pulumi.RunError(`${expectation}, got none; deploy that stack with this program first`);
}
