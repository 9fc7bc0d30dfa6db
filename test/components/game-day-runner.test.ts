import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Bucket } from "../../components/bucket";
import { GameDayRunner } from "../../components/game-day-runner";
import type { GameDaySettings } from "../../components/game-day-runner/settings";
import type { Plan } from "../../plan/plan";
import { field, ofType, one, recordAlone, text } from "./platforms";

const account = "111122223333";
const region = "eu-central-1";
const tags = { "antipode:platform": "orders" };
const keyArn = `arn:aws:kms:${region}:${account}:key/1`;
const dublin = { cron: "0 10 ? * TUE *", timeZone: "Europe/Dublin", state: "disabled" } as const;
const settings: GameDaySettings = {
    region,
    cidr: "10.255.0.0/24",
    schedules: { weekly: { ...dublin, drill: "region-loss" } },
    blackouts: { "year-end": { from: "2026-12-20", to: "2027-01-03" } },
};

function record(change: Partial<GameDaySettings> = {}): Promise<Plan> {
    return recordAlone(() => {
        const reports = new Bucket("reports", {
            place: { region, tags },
            account,
            settings: { purpose: "reports", retentionDays: 400 },
            keyArn,
            protect: true,
        });
        return new GameDayRunner("orders-gameday", {
            tags,
            account,
            settings: { ...settings, ...change },
            cells: [{ region: "eu-west-1", cidr: "10.20.0.0/16" }],
            target: { platform: "orders", globalClusterArn: `arn:aws:rds::${account}:global-cluster:orders` },
            reports,
            keyArn,
        });
    });
}

const schedules = (plan: Plan) => ofType(plan, "aws:scheduler/schedule:Schedule");

/** Logical names of what differs, is new or is gone between two plans. */
function differences(before: Plan, after: Plan): string[] {
    const known = new Map(before.resources.map((resource) => [resource.urn, JSON.stringify(resource)]));
    const now = new Set(after.resources.map(({ urn }) => urn));
    return [
        ...after.resources.filter((resource) => known.get(resource.urn) !== JSON.stringify(resource)),
        ...before.resources.filter(({ urn }) => !now.has(urn)),
    ]
        .map(({ name }) => name)
        .sort();
}

