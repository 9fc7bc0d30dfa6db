import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { GlobalDatabase } from "./global-database";
import type { Network } from "./network";
import { childrenOf, type Common, type Place } from "./shared/region";
import type { Region } from "./shared/regions";

export interface RegionalClusterArgs {
    readonly place: Place;
    readonly network: Pick<Network, "vpcId" | "subnetIds">;
    readonly database: Pick<GlobalDatabase, "identifier">;
    /** Encrypts storage, backups and insights in this region. */
    readonly keyArn: pulumi.Input<string>;
    readonly size: DatabaseSize;
    /** Blocks of the app tiers that may connect, by the region they are in. */
    readonly clientBlocks: Readonly<Record<string, string>>;
    readonly birth: Birth;
    /** As that of GlobalDatabase; without it, deleting takes no final snapshot. */
    readonly protect: boolean;
}

/** The same in every region, so that whichever is promoted can carry the load. */
export interface DatabaseSize {
    readonly engineVersion: string;
    readonly instanceClass: string;
    /** Instances in each region; the second is a reader and the first one's stand-in. */
    readonly instances: number;
    readonly backupDays: number;
    readonly port: number;
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

/** AWS says from then on who is a member and who follows whom; a failover moves both. */
const ownedByAws = ["globalClusterIdentifier", "replicationSourceIdentifier"];

/**
 * Stateful. One region's member of a global Aurora PostgreSQL cluster.
 *
 * Every member has the same inputs but for those that AWS takes only at birth, so a failover, which swaps their
 * roles, leaves nothing to change. Connections must use TLS.
 *
 * Cost: paid by the hour, also in a standby. Loses: when its region dies, what had not been replicated yet.
 */
export class RegionalCluster extends pulumi.ComponentResource {
    /** Names the readers of this region; stays where it is at a failover. */
    readonly readerEndpoint: pulumi.Output<string>;

    constructor(name: string, args: RegionalClusterArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:global-database:RegionalCluster", name, {}, opts);
        const { birth, keyArn, protect, size } = args;
        const own = childrenOf(this, args.place);
        const door = createDoor(name, args, own);
        const subnets = new aws.rds.SubnetGroup(
            name,
            { ...own.tagged, subnetIds: args.network.subnetIds.data },
            own.child,
        );
        const parameters = createParameters(name, size, own);
        const common = { ...own.tagged, engine: "aurora-postgresql" as const, engineVersion: size.engineVersion };
        const cluster = new aws.rds.Cluster(
            name,
            {
                ...common,
                globalClusterIdentifier: args.database.identifier,
                port: size.port,
                dbSubnetGroupName: subnets.name,
                vpcSecurityGroupIds: [door.id],
                dbClusterParameterGroupName: parameters.name,
                storageEncrypted: true,
                kmsKeyId: keyArn,
                backupRetentionPeriod: size.backupDays,
                copyTagsToSnapshot: true,
                deletionProtection: protect,
                skipFinalSnapshot: !protect,
                finalSnapshotIdentifier: `${name}-final`,
                enabledCloudwatchLogsExports: ["postgresql"],
                ...birthInputs(birth),
            },
            {
                ...own.child,
                protect,
                ignoreChanges: ownedByAws,
                dependsOn: birth.kind === "reader" && birth.after !== undefined ? [birth.after] : [],
            },
        );
        for (let index = 0; index < size.instances; index++) {
            new aws.rds.ClusterInstance(
                `${name}-${index}`,
                {
                    ...common,
                    clusterIdentifier: cluster.id,
                    instanceClass: size.instanceClass,
                    dbSubnetGroupName: subnets.name,
                    publiclyAccessible: false,
                    promotionTier: index,
                    // Versions move through the global cluster only; an upgrade of one member breaks the rest.
                    autoMinorVersionUpgrade: false,
                    performanceInsightsEnabled: true,
                    performanceInsightsKmsKeyId: keyArn,
                    copyTagsToSnapshot: true,
                },
                { ...own.child, protect },
            );
        }
        this.readerEndpoint = cluster.readerEndpoint;
        this.registerOutputs({ readerEndpoint: this.readerEndpoint });
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

function createParameters(name: string, { engineVersion }: DatabaseSize, own: Common): aws.rds.ClusterParameterGroup {
    const [major = ""] = engineVersion.split(".");
    return new aws.rds.ClusterParameterGroup(
        name,
        {
            ...own.tagged,
            family: `aurora-postgresql${major}`,
            description: `Cluster parameters of ${name}`,
            parameters: [{ name: "rds.force_ssl", value: "1", applyMethod: "immediate" }],
        },
        own.child,
    );
}

function createDoor(name: string, args: RegionalClusterArgs, own: Common): aws.ec2.SecurityGroup {
    const { clientBlocks, network, size } = args;
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
                fromPort: size.port,
                toPort: size.port,
            },
            own.child,
        );
    }
    return door;
}
