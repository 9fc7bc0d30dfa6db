import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Network } from "./network";
import type { TierAlarm } from "./shared/alarm";
import { policy, trust, type Statement } from "./shared/iam";
import { under } from "./shared/problems";
import { childrenOf, type Common, type Place } from "./shared/region";
import { rejectProblems } from "./shared/reject";
import { acceleratorName, checkAccelerator, type AcceleratorSettings } from "./table-accelerator/rules";

export interface TableAcceleratorArgs {
    readonly place: Place;
    readonly network: Pick<Network, "vpcId" | "subnetIds">;
    readonly settings: AcceleratorSettings;
    /** Block of the app tier that may connect: the cell's own. */
    readonly clientBlock: string;
    /** What it may do with the tables that it answers for, on behalf of whoever asks. */
    readonly tableAccess: readonly Statement[];
}

/** The port of clusters that speak TLS (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionInTransit.html). */
const tlsPort = 9111;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodbacceleratordax.html */
const clientActions = [
    "dax:BatchGetItem",
    "dax:BatchWriteItem",
    "dax:ConditionCheckItem",
    "dax:DeleteItem",
    "dax:GetItem",
    "dax:PutItem",
    "dax:Query",
    "dax:Scan",
    "dax:UpdateItem",
];

const cpuPercent = 80;

/**
 * One cell's DAX cluster: answers reads of its region's tables from memory, over TLS only.
 *
 * Encrypted at rest with a key of AWS's: DAX takes none of ours. It sees what its own clients write, and not what
 * another region did, so items may be stale for `itemSeconds`; strongly consistent reads pass through it.
 *
 * Cost: nodes are paid by the hour, also while idle. Loses: nothing; tables keep everything. With another node type it is
 * made anew, and gone meanwhile. Not in every region.
 */
export class TableAccelerator extends pulumi.ComponentResource {
    /** What a DAX client is given: names all nodes. */
    readonly endpoint: pulumi.Output<string>;
    /** What its clients must be let out to; nodes speak TLS there. */
    readonly port = tlsPort;
    /** What admits the app tier, and nobody else. */
    readonly securityGroupId: pulumi.Output<string>;
    /** Rights to read and write through it: it asks the tables in its own name, whoever asked it. */
    readonly access: readonly Statement[];
    readonly alarms: readonly TierAlarm[];

    constructor(name: string, args: TableAcceleratorArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:table-accelerator:TableAccelerator", name, {}, opts);
        const { network, settings } = args;
        rejectProblems(this, `TableAccelerator "${name}"`, under("settings", checkAccelerator(settings)));
        const own = childrenOf(this, args.place);
        const door = createDoor(name, args, own);
        const subnets = new aws.dax.SubnetGroup(
            `${name}-dax`,
            { ...own.placed, description: `Subnets of accelerator ${name}`, subnetIds: network.subnetIds.data },
            own.child,
        );
        const cluster = new aws.dax.Cluster(
            `${name}-dax`,
            {
                ...own.tagged,
                clusterName: acceleratorName(name),
                description: `Accelerator ${name}`,
                nodeType: settings.nodeType,
                replicationFactor: settings.nodes,
                iamRoleArn: createRole(name, args, own),
                subnetGroupName: subnets.name,
                securityGroupIds: [door.id],
                parameterGroupName: createParameters(name, settings, own),
                serverSideEncryption: { enabled: true },
                clusterEndpointEncryptionType: "TLS",
            },
            // It is made anew for another type of node, under the same name: the old one has to go first.
            { ...own.child, deleteBeforeReplace: true },
        );

        this.endpoint = cluster.configurationEndpoint;
        this.securityGroupId = door.id;
        this.access = [{ Effect: "Allow", Action: clientActions, Resource: cluster.arn }];
        this.alarms = createAlarms(name, acceleratorName(name), own);
        this.registerOutputs({ endpoint: this.endpoint });
    }
}

function createDoor(name: string, args: TableAcceleratorArgs, own: Common): aws.ec2.SecurityGroup {
    const door = new aws.ec2.SecurityGroup(
        `${name}-dax`,
        {
            ...own.named(`${name}-dax`),
            vpcId: args.network.vpcId,
            description: "Accelerator: from the cell's app tier only",
        },
        own.child,
    );
    new aws.vpc.SecurityGroupIngressRule(
        `${name}-dax-app`,
        {
            ...own.tagged,
            securityGroupId: door.id,
            description: "The app",
            cidrIpv4: args.clientBlock,
            ipProtocol: "tcp",
            fromPort: tlsPort,
            toPort: tlsPort,
        },
        own.child,
    );
    return door;
}

/** Arn of the role that it takes to ask the tables, once its rights are there. */
function createRole(name: string, { place, tableAccess }: TableAcceleratorArgs, own: Common): pulumi.Output<string> {
    const role = new aws.iam.Role(
        `${name}-dax`,
        {
            ...own.global,
            description: `Accelerator of tables in ${place.region}`,
            assumeRolePolicy: trust("dax.amazonaws.com"),
        },
        own.child,
    );
    const rights = new aws.iam.RolePolicy(
        `${name}-dax`,
        { role: role.name, policy: pulumi.jsonStringify(policy(tableAccess)) },
        own.child,
    );
    return pulumi.all([role.arn, rights.id]).apply(([arn]) => arn);
}

/**
 * AWS changes no group while a cluster uses it
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.cluster-management.html), so other values make
 * another group, to which the cluster turns: a group keeps its description for life, and it says the values.
 */
function createParameters(name: string, settings: AcceleratorSettings, own: Common): pulumi.Output<string> {
    const { itemSeconds, querySeconds } = settings;
    const parameters = new aws.dax.ParameterGroup(
        `${name}-dax`,
        {
            ...own.placed,
            description: `Accelerator ${name}: items ${itemSeconds} s, queries ${querySeconds} s`,
            parameters: [
                { name: "query-ttl-millis", value: String(querySeconds * 1000) },
                { name: "record-ttl-millis", value: String(itemSeconds * 1000) },
            ],
        },
        own.child,
    );
    return parameters.name;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/dax-metrics-dimensions-dax.html */
function createAlarms(name: string, cluster: string, own: Common): TierAlarm[] {
    const signals = [
        {
            role: "cpu",
            metricName: "CPUUtilization",
            statistic: "Maximum",
            threshold: cpuPercent,
            means: `A node is busy for more than ${cpuPercent} % of the time. Add nodes, or take larger ones.`,
        },
        {
            role: "throttles",
            metricName: "ThrottledRequestCount",
            statistic: "Sum",
            threshold: 0,
            means: "The accelerator refuses requests: its nodes are full. Add nodes, or take larger ones. What the table refuses is its own alarms' to say.",
        },
    ];
    return signals.map(({ role, means, ...signal }) => {
        const alarm = new aws.cloudwatch.MetricAlarm(
            `${name}-dax-${role}`,
            {
                ...own.tagged,
                ...signal,
                alarmDescription: means,
                namespace: "AWS/DAX",
                dimensions: { ClusterId: cluster },
                period: 60,
                evaluationPeriods: 5,
                datapointsToAlarm: 5,
                comparisonOperator: "GreaterThanThreshold",
                // Nobody asks, so nothing is wrong.
                treatMissingData: "notBreaching",
            },
            own.child,
        );
        return { tier: "table", arn: alarm.arn };
    });
}
