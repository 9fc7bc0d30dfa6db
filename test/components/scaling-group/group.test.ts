import assert from "node:assert/strict";
import type { ScalingSettings } from "../../../components/scaling-group/settings";
import type { Plan, PlanResource } from "../../../plan/plan";
import { field, ofType, one, text } from "../platforms";
import { alarmNamed, alb, nlb, recordGroup } from "./groups";

const groupType = "aws:autoscaling/group:Group";
const hookType = "aws:autoscaling/lifecycleHook:LifecycleHook";

async function groupOf(settings: Partial<ScalingSettings>): Promise<PlanResource["inputs"]> {
    return one(await recordGroup(settings), groupType).inputs;
}

const preferences = async (settings: Partial<ScalingSettings>): Promise<unknown> =>
    field((await groupOf(settings))["instanceRefresh"], "preferences");

const fixed = { kind: "ami", id: "ami-0abc" } as const;

const mix = {
    choose: {
        kind: "types",
        types: [
            { type: "m7g.large", weight: 2 },
            { type: "m6g.medium", weight: 1 },
        ],
    },
    onDemandBase: 2,
    onDemandPercent: 0,
} as const;

describe("ScalingGroup's group", () => {
    it("has nothing that was not asked for, and never a desired capacity", async () => {
        assert.deepEqual(Object.keys(await groupOf({})).sort(), [
            "defaultInstanceWarmup",
            "enabledMetrics",
            "healthCheckGracePeriod",
            "healthCheckType",
            "instanceRefresh",
            "launchTemplate",
            "maxSize",
            "minSize",
            "region",
            "tags",
            "targetGroupArns",
            "vpcZoneIdentifiers",
        ]);
    });

    it("encrypts its instances' volumes with the cell's key", async () => {
        const template = one(await recordGroup({}), "aws:ec2/launchTemplate:LaunchTemplate").inputs;
        const volume = field(template["blockDeviceMappings"], 0, "ebs");
        assert.deepEqual(
            [field(volume as never, "encrypted"), field(volume as never, "kmsKeyId")],
            ["true", "arn:aws:kms:eu-west-1:111122223333:key/1"],
        );
    });

    it("stops a refresh on the balancer's alarms, and rolls back to a fixed image only", async () => {
        const stop = { alarmSpecification: { alarms: ["orders-errors"] } };
        const healthy = { minHealthyPercentage: 100, maxHealthyPercentage: 200 };
        assert.deepEqual(await preferences({}), { ...healthy, ...stop });
        assert.deepEqual(await preferences({ image: fixed }), { ...healthy, ...stop });
        const back = await preferences({ image: { ...fixed, failedRefresh: "rollBack" } });
        assert.deepEqual(back, { ...healthy, ...stop, autoRollback: true });
    });

    it("refreshes by percents, checkpoints and likeness when told to", async () => {
        const refresh = {
            minHealthyPercent: 90,
            maxHealthyPercent: 110,
            skipMatching: true,
            checkpoints: { percents: [20, 100], delaySeconds: 600 },
        };
        assert.deepEqual(await preferences({ image: fixed, refresh }), {
            minHealthyPercentage: 90,
            maxHealthyPercentage: 110,
            skipMatching: true,
            checkpointPercentages: [20, 100],
            checkpointDelay: "600",
            alarmSpecification: { alarms: ["orders-errors"] },
        });
    });

    it("boots a fixed image by its id", async () => {
        const template = one(await recordGroup({ image: fixed }), "aws:ec2/launchTemplate:LaunchTemplate").inputs;
        assert.equal(template["imageId"], "ami-0abc");
    });

    it("mixes types in their order, with spot above a base, and replaces spot at risk", async () => {
        const inputs = await groupOf({ mix });
        assert.ok(!("launchTemplate" in inputs));
        assert.equal(inputs["capacityRebalance"], true);
        assert.deepEqual(field(inputs["mixedInstancesPolicy"], "instancesDistribution"), {
            onDemandAllocationStrategy: "prioritized",
            onDemandBaseCapacity: 2,
            onDemandPercentageAboveBaseCapacity: 0,
            spotAllocationStrategy: "price-capacity-optimized",
        });
        assert.deepEqual(field(inputs["mixedInstancesPolicy"], "launchTemplate", "overrides"), [
            { instanceType: "m7g.large", weightedCapacity: "2" },
            { instanceType: "m6g.medium", weightedCapacity: "1" },
        ]);
    });

    it("lets AWS choose Graviton types by what they must have", async () => {
        const choose = { kind: "requirements", vcpus: { min: 2, max: 4 }, memoryGib: { min: 4, max: 16 } } as const;
        const inputs = await groupOf({ image: fixed, mix: { choose, onDemandBase: 0, onDemandPercent: 100 } });
        assert.equal(inputs["capacityRebalance"], false);
        assert.deepEqual(field(inputs["mixedInstancesPolicy"], "launchTemplate", "overrides"), [
            {
                instanceRequirements: {
                    cpuManufacturers: ["amazon-web-services"],
                    vcpuCount: { min: 2, max: 4 },
                    memoryMib: { min: 4096, max: 16_384 },
                },
            },
        ]);
    });

    it("keeps a warm pool, whose 0 it leaves out because the provider drops it", async () => {
        const running = await groupOf({ warmPool: { state: "running", min: 0, reuse: true } });
        assert.deepEqual(running["warmPool"], {
            poolState: "Running",
            instanceReusePolicy: { reuseOnScaleIn: true },
        });
        const stopped = await groupOf({
            warmPool: { state: "stopped", min: 1, maxPrepared: 3 },
            hooks: { ready: { on: "launching", timeoutSeconds: 120, otherwise: "continue" } },
        });
        assert.deepEqual(stopped["warmPool"], { poolState: "Stopped", minSize: 1, maxGroupPreparedCapacity: 3 });
    });

    it("has each hook beside it, telling who is named", async () => {
        const target = { arn: "arn:aws:sqs:eu-west-1:111122223333:drain", roleArn: "arn:aws:iam::111122223333:role/t" };
        const recorded = await recordGroup({ hooks: { drain: { on: "terminating", timeoutSeconds: 300, target } } });
        assert.deepEqual(
            { ...one(recorded, hookType).inputs, autoscalingGroupName: "" },
            {
                region: "eu-west-1",
                autoscalingGroupName: "",
                lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
                defaultResult: "ABANDON",
                heartbeatTimeout: 300,
                notificationTargetArn: target.arn,
                roleArn: target.roleArn,
            },
        );
        const without = await recordGroup({});
        assert.deepEqual(
            recorded.resources.filter(({ type }) => type !== hookType),
            without.resources,
        );
    });

    it("takes the rest in AWS's words", async () => {
        const inputs = await groupOf({
            maintenance: { minHealthyPercent: 90, maxHealthyPercent: 120 },
            maxLifetimeDays: 7,
            suspended: ["AZRebalance"],
            zones: "balanced-only",
            reservations: "capacity-reservations-first",
            health: { kind: "ec2", graceSeconds: 0 },
            warmupSeconds: 0,
        });
        assert.deepEqual(inputs["instanceMaintenancePolicy"], { minHealthyPercentage: 90, maxHealthyPercentage: 120 });
        assert.equal(inputs["maxInstanceLifetime"], 604_800);
        assert.deepEqual(inputs["suspendedProcesses"], ["AZRebalance"]);
        assert.equal(field(inputs["availabilityZoneDistribution"], "capacityDistributionStrategy"), "balanced-only");
        assert.equal(
            field(inputs["capacityReservationSpecification"], "capacityReservationPreference"),
            "capacity-reservations-first",
        );
        assert.deepEqual(
            [inputs["healthCheckType"], inputs["healthCheckGracePeriod"], inputs["defaultInstanceWarmup"]],
            ["EC2", 0, 0],
        );
    });
});

