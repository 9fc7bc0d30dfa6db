import * as pulumi from "@pulumi/pulumi";
import { ScalingGroup } from "../../components/scaling-group";

/** Workers that follow a queue, behind a balancer that asks them for their health. */
export function example(): unknown {
    const group = new ScalingGroup("jobs-euw1", {
        place: { region: "eu-west-1", tags: {} },
        account: "111122223333",
        network: {
            vpcId: pulumi.output("vpc-0123456789abcdef0"),
            subnetIds: { public: [], app: [pulumi.output("subnet-0123456789abcdef0")], data: [] },
        },
        balancer: {
            targetGroupArn: "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/jobs/0123456789abcdef",
            securityGroupId: "sg-0123456789abcdef0",
        },
        app: {
            name: "jobs",
            port: 8080,
            bundle: {
                bucket: pulumi.output("jobs-bundles"),
                key: "jobs/server.cjs",
                version: pulumi.output("1"),
                access: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::jobs-bundles/jobs/*" }],
            },
            passwordSecret: "jobs-database",
            databasePort: 5432,
            environment: {},
        },
        settings: {
            instanceType: "t4g.small",
            min: 1,
            max: 8,
            policies: {
                // An instance works off 2 messages a second, so 60 may wait for each.
                backlog: { kind: "queueBacklog", queue: "jobs", maxLatencySeconds: 30, secondsPerMessage: 0.5 },
                // Before a GameDay on Tuesdays, and back after it.
                gameday: { kind: "scheduled", cron: "30 13 * * 2", timeZone: "Europe/Dublin", min: 4 },
                afterwards: { kind: "scheduled", cron: "0 16 * * 2", timeZone: "Europe/Dublin", min: 1 },
            },
            hooks: { drain: { on: "terminating", timeoutSeconds: 300, otherwise: "continue" } },
        },
        databaseBlocks: { "eu-west-1": "10.0.64.0/19" },
        keyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    });
    return { group: group.groupName };
}
