import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { watchLimits, watchNodes, watchShards } from "./cache/alarms";
import {
    createMemcached,
    createReplicationGroup,
    snapshotWindow,
    type CacheBirth,
    type Ground,
} from "./cache/replication";
import { checkCache } from "./cache/rules";
import { isReplicated, type CacheSettings, type ReplicatedSettings, type ServerlessSettings } from "./cache/settings";
import { createUsers, type CacheUsers } from "./cache/users";
import type { Network } from "./network";
import type { TierAlarm } from "./shared/alarm";
import type { Statement } from "./shared/iam";
import { problemIf, under } from "./shared/problems";
import { childrenOf, type Common, type Place } from "./shared/region";
import { rejectProblems } from "./shared/reject";

export interface CacheArgs {
    readonly place: Place;
    readonly network: Pick<Network, "vpcId" | "subnetIds">;
    readonly settings: CacheSettings;
    /** Block of the app tier that may connect: the cell's own. */
    readonly clientBlock: string;
    /** Encrypts what is on disk, snapshots and logs in this region. */
    readonly keyArn: pulumi.Input<string>;
    readonly birth: CacheBirth;
    /** Refuses to delete it; without it, deleting takes no final snapshot. */
    readonly protect: boolean;
}

/** What each kind of cache answers with. */
interface Made {
    readonly endpoint: pulumi.Output<string>;
    readonly readerEndpoint: pulumi.Output<string>;
    readonly arn: pulumi.Output<string>;
    readonly users?: CacheUsers;
    readonly alarms: readonly TierAlarm[];
}

/**
 * Stateful where topology is global. One cell's cache: serverless, replicated, sharded, or Memcached.
 *
 * Clients must use TLS and, but for Memcached, sign in as `userName` with a token of IAM's. A promotion of another
 * region's member changes no input: who is primary is nowhere said. Members of a Global Datastore other than the
 * primary refuse writes; an app that writes in every region wants topology regional.
 *
 * Cost: nodes are paid by the hour, a serverless cache by what it stores and does with a floor, also while idle.
 * Loses: without replicas, everything with its node; when its region dies, a regional cache everything (it is warmed
 * anew), a global one what had not been copied yet.
 */
export class Cache extends pulumi.ComponentResource {
    /** Where to write and read; in cluster mode, where to ask for the nodes. Stays where it is at a failover within the region. */
    readonly endpoint: pulumi.Output<string>;
    /** Where it is enough to read; the same as `endpoint` where there is no other. */
    readonly readerEndpoint: pulumi.Output<string>;
    /** Port of `endpoint`; what its clients must be let out to. */
    readonly port: number;
    /** Port of `readerEndpoint`: another one on a serverless cache. */
    readonly readerPort: number;
    /** What admits the app tier, and nobody else. */
    readonly securityGroupId: pulumi.Output<string>;
    /** Whom clients sign in as; Memcached knows nobody. */
    readonly userName: string | undefined;
    /** Rights to connect as that user; none for Memcached, which asks for none. */
    readonly access: readonly Statement[];
    readonly alarms: readonly TierAlarm[];

    constructor(name: string, args: CacheArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:cache:Cache", name, {}, opts);
        const { settings } = args;
        rejectProblems(this, `Cache "${name}"`, [...under("settings", checkCache(settings)), ...checkBirth(args)]);
        const own = childrenOf(this, args.place);
        this.port = settings.engine === "memcached" ? 11211 : 6379;
        this.readerPort = settings.kind === "serverless" ? this.port + 1 : this.port;
        const door = createDoor(name, args, { own, ports: [this.port, this.readerPort] });
        const ground = {
            own,
            subnetIds: args.network.subnetIds.data,
            doorId: door.id,
            keyArn: args.keyArn,
            protect: args.protect,
        };
        const made = make(name, args, ground);

        this.endpoint = made.endpoint;
        this.readerEndpoint = made.readerEndpoint;
        this.securityGroupId = door.id;
        this.userName = made.users?.userName;
        this.access = made.users
            ? [{ Effect: "Allow", Action: "elasticache:Connect", Resource: [made.arn, made.users.userArn] }]
            : [];
        this.alarms = made.alarms;
        this.registerOutputs({ endpoint: this.endpoint, readerEndpoint: this.readerEndpoint });
    }
}

