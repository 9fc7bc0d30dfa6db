import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkProxy, type ProxySettings } from "./database-proxy/rules";
import type { Network } from "./network";
import type { RegionalCluster } from "./regional-cluster";
import type { DatabaseSettings } from "./regional-cluster/settings";
import { readSecret } from "./secret/access";
import type { TierAlarm } from "./shared/alarm";
import { policy, trust } from "./shared/iam";
import { childrenOf, type Common, type Place } from "./shared/region";
import { rejectProblems } from "./shared/reject";

export interface DatabaseProxyArgs {
    readonly place: Place;
    readonly account: string;
    readonly network: Pick<Network, "vpcId" | "subnetIds" | "tierBlocks">;
    /** The member behind it. */
    readonly cluster: Pick<RegionalCluster, "identifier">;
    /** The member and its instances: a proxy is refused before there is one. @default they stand already */
    readonly after?: pulumi.Resource;
    /** What the member is: its engine, its port, what else takes its connections. */
    readonly database: Pick<DatabaseSettings, "capacity" | "engine" | "port" | "writeForwarding">;
    /** A secret with `{"username", "password"}`, of which this region has a copy. */
    readonly credentials: { readonly arn: pulumi.Input<string>; readonly name: pulumi.Input<string> };
    /** Decrypts that copy, and encrypts the proxy's log. */
    readonly keyArn: pulumi.Input<string>;
    readonly settings: ProxySettings;
}

/** As RDS Proxy names engines, and how it wants clients to prove their password. */
const families = {
    postgresql: { engineFamily: "POSTGRESQL", clientPasswordAuthType: "POSTGRES_SCRAM_SHA_256" },
    mysql: { engineFamily: "MYSQL", clientPasswordAuthType: "MYSQL_CACHING_SHA2_PASSWORD" },
} as const;

const logDays = 30;

/**
 * A pool of connections before one region's member of the database: many clients share few connections, and stay
 * connected while an instance of the region takes over from another.
 *
 * In a secondary region only its readers' endpoint leads anywhere: the other has no target until the region is promoted
 * (Aurora guide, using RDS Proxy with global databases). It does not follow the writer to another region: the global
 * writer endpoint does. The password that it is given stays: a rotation would leave it with the former one.
 *
 * Cost: paid by the hour and by the capacity behind it, also while idle. Loses: with its region, itself.
 */
export class DatabaseProxy extends pulumi.ComponentResource {
    /** Leads to this region's writer, where there is one. */
    readonly endpoint: pulumi.Output<string>;
    /** Leads to this region's readers. */
    readonly readerEndpoint: pulumi.Output<string>;
    /** What clients may speak to. */
    readonly securityGroupId: pulumi.Output<string>;
    /** Rings while the proxy cannot reach the database. */
    readonly alarms: readonly TierAlarm[];

    constructor(name: string, args: DatabaseProxyArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:database-proxy:DatabaseProxy", name, {}, opts);
        const { cluster, database, network, settings } = args;
        rejectProblems(this, `DatabaseProxy "${name}"`, checkProxy(settings, database));
        const own = childrenOf(this, args.place);
        const door = createDoor(name, args, own);
        const proxy = createProxy(name, args, { own, doorId: door.id });
        const pool = new aws.rds.ProxyDefaultTargetGroup(
            name,
            {
                ...own.placed,
                dbProxyName: proxy.name,
                connectionPoolConfig: { maxConnectionsPercent: settings.connectionsPercent },
            },
            own.child,
        );
        const target = new aws.rds.ProxyTarget(
            name,
            {
                ...own.placed,
                dbProxyName: proxy.name,
                targetGroupName: pool.name,
                dbClusterIdentifier: cluster.identifier,
            },
            { ...own.child, dependsOn: args.after === undefined ? [] : [args.after] },
        );
        const readers = new aws.rds.ProxyEndpoint(
            `${name}-readers`,
            {
                ...own.tagged,
                dbProxyName: proxy.name,
                dbProxyEndpointName: `${name}-readers`,
                targetRole: "READ_ONLY",
                vpcSubnetIds: network.subnetIds.app,
                vpcSecurityGroupIds: [door.id],
            },
            { ...own.child, dependsOn: [target] },
        );
        this.endpoint = proxy.endpoint;
        this.readerEndpoint = readers.endpoint;
        this.securityGroupId = door.id;
        this.alarms = [createAlarm(name, proxy, own)];
        this.registerOutputs({ endpoint: this.endpoint, readerEndpoint: this.readerEndpoint });
    }
}

