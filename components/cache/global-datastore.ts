import * as aws from "@pulumi/aws";
import type { Common } from "../shared/region";
import type { ReplicatedSettings } from "./settings";

/**
 * What a member takes from the Global Datastore, and refuses to be told by itself: AWS reads all of it back from
 * there, also on the first member, whose own inputs they were at birth
 * (https://github.com/hashicorp/terraform-provider-aws/issues/47644, .../41618, .../41713, .../20893).
 */
export const ownedByDatastore = [
    "automaticFailoverEnabled",
    "engine",
    "engineVersion",
    "globalReplicationGroupId",
    "multiAzEnabled",
    "nodeType",
    "numNodeGroups",
    "parameterGroupName",
];

/**
 * Joins the members. Sizes and minor versions of all of them change here. Which one is primary is birth data: a
 * promotion moves it, and a change of it would replace the whole datastore
 * (https://github.com/hashicorp/terraform-provider-aws/issues/46121).
 *
 * What it cannot do: another major version, for which AWS wants a parameter group that the provider takes in that one
 * update only, and another eviction policy, since members use a copy of the first one's group that AWS made (both:
 * https://www.pulumi.com/registry/packages/aws/api-docs/elasticache/globalreplicationgroup/). Both are done by hand.
 */
export function createGlobalDatastore(
    name: string,
    settings: ReplicatedSettings,
    { own, datastore, primary }: DatastoreParts,
): aws.elasticache.GlobalReplicationGroup {
    return new aws.elasticache.GlobalReplicationGroup(
        name,
        {
            ...own.placed,
            globalReplicationGroupIdSuffix: datastore,
            globalReplicationGroupDescription: `Cache of ${datastore}`,
            primaryReplicationGroupId: primary.id,
            engine: settings.engine,
            engineVersion: settings.version,
            cacheNodeType: settings.nodeType,
            ...(settings.kind === "cluster-mode" && { numNodeGroups: settings.shards }),
        },
        { ...own.child, ignoreChanges: ["primaryReplicationGroupId"] },
    );
}

interface DatastoreParts {
    readonly own: Common;
    readonly datastore: string;
    readonly primary: aws.elasticache.ReplicationGroup;
}
