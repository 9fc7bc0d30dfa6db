import * as pulumi from "@pulumi/pulumi";
import { ScalingGroup, type BalancerSide, type ScalingGroupArgs } from "../../../components/scaling-group";
import type { Policy } from "../../../components/scaling-group/policy-settings";
import type { ScalingSettings } from "../../../components/scaling-group/settings";
import type { Plan, PlanResource } from "../../../plan/plan";
import { ofType, recordAlone } from "../platforms";

/** Two to four instances that scale by nothing; tests add what they are about. */
export const plain: ScalingSettings = { instanceType: "t4g.small", min: 2, max: 4, policies: {} };

/** An application load balancer's side, with an alarm. */
export const alb: BalancerSide = {
    targetGroupArn: "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/orders/1",
    securityGroupId: "sg-balancer",
    resourceLabel: pulumi.output("app/orders/1/targetgroup/orders/1"),
    alarmNames: ["orders-errors"],
};

/** A network load balancer's side: nothing counts its requests. */
export const nlb: BalancerSide = { targetGroupArn: "arn:nlb", securityGroupId: "sg-balancer" };

type Extra = Partial<Pick<ScalingGroupArgs, "balancer" | "statements" | "egress">>;

/** A group alone, with what it needs of other components written out. */
function makeGroup(settings: ScalingSettings, extra: Extra = {}): ScalingGroup {
    return new ScalingGroup("orders", {
        place: { region: "eu-west-1", tags: { "antipode:cell": "eu-west-1" } },
        account: "111122223333",
        network: {
            vpcId: pulumi.output("vpc-1"),
            subnetIds: { public: [], app: [pulumi.output("subnet-1")], data: [] },
        },
        balancer: alb,
        app: {
            name: "orders",
            port: 8080,
            bundle: {
                bucket: pulumi.output("bundles"),
                key: "orders/server.cjs",
                version: pulumi.output("1"),
                access: [
                    { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::bundles/orders/server.cjs" },
                ],
            },
            passwordSecret: "orders-database",
            databasePort: 5432,
            environment: {},
        },
        settings,
        databaseBlocks: { "eu-west-1": "10.0.64.0/19" },
        keyArn: "arn:aws:kms:eu-west-1:111122223333:key/1",
        ...extra,
    });
}

/** What a group alone would ask AWS for. */
export function recordGroup(settings: Partial<ScalingSettings>, extra?: Extra): Promise<Plan> {
    return recordAlone(() => makeGroup({ ...plain, ...settings }, extra));
}

/** The same, of one policy. */
export function recordPolicy(policy: Policy): Promise<Plan> {
    return recordGroup({ policies: { load: policy } });
}

/** The alarms of a plan, by name. */
export function alarmNamed(recorded: Plan, name: string): PlanResource | undefined {
    return ofType(recorded, "aws:cloudwatch/metricAlarm:MetricAlarm").find((alarm) => alarm.name === name);
}
