import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { TrafficCell } from "../traffic";
import { onAnything, policy, trust, type Statement } from "../shared/iam";
import type { Region } from "../shared/regions";
import type { FailoverControl } from "./settings";
import type { Site } from "./site";

/** What a plan of Region switch moves besides clients. */
export interface SwitchedDatabase {
    /** Identifier of the global cluster. */
    readonly globalClusterId: pulumi.Input<string>;
    readonly globalClusterArn: pulumi.Input<string>;
}

/** What of one cell a plan of Region switch moves. */
export interface SwitchedCell {
    readonly scalingGroupArn: pulumi.Input<string>;
    readonly databaseClusterArn: pulumi.Input<string>;
}

type Step = aws.types.input.arcregionswitch.PlanWorkflowStep;
type RegionSwitch = Extract<FailoverControl, { kind: "regionSwitch" }>;

/** Minutes that each step may take before the plan stops and asks. Assumed: twice what AWS's documents call usual. */
const stepMinutes = { capacity: 30, database: 30, traffic: 10 };

/** Per cent of the other region's capacity that an activated region is brought to before clients come. */
const capacityPercent = 100;

/**
 * The plan of ARC Region switch: who says yes, then capacity, then the database's writer, then clients. Its own health
 * checks move clients, so that no record changes. Its arguments follow the provider's types; not run against AWS.
 */
export function createRegionSwitch(site: Site, control: RegionSwitch, identifiers: ReadonlyMap<Region, string>): void {
    const { name, child, tags, cells, switched: database } = site;
    const switched = cells.flatMap((cell) => (cell.switched === undefined ? [] : [{ cell, ...cell.switched }]));
    if (database === undefined || switched.length !== cells.length) {
        throw new RangeError(`${name}: expected a database and what each cell switches`);
    }
    const parts: Parts = { site, control, database, switched, identifiers };
    const role = createRole(parts);
    const passive = cells.some(({ active }) => !active);
    const primary = cells.find(({ active }) => active);
    new aws.arcregionswitch.Plan(
        name,
        {
            tags,
            description: `Moves ${site.hostname} between ${cells.map(({ region }) => region).join(" and ")}`,
            executionRole: role.arn,
            recoveryApproach: passive ? "activePassive" : "activeActive",
            regions: cells.map(({ region }) => region),
            ...(passive && primary !== undefined ? { primaryRegion: primary.region } : {}),
            workflows: cells.flatMap((cell) => workflows(parts, cell, passive)),
        },
        child,
    );
}

interface Parts {
    readonly site: Site;
    readonly control: RegionSwitch;
    readonly database: SwitchedDatabase;
    readonly switched: readonly (SwitchedCell & { readonly cell: TrafficCell })[];
    /** Set identifier of the hostname's record for a region. */
    readonly identifiers: ReadonlyMap<Region, string>;
}

/** Two active cells need a way out beside the way in; a passive one is left by activating the other. */
function workflows(
    parts: Parts,
    { region }: TrafficCell,
    passive: boolean,
): aws.types.input.arcregionswitch.PlanWorkflow[] {
    const first = approvalSteps(parts);
    const activate = {
        workflowTargetAction: "activate",
        workflowTargetRegion: region,
        workflowDescription: `Clients and writer to ${region}`,
        steps: passive
            ? [...first, capacityStep(parts), databaseStep(parts), trafficStep(parts)]
            : [...first, capacityStep(parts), trafficStep(parts)],
    };
    const deactivate = {
        workflowTargetAction: "deactivate",
        workflowTargetRegion: region,
        workflowDescription: `Clients and writer away from ${region}`,
        steps: [...first, capacityStep(parts), databaseStep(parts), trafficStep(parts)],
    };
    return passive ? [activate] : [activate, deactivate];
}

function approvalSteps({ control: { approval } }: Parts): Step[] {
    return approval.kind === "none"
        ? []
        : [
              {
                  name: "approve",
                  executionBlockType: "ManualApproval",
                  executionApprovalConfigs: [{ approvalRole: approval.arn, timeoutMinutes: approval.timeoutMinutes }],
              },
          ];
}

function capacityStep({ switched }: Parts): Step {
    return {
        name: "capacity",
        executionBlockType: "EC2AutoScaling",
        ec2AsgCapacityIncreaseConfigs: [
            {
                asgs: switched.map(({ scalingGroupArn }) => ({ arn: scalingGroupArn })),
                capacityMonitoringApproach: "sampledMaxInLast24Hours",
                targetPercent: capacityPercent,
                timeoutMinutes: stepMinutes.capacity,
            },
        ],
    };
}

/** A switchover loses nothing; when the plan is run as ungraceful, the old writer is gone and it is a failover. */
function databaseStep({ database, switched }: Parts): Step {
    return {
        name: "database",
        executionBlockType: "AuroraGlobalDatabase",
        globalAuroraConfigs: [
            {
                behavior: "switchoverOnly",
                ungracefuls: [{ ungraceful: "failover" }],
                globalClusterIdentifier: database.globalClusterId,
                databaseClusterArns: switched.map(({ databaseClusterArn }) => databaseClusterArn),
                timeoutMinutes: stepMinutes.database,
            },
        ],
    };
}

function trafficStep({ site, identifiers }: Parts): Step {
    return {
        name: "traffic",
        executionBlockType: "Route53HealthCheck",
        route53HealthCheckConfigs: [
            {
                hostedZoneId: site.zoneId,
                recordName: site.hostname,
                recordSets: [...identifiers].map(([region, recordSetIdentifier]) => ({ region, recordSetIdentifier })),
                timeoutMinutes: stepMinutes.traffic,
            },
        ],
    };
}

/** What AWS's sample policies name for these steps, with our resources wherever IAM knows narrower ones. */
function createRole({ site, database, switched }: Parts): aws.iam.Role {
    const { name, child, tags, zoneId } = site;
    const role = new aws.iam.Role(
        `${name}-switch`,
        {
            tags,
            description: `Region switch of ${site.hostname}`,
            assumeRolePolicy: trust("arc-region-switch.amazonaws.com"),
        },
        child,
    );
    const statements: Statement[] = [
        {
            Effect: "Allow",
            Action: ["rds:FailoverGlobalCluster", "rds:SwitchoverGlobalCluster"],
            Resource: [database.globalClusterArn, ...switched.map(({ databaseClusterArn }) => databaseClusterArn)],
        },
        {
            Effect: "Allow",
            Action: "autoscaling:UpdateAutoScalingGroup",
            Resource: switched.map(({ scalingGroupArn }) => scalingGroupArn),
        },
        {
            Effect: "Allow",
            Action: "route53:ListResourceRecordSets",
            Resource: pulumi.interpolate`arn:aws:route53:::hostedzone/${zoneId}`,
        },
        // ARC evaluates by it whether the role may do what the plan will ask.
        { Effect: "Allow", Action: "iam:SimulatePrincipalPolicy", Resource: role.arn },
        onAnything("RegionSwitchReads", [
            "autoscaling:DescribeAutoScalingGroups",
            "cloudwatch:GetMetricStatistics",
            "rds:DescribeGlobalClusters",
            "rds:DescribeDBClusters",
            "arc-region-switch:GetPlan",
            "arc-region-switch:GetPlanExecution",
            "arc-region-switch:ListPlanExecutions",
        ]),
    ];
    new aws.iam.RolePolicy(
        `${name}-switch`,
        { role: role.id, policy: pulumi.jsonStringify(policy(statements)) },
        child,
    );
    return role;
}