describe("GameDayRunner", () => {
    let plan: Plan;
    before(async () => {
        plan = await record();
    });

    describe("its network", () => {
        it("is its own: public subnets in two zones, no gateway that costs by the hour", () => {
            const { inputs } = one(plan, "awsx:ec2:Vpc");
            assert.equal(inputs["region"], region);
            assert.equal(inputs["cidrBlock"], "10.255.0.0/24");
            assert.equal(inputs["numberOfAvailabilityZones"], 2);
            assert.deepEqual(inputs["natGateways"], { strategy: "None" });
            assert.deepEqual(inputs["subnetSpecs"], [{ type: "Public" }]);
        });

        it("lets nothing in, and out HTTPS alone", () => {
            assert.equal(ofType(plan, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").length, 0);
            const group = one(plan, "aws:ec2/securityGroup:SecurityGroup").inputs;
            assert.deepEqual([group["ingress"], group["egress"]], [undefined, undefined]);
            const { inputs } = one(plan, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");
            assert.deepEqual([inputs["ipProtocol"], inputs["fromPort"], inputs["toPort"]], ["tcp", 443, 443]);
        });
    });

    describe("its task", () => {
        it("is k6 and the command on arm64, by digest of an image under our key that is scanned", () => {
            const repository = one(plan, "awsx:ecr:Repository").inputs;
            assert.equal(repository["region"], region);
            assert.deepEqual(repository["encryptionConfigurations"], [{ encryptionType: "KMS", kmsKey: keyArn }]);
            assert.deepEqual(repository["imageScanningConfiguration"], { scanOnPush: true });
            const image = one(plan, "awsx:ecr:Image");
            assert.equal(image.inputs["dockerfile"], "gameday/Dockerfile");
            assert.equal(image.inputs["platform"], "linux/arm64");
            const { inputs } = one(plan, "awsx:ecs:FargateTaskDefinition");
            assert.deepEqual(field(inputs["container"], "image", "$ref"), { urn: image.urn, output: "imageUri" });
            assert.equal(field(inputs["runtimePlatform"], "cpuArchitecture"), "ARM64");
        });

        it("may be pushed again under awsx's one tag", () => {
            assert.equal(one(plan, "awsx:ecr:Repository").inputs["imageTagMutability"], "MUTABLE");
        });

        it("runs as no administrator, with its two roles and a log of ours", () => {
            const { inputs } = one(plan, "awsx:ecs:FargateTaskDefinition");
            const roleOf = (input: string) =>
                text(field(inputs[input], "roleArn", "$ref", "urn"))
                    .split("::")
                    .pop();
            assert.deepEqual([roleOf("executionRole"), roleOf("taskRole")], ["orders-gameday-start", "orders-gameday"]);
            assert.equal(field(inputs["container"], "user"), "node");
            assert.match(text(field(inputs["logGroup"], "existing", "arn")), /logGroup:LogGroup::orders-gameday/);
            const log = one(plan, "aws:cloudwatch/logGroup:LogGroup").inputs;
            assert.deepEqual([log["kmsKeyId"], log["retentionInDays"]], [keyArn, 90]);
        });

        it("has the sizes that Fargate sells together, under the name that schedules call it by", () => {
            const { inputs } = one(plan, "awsx:ecs:FargateTaskDefinition");
            assert.deepEqual([inputs["cpu"], inputs["memory"]], ["2048", "4096"]);
            assert.equal(inputs["family"], "orders-gameday");
        });

        it("writes its reports into the bucket", () => {
            const { inputs } = one(plan, "awsx:ecs:FargateTaskDefinition");
            assert.match(
                text(field(inputs["container"], "environment", 0, "value")),
                /^s3:\/\/\$\{.*bucket:Bucket::reports#bucket\}\/runs$/,
            );
        });

        it("is built of a Dockerfile that brings k6 and does not run as root", () => {
            const dockerfile = readFileSync(join(__dirname, "../../gameday/Dockerfile"), "utf8");
            assert.match(dockerfile, /^COPY --from=k6 /m);
            assert.match(dockerfile, /^USER node$/m);
            assert.match(dockerfile, /^ENTRYPOINT \["bin\/antipode"\]$/m);
        });
    });

    describe("its schedules", () => {
        it("are one for each time between blackouts, in the schedule's own time zone", () => {
            const found = schedules(plan).map(({ name, inputs }) => [name, inputs["startDate"], inputs["endDate"]]);
            assert.deepEqual(found, [
                ["orders-gameday-weekly-after-year-end", "2027-01-04T00:00:00Z", undefined],
                ["orders-gameday-weekly-start", undefined, "2026-12-19T23:59:59Z"],
            ]);
            for (const { inputs } of schedules(plan)) {
                assert.equal(inputs["scheduleExpression"], "cron(0 10 ? * TUE *)");
                assert.equal(inputs["scheduleExpressionTimezone"], "Europe/Dublin");
                assert.equal(inputs["kmsKeyArn"], keyArn);
            }
        });

        it("are off until they are switched on", async () => {
            assert.deepEqual([...new Set(schedules(plan).map(({ inputs }) => inputs["state"]))], ["DISABLED"]);
            const weekly = { ...dublin, drill: "region-loss", state: "enabled" } as const;
            const on = schedules(await record({ schedules: { weekly }, blackouts: {} }));
            assert.deepEqual(
                on.map(({ inputs }) => inputs["state"]),
                ["ENABLED"],
            );
        });

        it("start the newest task with the drill's name, once or not at all", () => {
            const [{ inputs } = assert.fail("no schedule")] = schedules(plan);
            const target = inputs["target"];
            assert.equal(
                field(target, "ecsParameters", "taskDefinitionArn"),
                `arn:aws:ecs:${region}:${account}:task-definition/orders-gameday`,
            );
            assert.deepEqual(JSON.parse(text(field(target, "input"))), {
                containerOverrides: [{ name: "runner", command: ["gameday", "run", "region-loss", "--target", "aws"] }],
            });
            assert.equal(field(target, "retryPolicy", "maximumRetryAttempts"), 0);
            assert.deepEqual(inputs["flexibleTimeWindow"], { mode: "OFF" });
            assert.match(text(field(target, "deadLetterConfig", "arn")), /queue:Queue/);
        });

        it("wait for the task that they call by name", () => {
            const task = one(plan, "awsx:ecs:FargateTaskDefinition").urn;
            assert.ok(schedules(plan).every(({ dependencies }) => dependencies.includes(task)));
        });

        it("grow by one without a change to others", async () => {
            const monthly = { ...dublin, drill: "database-failover", cron: "0 9 ? * MON#1 *" };
            const after = await record({ schedules: { ...settings.schedules, monthly } });
            assert.deepEqual(differences(plan, after), [
                "orders-gameday-monthly-after-year-end",
                "orders-gameday-monthly-start",
            ]);
        });

        it("change by one more blackout only where it cuts", async () => {
            const sale = { from: "2027-11-20", to: "2027-11-30" };
            const after = await record({ blackouts: { ...settings.blackouts, sale } });
            assert.deepEqual(differences(plan, after), [
                "orders-gameday-weekly-after-sale",
                "orders-gameday-weekly-after-year-end",
            ]);
        });
    });

    describe("its roles", () => {
        it("are each taken by one service, for this account", () => {
            const takers = ofType(plan, "aws:iam/role:Role").map(({ name, inputs }) => {
                const trust = text(inputs["assumeRolePolicy"]);
                assert.match(trust, /"aws:SourceAccount":"111122223333"/);
                return [name, /"Service":"([^"]+)"/.exec(trust)?.[1]];
            });
            assert.deepEqual(takers, [
                ["orders-gameday", "ecs-tasks.amazonaws.com"],
                ["orders-gameday-schedule", "scheduler.amazonaws.com"],
                ["orders-gameday-start", "ecs-tasks.amazonaws.com"],
            ]);
        });

        it("let a drill change only what carries the platform's tag", () => {
            const drill = ofType(plan, "aws:iam/rolePolicy:RolePolicy").find(({ name }) => name === "orders-gameday");
            const { Statement } = JSON.parse(text(drill?.inputs["policy"])) as {
                Statement: { Action: string | string[]; Condition?: unknown }[];
            };
            const changing = Statement.filter(({ Action }) =>
                /:(Revoke|Authorize|Failover|Switchover)/.test(text(Action)),
            );
            assert.equal(changing.length, 2);
            for (const { Condition } of changing) {
                assert.deepEqual(Condition, { StringEquals: { "aws:ResourceTag/antipode:platform": "orders" } });
            }
        });
    });

    it("stands in its region with all that takes one, and under its key", () => {
        const placed = plan.resources.filter(({ custom, type }) => custom && !/^aws:iam/.test(type));
        assert.deepEqual([...new Set(placed.map(({ inputs }) => inputs["region"]))], [region]);
        assert.equal(one(plan, "aws:sqs/queue:Queue").inputs["kmsMasterKeyId"], keyArn);
    });

    it("says all that is wrong with its settings before it makes anything", async () => {
        const wrong = record({
            region: "eu-west-1",
            cidr: "10.20.1.0/24",
            schedules: { w: { ...dublin, drill: "region-loss", cron: "" } },
        });
        await assert.rejects(wrong, /region: expected[^]*cidr: expected[^]*schedules\.w\.cron: expected/);
    });
});