function checkBirth({ birth, settings }: CacheArgs) {
    const global = isReplicated(settings) && settings.topology === "global";
    return problemIf(
        global !== (birth.kind !== "alone"),
        "birth.kind",
        `expected ${global ? "first or joining where topology is global" : "alone where topology is not global"}, got ${birth.kind}`,
    );
}

function make(name: string, { birth, settings }: CacheArgs, ground: Ground): Made {
    switch (settings.kind) {
        case "serverless":
            return makeServerless(name, settings, ground);
        case "nodes": {
            const cluster = createMemcached(name, settings, ground);
            const alarms = watchNodes(name, { own: ground.own, id: cluster.clusterId });
            return { ...same(cluster.clusterAddress), arn: cluster.arn, alarms };
        }
        default:
            return makeReplicated(name, settings, { ...ground, birth });
    }
}

function makeReplicated(
    name: string,
    settings: ReplicatedSettings,
    parts: Ground & { readonly birth: CacheBirth },
): Made {
    const users = createUsers(name, settings, parts.own);
    const group = createReplicationGroup(name, settings, { ...parts, userGroupId: users.groupId });
    const alarms = watchShards(name, settings, { own: parts.own, id: group.replicationGroupId });
    const endpoints =
        settings.kind === "cluster-mode"
            ? same(group.configurationEndpointAddress)
            : { endpoint: group.primaryEndpointAddress, readerEndpoint: group.readerEndpointAddress };
    return { ...endpoints, arn: group.arn, users, alarms };
}

/** Subnets that a serverless cache takes at most. */
const mostSubnets = 3;

function makeServerless(name: string, settings: ServerlessSettings, ground: Ground): Made {
    const { own } = ground;
    const users = settings.engine === "memcached" ? undefined : createUsers(name, settings, own);
    const cache = new aws.elasticache.ServerlessCache(
        name,
        {
            ...own.tagged,
            description: `Cache ${name}`,
            engine: settings.engine,
            majorEngineVersion: settings.version,
            cacheUsageLimits: {
                dataStorage: { maximum: settings.storageGb, unit: "GB" },
                ecpuPerSeconds: [{ maximum: settings.processingUnits }],
            },
            kmsKeyId: ground.keyArn,
            securityGroupIds: [ground.doorId],
            subnetIds: ground.subnetIds.slice(0, mostSubnets),
            ...(users && { userGroupId: users.groupId }),
            ...(settings.engine !== "memcached" && {
                snapshotRetentionLimit: settings.snapshotDays,
                dailySnapshotTime: snapshotWindow.slice(0, 5),
            }),
        },
        // Other subnets would be another cache, so a zone that is added later reaches this one across zones.
        { ...own.child, protect: ground.protect, ignoreChanges: ["subnetIds"] },
    );
    return {
        endpoint: cache.endpoints.apply(address),
        readerEndpoint: cache.readerEndpoints.apply(address),
        arn: cache.arn,
        ...(users && { users }),
        alarms: watchLimits(name, settings, { own, id: cache.name }),
    };
}

function address([endpoint]: readonly { readonly address: string }[]): string {
    if (endpoint === undefined) {
        throw new RangeError("expected ElastiCache to name an endpoint, got none");
    }
    return endpoint.address;
}

function same(endpoint: pulumi.Output<string>) {
    return { endpoint, readerEndpoint: endpoint };
}

function createDoor(
    name: string,
    args: CacheArgs,
    { own, ports }: { readonly own: Common; readonly ports: readonly [number, number] },
): aws.ec2.SecurityGroup {
    const door = new aws.ec2.SecurityGroup(
        `${name}-cache`,
        {
            ...own.named(`${name}-cache`),
            vpcId: args.network.vpcId,
            description: "Cache: from the cell's app tier only",
        },
        own.child,
    );
    new aws.vpc.SecurityGroupIngressRule(
        `${name}-cache-app`,
        {
            ...own.tagged,
            securityGroupId: door.id,
            description: "The app",
            cidrIpv4: args.clientBlock,
            ipProtocol: "tcp",
            fromPort: ports[0],
            toPort: ports[1],
        },
        own.child,
    );
    return door;
}
