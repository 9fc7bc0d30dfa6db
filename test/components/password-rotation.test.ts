import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { PasswordRotation } from "../../components/password-rotation";
import { parsePlatform } from "../../config";
import type { Plan } from "../../plan/plan";
import { field, ofType, one, plan, recordAlone, text, twoRegions, withRegion, type RawPlatform } from "./platforms";

const own = /(^|-)rotate(-|$)/;

/** Ireland writes first, Virginia and Frankfurt follow. */
function rotating(database: Record<string, unknown> = { rotation: { everyDays: 30 } }): RawPlatform {
    return { ...withRegion(twoRegions(), "eu-central-1", "warm"), database: { instances: 2, ...database } };
}

describe("PasswordRotation", () => {
    let recorded: Plan;
    let without: Plan;
    before(async () => {
        recorded = await plan(parsePlatform(rotating()));
        without = await plan(parsePlatform(rotating({})));
    });

    it("rotates the written copy of the secret, once its function may be called and the database stands", () => {
        const rotation = one(recorded, "aws:secretsmanager/secretRotation:SecretRotation", "eu-west-1");
        const { urn } = one(recorded, "aws:secretsmanager/secret:Secret");
        assert.deepEqual(rotation.inputs["secretId"], { $ref: { urn, output: "arn" } });
        assert.deepEqual(rotation.inputs["rotationRules"], { automaticallyAfterDays: 30 });
        const instances = ofType(recorded, "aws:rds/clusterInstance:ClusterInstance").filter(
            ({ region }) => region === "eu-west-1",
        );
        const waited = [one(recorded, "aws:lambda/permission:Permission"), ...instances];
        assert.equal(waited.length, 3);
        assert.ok(waited.every((resource) => rotation.dependencies.includes(resource.urn)));
    });

    it("lets Secrets Manager call the function for this secret of this account only", () => {
        const { inputs } = one(recorded, "aws:lambda/permission:Permission");
        const { urn } = one(recorded, "aws:secretsmanager/secret:Secret");
        assert.equal(inputs["principal"], "secretsmanager.amazonaws.com");
        assert.equal(inputs["sourceAccount"], "111122223333");
        assert.deepEqual(inputs["sourceArn"], { $ref: { urn, output: "arn" } });
    });

    it("runs what the build makes, in the app's subnets, and asks for the writer by the name that moves", () => {
        const { inputs, region } = one(recorded, "aws:lambda/function:Function");
        assert.equal(region, "eu-west-1");
        assert.deepEqual(inputs["code"], { $asset: { path: "dist/apps/rotate-password" } });
        assert.equal(inputs["handler"], "handler.handler");
        const { urn } = one(recorded, "aws:rds/globalCluster:GlobalCluster");
        const variables = field(inputs["environment"], "variables");
        assert.deepEqual(field(variables as never, "WRITER_HOST"), { $ref: { urn, output: "endpoint" } });
        assert.equal(field(variables as never, "DATABASE_USER"), "orders");
        assert.equal((field(inputs["vpcConfig"], "subnetIds") as unknown[]).length, 2);
    });

    it("reaches AWS and the data tier of every region, and nobody reaches it", () => {
        const door = ofType(recorded, "aws:ec2/securityGroup:SecurityGroup").find(({ name }) => own.test(name));
        const rules = recorded.resources
            .filter(({ inputs }) => field(inputs["securityGroupId"], "$ref", "urn") === door?.urn)
            .map(({ type, inputs }) =>
                [type.split(":").pop(), inputs["cidrIpv4"], inputs["toPort"]].map(text).join(" "),
            );
        assert.deepEqual(rules.sort(), [
            "SecurityGroupEgressRule 0.0.0.0/0 443",
            "SecurityGroupEgressRule 10.0.64.0/19 5432",
            "SecurityGroupEgressRule 10.1.64.0/19 5432",
            "SecurityGroupEgressRule 10.102.64.0/19 5432",
        ]);
    });

    it("keeps its log for a time and under our key, and rings when a step fails", () => {
        const log = ofType(recorded, "aws:cloudwatch/logGroup:LogGroup").find(({ name }) => own.test(name));
        assert.equal(log?.inputs["retentionInDays"], 90);
        assert.notEqual(log.inputs["kmsKeyId"], undefined);
        const alarm = ofType(recorded, "aws:cloudwatch/metricAlarm:MetricAlarm").find(({ name }) => own.test(name));
        assert.equal(alarm?.inputs["metricName"], "Errors");
        assert.equal(alarm.inputs["alarmActions"], undefined);
    });

    it("adds only what is its own, in the home cell; instances learn to read the password again", () => {
        const before = new Map(without.resources.map((resource) => [resource.urn, JSON.stringify(resource.inputs)]));
        const touched = recorded.resources.filter(({ urn, inputs }) => before.get(urn) !== JSON.stringify(inputs));
        const others = touched.filter(({ name }) => !own.test(name)).map(({ type }) => type.split(":").pop());
        assert.deepEqual([...new Set(others)].sort(), [
            "CompositeAlarm",
            "LaunchTemplate",
            "PasswordRotation",
            "Platform",
        ]);
        assert.deepEqual(
            [...new Set(touched.filter(({ name }) => own.test(name)).map(({ name }) => name.split("-rotate")[0]))],
            ["orders-euw1"],
        );
    });

    it("refuses a time that Secrets Manager does not take, before it makes anything", async () => {
        const place = { region: "eu-west-1", tags: {} } as const;
        const make = () =>
            new PasswordRotation("orders-euw1", {
                place,
                account: "111122223333",
                network: { vpcId: pulumi.output("vpc-1"), subnetIds: { public: [], app: [], data: [] } },
                secret: { arn: pulumi.output("arn") },
                keyArn: "arn",
                database: { writerEndpoint: "writer", port: 5432, name: "orders", userName: "orders", blocks: {} },
                settings: { everyDays: 0 },
            });
        await assert.rejects(recordAlone(make), /everyDays: expected a whole number from 1 to 1000, got 0/);
    });
});
