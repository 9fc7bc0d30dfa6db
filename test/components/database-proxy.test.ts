import assert from "node:assert/strict";
import { checkProxy, type ProxySettings } from "../../components/database-proxy/rules";
import { parsePlatform } from "../../config";
import type { Plan } from "../../plan/plan";
import { field, ofType, one, plan, problems, text, twoRegions, type RawPlatform } from "./platforms";
import { changed, distinct } from "../platform/facts";

function proxied(database: Record<string, unknown> = {}): RawPlatform {
    return { ...twoRegions(), database: { proxy: { connectionsPercent: 60 }, ...database } };
}

describe("DatabaseProxy", () => {
    let recorded: Plan;
    let without: Plan;
    before(async () => {
        recorded = await plan(parsePlatform(proxied()));
        without = await plan(parsePlatform(twoRegions()));
    });

    it("stands in every cell, speaks TLS only, and leads to that cell's own member once it has instances", () => {
        const proxies = ofType(recorded, "aws:rds/proxy:Proxy");
        assert.deepEqual(
            proxies.map(({ region, inputs }) => [region, inputs["requireTls"], inputs["engineFamily"]]),
            [
                ["eu-west-1", true, "POSTGRESQL"],
                ["us-east-1", true, "POSTGRESQL"],
            ],
        );
        const target = one(recorded, "aws:rds/proxyTarget:ProxyTarget", "us-east-1");
        assert.match(
            text(field(target.inputs["dbClusterIdentifier"], "$ref", "urn") ?? target.inputs["dbClusterIdentifier"]),
            /orders-use1/,
        );
        const instances = ofType(recorded, "aws:rds/clusterInstance:ClusterInstance").filter(
            ({ region }) => region === "us-east-1",
        );
        assert.ok(instances.length > 0 && instances.every(({ urn }) => target.dependencies.includes(urn)));
    });

    it("holds no more of the connections than it is given", () => {
        const { inputs } = one(recorded, "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup", "eu-west-1");
        assert.equal(field(inputs["connectionPoolConfig"], "maxConnectionsPercent"), 60);
    });

    it("is what the app reads through, while it writes by the name that follows the writer", () => {
        for (const { inputs } of ofType(recorded, "aws:ec2/launchTemplate:LaunchTemplate")) {
            const data = text(inputs["userData"]);
            assert.match(data, /READER_HOST=\S+ProxyEndpoint::orders-\w+-proxy-readers#endpoint/);
            assert.match(data, /WRITER_HOST=\S+GlobalCluster::orders#endpoint/);
        }
    });

    it("admits the app tier, reaches the data tier, and lets the app reach it", () => {
        const rules = recorded.resources
            .filter(({ name, type }) => /SecurityGroup\w+Rule$/.test(type) && /^orders-euw1-(app-to-)?proxy/.test(name))
            .map(({ name, inputs }) => [name, inputs["cidrIpv4"] ?? "group", inputs["fromPort"]]);
        assert.deepEqual(rules.sort(), [
            ["orders-euw1-app-to-proxy", "group", 5432],
            ["orders-euw1-proxy-app", "10.0.32.0/19", 5432],
            ["orders-euw1-proxy-database", "10.0.64.0/19", 5432],
        ]);
    });

    it("reads one secret, which has the user too and a copy in each region", () => {
        const secret = ofType(recorded, "aws:secretsmanager/secret:Secret").find(({ name }) => name === "orders-proxy");
        assert.ok(secret !== undefined);
        assert.deepEqual(field(secret.inputs["replicas"], 0, "region"), "us-east-1");
        const version = ofType(recorded, "aws:secretsmanager/secretVersion:SecretVersion").find(
            ({ name }) => name === "orders-proxy",
        );
        assert.match(JSON.stringify(version?.inputs), /username.{1,6}orders/);
        const rights = ofType(recorded, "aws:iam/rolePolicy:RolePolicy").find(
            ({ name }) => name === "orders-use1-proxy",
        );
        const { Statement } = JSON.parse(text(rights?.inputs["policy"])) as { Statement: Record<string, unknown>[] };
        assert.deepEqual(
            Statement.map(({ Action }) => Action),
            ["secretsmanager:GetSecretValue", "kms:Decrypt"],
        );
        assert.match(
            String(Statement[0]?.["Resource"]),
            /^arn:aws:secretsmanager:us-east-1:111122223333:secret:.*-\?{6}$/,
        );
    });

    it("adds its own and changes nothing but the app's way to it", () => {
        const types = changed(without, recorded).map(({ type }) => type);
        assert.deepEqual(distinct(types), [
            "antipode:platform:Platform",
            "aws:cloudwatch/compositeAlarm:CompositeAlarm",
            "aws:ec2/launchTemplate:LaunchTemplate",
        ]);
    });

    const provisioned = {
        capacity: { kind: "provisioned", instanceClass: "db.r6g.large" },
        writeForwarding: { kind: "off" },
    } as const;
    const usual: ProxySettings = { connectionsPercent: 80, idleClientSeconds: 1800 };
    for (const [title, settings, database, path] of [
        ["no connections", { ...usual, connectionsPercent: 0 }, provisioned, "connectionsPercent"],
        ["more than all connections", { ...usual, connectionsPercent: 101 }, provisioned, "connectionsPercent"],
        [
            "clients kept for longer than RDS Proxy keeps them",
            { ...usual, idleClientSeconds: 28_801 },
            provisioned,
            "idleClientSeconds",
        ],
        [
            "connections that forwarded writes may take",
            usual,
            { ...provisioned, writeForwarding: { kind: "on", consistency: "session", connectionsPercent: 25 } },
            "connectionsPercent",
        ],
        [
            "an instance that it keeps from pausing",
            usual,
            { ...provisioned, capacity: { kind: "serverless", minAcu: 0, maxAcu: 8 } },
            "connectionsPercent",
        ],
    ] as const) {
        it(`fails with ${title}`, () => {
            assert.deepEqual(
                checkProxy(settings, database).map((problem) => problem.path),
                [path],
            );
        });
    }

    it("fails beside a rotation, and before a member without instances", () => {
        const raw = proxied({ rotation: { everyDays: 30 }, members: { "us-east-1": { kind: "headless" } } });
        assert.deepEqual(problems(raw), [
            "platform.database.proxy.connectionsPercent: expected no proxy with database.rotation (it would be left with the former password)",
            "platform.database.proxy.connectionsPercent: expected no proxy with a headless member (us-east-1): it has nothing to lead to",
        ]);
    });

    it("takes what it may", () => {
        assert.deepEqual(checkProxy(usual, provisioned), []);
        assert.deepEqual(problems(proxied()), []);
    });
});
