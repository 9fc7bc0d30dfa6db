import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { GlobalDatabase } from "./global-database";
import type { Network } from "./network";
import { createAlarms } from "./regional-cluster/alarms";
import { engineName, exportedLogs, logGroupName, parameterFamily, parametersOf } from "./regional-cluster/engine";
import { createReaderScaling } from "./regional-cluster/readers";
import { checkDatabase, checkMember } from "./regional-cluster/rules";
import type { DatabaseCapacity, DatabaseMember, DatabaseSettings } from "./regional-cluster/settings";
import type { TierAlarm } from "./shared/alarm";
import { under } from "./shared/problems";
import { childrenOf, type Common, type Place } from "./shared/region";
import type { Region } from "./shared/regions";
import { rejectProblems } from "./shared/reject";

export interface RegionalClusterArgs {
    readonly place: Place;
    readonly network: Pick<Network, "vpcId" | "subnetIds">;
    /** What it joins. */
    readonly database: Pick<GlobalDatabase, "identifier">;
    /** Encrypts storage, backups, insights and the log in this region. */
    readonly keyArn: pulumi.Input<string>;
    /** The same in every region. */
    readonly settings: DatabaseSettings;
    /** What this region has. */
    readonly member: DatabaseMember;
    /** Blocks of the app tiers that may connect, by the region they are in: one for each region of the platform. */
    readonly clientBlocks: Readonly<Record<string, string>>;
    readonly birth: Birth;
    /** As that of GlobalDatabase; without it, deleting takes no final snapshot. */
    readonly protect: boolean;
}

/** How a cluster came into being; nothing of it matters, or is read, afterwards. */
export type Birth =
    | {
          readonly kind: "writer";
          readonly databaseName: string;
          readonly userName: string;
          readonly password: pulumi.Input<string>;
      }
    | {
          readonly kind: "reader";
          /** The first writer and its instances: a secondary can join only a primary that has one. */
          readonly after?: pulumi.Resource;
          /** Where the data is first copied from. */
          readonly sourceRegion: Region;
      };

/**
 * AWS says from then on who is a member and who follows whom; a failover moves both. A member's version is the global
 * cluster's, which upgrades all of them: one that was also told by itself would be upgraded twice
 * (https://www.pulumi.com/registry/packages/aws/api-docs/rds/globalcluster, upgrading engine versions).
 */
const ownedByAws = ["engineVersion", "globalClusterIdentifier", "replicationSourceIdentifier"];

/**
 * Stateful. One region's member of a global Aurora cluster.
 *
 * Every member has the same inputs but for those that AWS takes only at birth, so a failover, which swaps their
 * roles, leaves nothing to change. Connections must use TLS. The cluster's own name is fixed: its log group must be
 * there, with an end and our key, before it writes to it; and a cluster that would replace another fails instead.
 *
 * Cost: instances are paid by the hour, also in a standby; a headless member pays storage and replication only, as does
 * a serverless one that has paused. Loses: when its region dies, what had not been replicated yet. Nothing can be failed
 * over to a headless member before it is given an instance
 * (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-attach.console.headless.html).
 */
export class RegionalCluster extends pulumi.ComponentResource {
    /** What RDS calls the cluster, for proxies and dashboards. */
    readonly identifier: pulumi.Output<string>;
    /** Names the readers of this region; stays where it is at a failover. */
    readonly readerEndpoint: pulumi.Output<string>;
    /** The group that guards the cluster, for what is let in besides the app. */
    readonly securityGroupId: pulumi.Output<string>;
    readonly alarms: readonly TierAlarm[];

    constructor(name: string, args: RegionalClusterArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:global-database:RegionalCluster", name, {}, opts);
        const { birth, clientBlocks, member, settings } = args;
        rejectProblems(this, `RegionalCluster "${name}"`, [
            ...under("settings", checkDatabase(settings, { regions: Object.keys(clientBlocks).length })),
            ...under("member", checkMember(member, { isInitialWriter: birth.kind === "writer" })),
        ]);
        const own = childrenOf(this, args.place);
        const door = createDoor(name, args, own);
        const subnets = new aws.rds.SubnetGroup(
            name,
            { ...own.tagged, subnetIds: args.network.subnetIds.data },
            own.child,
        );
        const cluster = createCluster(name, args, { own, doorId: door.id, subnetGroup: subnets.name });
        const parts = { own, identifier: cluster.id };
        if (member.kind === "instances") {
            createInstances(name, { ...args, count: member.count }, { ...parts, subnetGroup: subnets.name });
        }
        if (member.kind === "instances" && settings.capacity.kind === "provisioned") {
            const { readerScaling } = settings.capacity;
            if (readerScaling !== undefined) {
                createReaderScaling(name, { ...readerScaling, count: member.count }, parts);
            }
        }

        this.identifier = cluster.clusterIdentifier;
        this.readerEndpoint = cluster.readerEndpoint;
        this.securityGroupId = door.id;
        this.alarms = createAlarms(name, args, { own, identifier: cluster.clusterIdentifier });
        this.registerOutputs({ identifier: this.identifier, readerEndpoint: this.readerEndpoint });
    }
}

interface ClusterParts {
    readonly own: Common;
    readonly doorId: pulumi.Output<string>;
    readonly subnetGroup: pulumi.Output<string>;
}