describe("ScalingGroup's alarms", () => {
    const metrics = async (settings: Partial<ScalingSettings>): Promise<unknown> =>
        (await groupOf(settings))["enabledMetrics"];

    it("ring below the minimum and at the maximum, of metrics that the group publishes, and tell nobody", async () => {
        const recorded = await recordGroup({});
        const below = alarmNamed(recorded, "orders-below-minimum")?.inputs;
        assert.deepEqual(
            [below?.["metricName"], below?.["threshold"], below?.["comparisonOperator"], below?.["treatMissingData"]],
            ["GroupInServiceInstances", 2, "LessThanThreshold", "breaching"],
        );
        const full = alarmNamed(recorded, "orders-at-maximum")?.inputs;
        assert.deepEqual(
            [full?.["metricName"], full?.["threshold"], full?.["evaluationPeriods"]],
            ["GroupDesiredCapacity", 4, 30],
        );
        assert.deepEqual([below?.["alarmActions"], full?.["alarmActions"]], [undefined, undefined]);
        assert.deepEqual(await metrics({}), ["GroupInServiceInstances", "GroupDesiredCapacity"]);
    });

    it("count units where a mix gives weights", async () => {
        const below = alarmNamed(await recordGroup({ mix }), "orders-below-minimum")?.inputs;
        assert.equal(below?.["metricName"], "GroupInServiceCapacity");
        assert.ok(text(await metrics({ mix })).includes("GroupInServiceCapacity"));
    });

    it("are none for a group that may be empty, or whose size is fixed", async () => {
        const alarms = (recorded: Plan): string[] =>
            ofType(recorded, "aws:cloudwatch/metricAlarm:MetricAlarm").map(({ name }) => name);
        assert.deepEqual(alarms(await recordGroup({ min: 0 })), ["orders-at-maximum"]);
        assert.deepEqual(alarms(await recordGroup({ min: 4 })), ["orders-below-minimum"]);
    });
});

