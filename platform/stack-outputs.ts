import * as pulumi from "@pulumi/pulumi";
import { tiers, type Tier } from "../components/shared/cidr";
import { zoneNumber, type Region } from "../components/shared/regions";
import type { CellOutputs } from "./cell";
import type { FoundationOutputs } from "./foundation";
import { byRegion, cellConfig, inRegion, type ByRegion, type Scope } from "./scope";

/** What the foundation's own stack says of it. */
export function readFoundation(scope: Scope, stack: string): FoundationOutputs {
    const output = outputsOf(stack, "foundation", scope);
    return {
        zoneId: output("zoneId"),
        nameServers: pulumi.all([0, 1, 2, 3].map((index) => output("nameServers", index))),
        validationRecordName: output("validationRecordName"),
        keyArns: byRegion(scope, (region) => output("keyArns", region)),
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
            password: output("database", "password"),
            passwordSecret: output("database", "passwordSecret"),
        },
    };
}

/** What each cell's own stack says of it. */
export function readCells(scope: Scope, stacks: ByRegion<string>): ByRegion<CellOutputs> {
    return byRegion(scope, (region) => readCell(scope, region, inRegion(stacks, region)));
}

function readCell(scope: Scope, region: Region, stack: string): CellOutputs {
    const output = outputsOf(stack, "cell", scope);
    const { zones } = cellConfig(scope, region);
    return {
        vpcId: output("vpcId"),
        routeTableIds: Object.fromEntries(
            tiers.map((tier) => [
                tier,
                routeTableKeys(tier, zones).map((key, index) => ({
                    key,
                    id: output("routeTableIds", tier, index, "id"),
                })),
            ]),
        ) as unknown as CellOutputs["routeTableIds"],
        alias: { name: output("alias", "name"), zoneId: output("alias", "zoneId") },
        ...(scope.config.cache !== "none" && { cacheEndpoint: output("cacheEndpoint") }),
        balancerSuffix: output("balancerSuffix"),
        readerEndpoint: output("readerEndpoint"),
        switched: {
            scalingGroupArn: output("switched", "scalingGroupArn"),
            databaseClusterArn: output("switched", "databaseClusterArn"),
        },
    };
}

/** As Network makes them: app tables by zone, the others for all zones. */
function routeTableKeys(tier: Tier, zones: readonly string[]): string[] {
    return tier === "app" ? zones.map((zone) => `az${zoneNumber(zone)}`) : ["all"];
}

type Path = readonly (string | number)[];

/**
 * Texts out of one output of another stack, by path. What is not there is an error that says who lacks what, since
 * an undefined would vanish from a resource's inputs without a word.
 */
function outputsOf(stack: string, name: string, { root }: Scope): (...path: Path) => pulumi.Output<string> {
    const whole = new pulumi.StackReference(stack, {}, { parent: root }).requireOutput(name) as pulumi.Output<unknown>;
    return (...path) =>
        whole.apply((value) => {
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