interface ProxyParts {
    readonly own: Common;
    readonly doorId: pulumi.Output<string>;
}

function createProxy(name: string, args: DatabaseProxyArgs, { own, doorId }: ProxyParts): aws.rds.Proxy {
    const { credentials, database, keyArn, network, place, settings } = args;
    const { engineFamily, clientPasswordAuthType } = families[database.engine.kind];
    // RDS would make it, to be kept for ever under no key of ours.
    const log = new aws.cloudwatch.LogGroup(
        name,
        { ...own.tagged, name: `/aws/rds/proxy/${name}`, retentionInDays: logDays, kmsKeyId: keyArn },
        own.child,
    );
    const role = createRole(name, args, own);
    return new aws.rds.Proxy(
        name,
        {
            ...own.tagged,
            // Its log group, which is there first, has the same name.
            name,
            engineFamily,
            requireTls: true,
            idleClientTimeout: settings.idleClientSeconds,
            roleArn: role.arn,
            vpcSubnetIds: network.subnetIds.app,
            vpcSecurityGroupIds: [doorId],
            auths: [
                {
                    authScheme: "SECRETS",
                    iamAuth: "DISABLED",
                    clientPasswordAuthType,
                    // A replica has the arn of its source, but for the region.
                    secretArn: pulumi
                        .output(credentials.arn)
                        .apply((arn) => arn.replace(/^(arn:aws:secretsmanager):[a-z0-9-]+:/, `$1:${place.region}:`)),
                },
            ],
        },
        { ...own.child, dependsOn: [log] },
    );
}

/** Reads its one secret, and nothing else. */
function createRole(name: string, args: DatabaseProxyArgs, own: Common): aws.iam.Role {
    const { account, credentials, keyArn, place } = args;
    const role = new aws.iam.Role(
        name,
        {
            ...own.global,
            description: `Reads the database's password for the proxy in ${place.region}`,
            assumeRolePolicy: trust("rds.amazonaws.com", { StringEquals: { "aws:SourceAccount": account } }),
        },
        own.child,
    );
    const statements = readSecret({ region: place.region, account, name: credentials.name, keyArn });
    new aws.iam.RolePolicy(name, { role: role.name, policy: pulumi.jsonStringify(policy(statements)) }, own.child);
    return role;
}

/** From the app tier in, to the data tier out, on the database's port alone. */
function createDoor(name: string, { database, network }: DatabaseProxyArgs, own: Common): aws.ec2.SecurityGroup {
    const door = new aws.ec2.SecurityGroup(
        name,
        { ...own.named(name), vpcId: network.vpcId, description: "Database proxy: from the app, to the database" },
        own.child,
    );
    const rule = {
        ...own.tagged,
        securityGroupId: door.id,
        ipProtocol: "tcp",
        fromPort: database.port,
        toPort: database.port,
    };
    new aws.vpc.SecurityGroupIngressRule(
        `${name}-app`,
        { ...rule, description: "The app", cidrIpv4: network.tierBlocks.app },
        own.child,
    );
    new aws.vpc.SecurityGroupEgressRule(
        `${name}-database`,
        { ...rule, description: "The database", cidrIpv4: network.tierBlocks.data },
        own.child,
    );
    return door;
}

function createAlarm(name: string, proxy: aws.rds.Proxy, own: Common): TierAlarm {
    const alarm = new aws.cloudwatch.MetricAlarm(
        name,
        {
            ...own.tagged,
            alarmDescription:
                "The proxy fails to connect to the database. Look whether the region has instances, and whether the " +
                "proxy's secret still holds the database's password.",
            namespace: "AWS/RDS",
            metricName: "DatabaseConnectionsSetupFailed",
            dimensions: { ProxyName: proxy.name },
            statistic: "Sum",
            period: 60,
            evaluationPeriods: 5,
            datapointsToAlarm: 3,
            comparisonOperator: "GreaterThanThreshold",
            threshold: 0,
            // Counted only when it happens.
            treatMissingData: "notBreaching",
        },
        own.child,
    );
    return { tier: "database", promise: "availabilityPercent", arn: alarm.arn };
}