function createCluster(name: string, args: RegionalClusterArgs, parts: ClusterParts): aws.rds.Cluster {
    const { birth, keyArn, protect, settings } = args;
    const { own, doorId, subnetGroup } = parts;
    const { capacity, engine, insights, storage, writeForwarding } = settings;
    const parameters = createParameters(name, settings, own);
    const logs = createLogGroups(name, args, own);
    const born = birth.kind === "reader" && birth.after !== undefined ? [birth.after] : [];
    return new aws.rds.Cluster(
        name,
        {
            ...own.tagged,
            clusterIdentifier: name,
            engine: engineName(engine),
            engineVersion: engine.version,
            globalClusterIdentifier: args.database.identifier,
            port: settings.port,
            dbSubnetGroupName: subnetGroup,
            vpcSecurityGroupIds: [doorId],
            dbClusterParameterGroupName: parameters.name,
            storageEncrypted: true,
            kmsKeyId: keyArn,
            ...(storage === "io-optimized" ? { storageType: "aurora-iopt1" } : {}),
            ...(capacity.kind === "serverless" ? { serverlessv2ScalingConfiguration: scalingOf(capacity) } : {}),
            ...(writeForwarding.kind === "on" ? { enableGlobalWriteForwarding: true } : {}),
            ...(insights === "advanced" ? { databaseInsightsMode: insights, ...longInsights(keyArn) } : {}),
            backupRetentionPeriod: settings.backupDays,
            copyTagsToSnapshot: true,
            deletionProtection: protect,
            skipFinalSnapshot: !protect,
            finalSnapshotIdentifier: `${name}-final`,
            enabledCloudwatchLogsExports: [...exportedLogs(engine)],
            ...birthInputs(birth),
        },
        { ...own.child, protect, ignoreChanges: ownedByAws, dependsOn: [...logs, ...born] },
    );
}

/** Database Insights keeps what `advanced` promises only when it is told so (Aurora guide, "Turning on the Advanced mode"). */
function longInsights(keyArn: pulumi.Input<string>): {
    readonly performanceInsightsEnabled: true;
    readonly performanceInsightsKmsKeyId: pulumi.Input<string>;
    readonly performanceInsightsRetentionPeriod: number;
} {
    return {
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: keyArn,
        performanceInsightsRetentionPeriod: 465,
    };
}

function scalingOf({
    minAcu,
    maxAcu,
    secondsUntilAutoPause,
}: Extract<DatabaseCapacity, { kind: "serverless" }>): aws.types.input.rds.ClusterServerlessv2ScalingConfiguration {
    return {
        minCapacity: minAcu,
        maxCapacity: maxAcu,
        ...(secondsUntilAutoPause === undefined ? {} : { secondsUntilAutoPause }),
    };
}

interface InstanceParts {
    readonly own: Common;
    readonly identifier: pulumi.Output<string>;
    readonly subnetGroup: pulumi.Output<string>;
}

/** Numbered from 0: one more is added at the end, one less taken from there. */
function createInstances(
    name: string,
    { keyArn, protect, settings, count }: RegionalClusterArgs & { readonly count: number },
    { own, identifier, subnetGroup }: InstanceParts,
): void {
    const { capacity, engine, insights } = settings;
    for (let index = 0; index < count; index++) {
        new aws.rds.ClusterInstance(
            `${name}-${index}`,
            {
                ...own.tagged,
                // Without a version: an instance has its cluster's.
                engine: engineName(engine),
                clusterIdentifier: identifier,
                instanceClass: capacity.kind === "serverless" ? "db.serverless" : capacity.instanceClass,
                dbSubnetGroupName: subnetGroup,
                publiclyAccessible: false,
                promotionTier: index,
                // Versions move through the global cluster only; an upgrade of one member breaks the rest.
                autoMinorVersionUpgrade: false,
                performanceInsightsEnabled: true,
                performanceInsightsKmsKeyId: keyArn,
                ...(insights === "advanced" ? longInsights(keyArn) : {}),
                copyTagsToSnapshot: true,
            },
            { ...own.child, protect },
        );
    }
}

/** Inputs that AWS takes at birth only. A secondary refuses name, user and password: it has those of its source. */
function birthInputs(birth: Birth): Partial<aws.rds.ClusterArgs> {
    return birth.kind === "writer"
        ? {
              databaseName: birth.databaseName,
              masterUsername: birth.userName,
              masterPasswordWo: birth.password,
              masterPasswordWoVersion: 1,
          }
        : { sourceRegion: birth.sourceRegion };
}

function createParameters(name: string, settings: DatabaseSettings, own: Common): aws.rds.ClusterParameterGroup {
    return new aws.rds.ClusterParameterGroup(
        name,
        {
            ...own.tagged,
            family: parameterFamily(settings.engine),
            description: `Cluster parameters of ${name}`,
            parameters: parametersOf(settings),
        },
        own.child,
    );
}

function createLogGroups(
    name: string,
    { keyArn, settings }: RegionalClusterArgs,
    own: Common,
): aws.cloudwatch.LogGroup[] {
    return exportedLogs(settings.engine).map(
        (log) =>
            new aws.cloudwatch.LogGroup(
                `${name}-${log}`,
                {
                    ...own.tagged,
                    name: logGroupName(name, log),
                    retentionInDays: settings.logDays,
                    kmsKeyId: keyArn,
                },
                own.child,
            ),
    );
}

function createDoor(name: string, args: RegionalClusterArgs, own: Common): aws.ec2.SecurityGroup {
    const { clientBlocks, network, settings } = args;
    const door = new aws.ec2.SecurityGroup(
        `${name}-database`,
        { ...own.named(`${name}-database`), vpcId: network.vpcId, description: "Database: from app tiers only" },
        own.child,
    );
    for (const [region, block] of Object.entries(clientBlocks)) {
        new aws.vpc.SecurityGroupIngressRule(
            `${name}-database-${region}`,
            {
                ...own.tagged,
                securityGroupId: door.id,
                description: `The app in ${region}`,
                cidrIpv4: block,
                ipProtocol: "tcp",
                fromPort: settings.port,
                toPort: settings.port,
            },
            own.child,
        );
    }
    return door;
}