describe("ScalingGroup's instances", () => {
    it("may do what other components ask for, besides their own", async () => {
        const asked = { Effect: "Allow", Action: "sqs:SendMessage", Resource: "arn:aws:sqs:eu-west-1:1:jobs" } as const;
        const recorded = await recordGroup({}, { statements: [asked] });
        const policy = JSON.parse(text(one(recorded, "aws:iam/rolePolicy:RolePolicy").inputs["policy"])) as {
            Statement: unknown[];
        };
        assert.deepEqual(policy.Statement.at(-1), asked);
        assert.equal(policy.Statement.length, 5);
    });

    it("speak to what is named, by block or by what is there, each by a rule of its own", async () => {
        const recorded = await recordGroup(
            {},
            {
                egress: {
                    cache: { description: "The cache", port: 6379, cidr: "10.0.64.0/19" },
                    inference: { description: "SageMaker", port: 8443, securityGroupId: "sg-2" },
                    partner: { description: "A partner", port: 443, cidr: "2001:db8::/64" },
                },
            },
        );
        const blocks = ["cidrIpv4", "cidrIpv6", "referencedSecurityGroupId"];
        const out = ofType(recorded, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").map(
            ({ name, inputs }) =>
                `${name} ${blocks.map((field) => text(inputs[field] ?? "-")).join(" ")} ${text(inputs["toPort"])}`,
        );
        assert.deepEqual(out.sort(), [
            "orders-app-database-eu-west-1 10.0.64.0/19 - - 5432",
            "orders-app-https 0.0.0.0/0 - - 443",
            "orders-app-to-cache 10.0.64.0/19 - - 6379",
            "orders-app-to-inference - - sg-2 8443",
            "orders-app-to-partner - 2001:db8::/64 - 443",
        ]);
    });
});

describe("ScalingGroup's balancer", () => {
    it("must count requests for a policy on them, whether it tracks or foretells", async () => {
        const policies = {
            requests: { kind: "albRequests", perMinute: 100 },
            daily: { kind: "predictive", measure: "albRequests", targetValue: 100 },
        } as const;
        await assert.rejects(
            recordGroup({ policies }, { balancer: nlb }),
            /ScalingGroup "orders" is not valid:\n {2}- policies\.requests: expected an application load balancer.*\n {2}- policies\.daily: /,
        );
        const cpu = { cpu: { kind: "cpu", targetPercent: 50 } } as const;
        assert.equal(ofType(await recordGroup({ policies: cpu }, { balancer: nlb }), groupType).length, 1);
    });

    it("must have alarms to roll back on", async () => {
        const image = { ...fixed, failedRefresh: "rollBack" } as const;
        await assert.rejects(
            recordGroup({ image }, { balancer: { ...alb, alarmNames: [] } }),
            /image\.failedRefresh: expected alarms of the balancer to roll back on, got none/,
        );
    });
});
