import assert from "node:assert/strict";
import { parsePlatform } from "../../config";
import type { Plan, PlanResource } from "../../plan/plan";
import { field, ofType, one, plan, recordAlone, text, twoRegions, without } from "./platforms";
import { checksOf, hostname, makeTraffic, pair, recordTraffic, stop, trafficCell, tree } from "./traffic/programs";

const two = [trafficCell("eu-west-1"), trafficCell("us-east-1")];
const three = [...two, trafficCell("eu-central-1", false)];

/** Without the plain names, which every tree has. */
const routed = async (recorded: Promise<Plan>): Promise<string[]> =>
    tree(await recorded).filter((line) => !line.includes(" - simple "));

describe("Traffic", () => {
    it("is a failover pair over an active and a standby group, with a plain name for each cell", async () => {
        assert.deepEqual(tree(await recordTraffic()), [
            "active A eu-west-1 eu-west-1 -> cell eu-west-1 believed orders-euw1",
            "app A primary PRIMARY -> active believed unchecked",
            "app A secondary SECONDARY -> standby believed unchecked",
            "eu-west-1 A - simple -> cell eu-west-1 unasked unchecked",
            "standby A us-east-1 us-east-1 -> cell us-east-1 believed orders-use1",
            "us-east-1 A - simple -> cell us-east-1 unasked unchecked",
        ]);
    });

    it("is one latency group when no cell is a standby", async () => {
        assert.deepEqual(await routed(recordTraffic({}, two)), [
            "app A eu-west-1 eu-west-1 -> cell eu-west-1 believed orders-euw1",
            "app A us-east-1 us-east-1 -> cell us-east-1 believed orders-use1",
        ]);
    });

    it("puts every standby in the standby group", async () => {
        const lines = await routed(recordTraffic({}, [...pair, trafficCell("eu-central-1", false)]));
        const standby = lines.filter((line) => line.startsWith("standby "));
        assert.deepEqual(
            standby.map((line) => line.split(" ")[2]),
            ["eu-central-1", "us-east-1"],
        );
    });

    it("makes groups before the pair that points to them: Route 53 refuses an alias to nothing", async () => {
        const records = ofType(await recordTraffic(), "aws:route53/record:Record");
        const groups = records.filter(({ inputs }) => /^(active|standby)\./.test(text(inputs["name"])));
        const sides = records.filter(({ inputs }) => inputs["failoverRoutingPolicies"] !== undefined);
        assert.equal(groups.length * sides.length, 4);
        assert.ok(sides.every(({ dependencies }) => groups.every(({ urn }) => dependencies.includes(urn))));
    });

    it("makes every link of a chain before the one that points to it", async () => {
        const policy = { kind: "failover", order: ["eu-west-1", "us-east-1", "eu-central-1"] } as const;
        const records = ofType(await recordTraffic({ policy }, three), "aws:route53/record:Record");
        const found = (name: string): PlanResource | undefined => records.find((record) => record.name === name);
        assert.ok(found("orders-after-use1")?.dependencies.includes(found("orders-order-euc1")?.urn ?? "?"));
        assert.ok(found("orders-after-euw1")?.dependencies.includes(found("orders-after-use1")?.urn ?? "?"));
    });

    it("draws active cells by weight, and standbys by latency", async () => {
        const policy = { kind: "weighted", weights: { "eu-west-1": 200, "us-east-1": 0 } } as const;
        assert.deepEqual(await routed(recordTraffic({ policy }, three)), [
            "active-weighted A eu-west-1 weight 200 -> cell eu-west-1 believed orders-euw1",
            "active-weighted A us-east-1 weight 0 -> cell us-east-1 believed orders-use1",
            "app A primary PRIMARY -> active-weighted believed unchecked",
            "app A secondary SECONDARY -> standby believed unchecked",
            "standby A eu-central-1 eu-central-1 -> cell eu-central-1 believed orders-euc1",
        ]);
    });

    it("chains an order of three cells: each name answers with the next while its own cell is dead", async () => {
        const policy = { kind: "failover", order: ["us-east-1", "eu-west-1", "eu-central-1"] } as const;
        assert.deepEqual(await routed(recordTraffic({ policy }, three)), [
            "after-eu-west-1 A eu-central-1 PRIMARY -> cell eu-central-1 believed orders-euc1",
            "after-us-east-1 A after-eu-west-1 SECONDARY -> after-eu-west-1 believed unchecked",
            "after-us-east-1 A eu-west-1 PRIMARY -> cell eu-west-1 believed orders-euw1",
            "app A after-us-east-1 SECONDARY -> after-us-east-1 believed unchecked",
            "app A us-east-1 PRIMARY -> cell us-east-1 believed orders-use1",
        ]);
    });

    it("maps locations to cells, everywhere else to the default, and that to any active cell", async () => {
        const policy = {
            kind: "geolocation",
            locations: { "eu-west-1": [{ continent: "EU" }, { country: "US", state: "VA" }, { country: "NA" }] },
            default: "us-east-1",
        } as const;
        assert.deepEqual(await routed(recordTraffic({ policy }, two)), [
            "anywhere A nearest SECONDARY -> nearest believed unchecked",
            "anywhere A us-east-1 PRIMARY -> cell us-east-1 believed orders-use1",
            "app A default * -> anywhere believed unchecked",
            "app A eu-west-1-NA NA -> cell eu-west-1 believed orders-euw1",
            "app A eu-west-1-US-VA US-VA -> cell eu-west-1 believed orders-euw1",
            "app A eu-west-1-continent-EU EU -> cell eu-west-1 believed orders-euw1",
            "nearest A eu-west-1 eu-west-1 -> cell eu-west-1 believed orders-euw1",
            "nearest A us-east-1 us-east-1 -> cell us-east-1 believed orders-use1",
        ]);
    });

    it("has an AAAA beside every A when the cells are dual-stack, with the same set and check", async () => {
        const lines = tree(
            await recordTraffic(
                {},
                pair.map((cell) => ({ ...cell, dualStack: true })),
            ),
        );
        const of = (type: string): string[] =>
            lines.filter((line) => line.split(" ")[1] === type).map((line) => line.replace(` ${type} `, " "));
        assert.equal(of("A").length, 6);
        assert.deepEqual(of("AAAA"), of("A"));
    });

    it("never believes a CloudFront distribution about its health", async () => {
        const cells = pair.map((cell) => ({ ...cell, alias: { ...cell.alias, kind: "distribution" as const } }));
        const lines = (await routed(recordTraffic({}, cells))).filter((line) => line.includes("-> cell"));
        assert.deepEqual(
            lines.map((line) => line.split(" ").at(-2)),
            ["unasked", "unasked"],
        );
    });

    it("gives no record of its own a TTL: an alias has its target's, 60 s for a balancer", async () => {
        const records = ofType(await recordTraffic({ failoverControl: stop }), "aws:route53/record:Record");
        assert.equal(records.length, 6);
        assert.ok(records.every(({ inputs }) => inputs["ttl"] === undefined && inputs["aliases"] !== undefined));
    });

    it("probes each cell by its plain name over HTTPS, on a path that does not touch the writer", async () => {
        const found = checksOf(await recordTraffic()).map(({ inputs }) => inputs);
        assert.deepEqual(found.map(({ fqdn }) => fqdn).sort(), [`eu-west-1.${hostname}`, `us-east-1.${hostname}`]);
        for (const check of found) {
            assert.deepEqual(without(check, ["tags", "fqdn"]), {
                type: "HTTPS",
                port: 443,
                enableSni: true,
                resourcePath: "/healthz",
                requestInterval: 10,
                failureThreshold: 3,
            });
        }
    });

    it("can be told to notice nothing: no checks, targets not believed, no alarm about a check", async () => {
        const blind = await recordTraffic({ healthCheck: "none", evaluateTargetHealth: false });
        assert.deepEqual([checksOf(blind), ofType(blind, "aws:cloudwatch/metricAlarm:MetricAlarm")], [[], []]);
        const groups = tree(blind).filter((line) => /^(active|standby)/.test(line));
        assert.deepEqual(
            groups.map((line) => line.split(" ").slice(-2).join(" ")),
            ["unasked unchecked", "unasked unchecked"],
        );
    });

    it("rings in us-east-1, where Route 53's metrics are, when a cell's check is red or silent", async () => {
        const alarms = ofType(await recordTraffic(), "aws:cloudwatch/metricAlarm:MetricAlarm");
        assert.deepEqual(
            alarms.map(({ name }) => name),
            ["orders-euw1-red", "orders-use1-red"],
        );
        for (const { inputs } of alarms) {
            assert.deepEqual(
                [inputs["region"], inputs["namespace"], inputs["metricName"], inputs["statistic"]],
                ["us-east-1", "AWS/Route53", "HealthCheckStatus", "Minimum"],
            );
            assert.deepEqual([inputs["comparisonOperator"], inputs["threshold"]], ["LessThanThreshold", 1]);
            assert.deepEqual([inputs["treatMissingData"], inputs["alarmActions"]], ["breaching", undefined]);
        }
    });

    it("publishes an alarm for each cell: what a lost region endangers", async () => {
        let published: unknown[] = [];
        await recordAlone(() => {
            published = makeTraffic({}, pair).alarms.map(({ tier, promise }) => [tier, promise]);
        });
        const red = ["traffic", ["availabilityPercent", "readRtoSeconds", "writeRtoSeconds"]];
        assert.deepEqual(published, [red, red]);
    });
});

describe("Traffic of a platform", () => {
    const record = (traffic: unknown): Promise<Plan> => plan(parsePlatform({ ...twoRegions(), traffic }));

    it("obeys the config: path, interval, threshold, policy", async () => {
        const recorded = await record({
            healthCheck: { path: "/readyz", intervalSeconds: 30, failureThreshold: 10 },
            policy: { kind: "failover", order: ["eu-west-1", "us-east-1"] },
        });
        const [check] = checksOf(recorded);
        assert.deepEqual(
            [check?.inputs["resourcePath"], check?.inputs["requestInterval"], check?.inputs["failureThreshold"]],
            ["/readyz", 30, 10],
        );
        assert.ok(recorded.resources.some(({ name }) => name === "orders-after-euw1"));
    });

    it("watches with stop the failed requests that each cell's own balancer counts", async () => {
        const recorded = await record({
            failoverControl: { kind: "stop", switchRegions: ["eu-west-1", "us-east-1"], errorsPerMinute: 5 },
        });
        const balancers = ["eu-west-1", "us-east-1"].map((region) => {
            const alarm = ofType(recorded, "aws:cloudwatch/metricAlarm:MetricAlarm").find(
                ({ name, region: at }) => name.endsWith("-failing") && name.startsWith("orders-") && at === region,
            );
            const balancer = one(recorded, "aws:lb/loadBalancer:LoadBalancer", region);
            return field(alarm?.inputs["dimensions"], "LoadBalancer", "$ref", "urn") === balancer.urn;
        });
        assert.deepEqual(balancers, [true, true]);
        assert.equal(checksOf(recorded).length, 8);
    });

    it("moves with Region switch the clusters and groups of both cells", async () => {
        const recorded = await record({ failoverControl: { kind: "regionSwitch" } });
        const { inputs } = one(recorded, "aws:arcregionswitch/plan:Plan");
        const steps = JSON.stringify(field(inputs["workflows"], 0, "steps"));
        for (const region of ["eu-west-1", "us-east-1"]) {
            const group = one(recorded, "aws:autoscaling/group:Group", region);
            assert.ok(steps.includes(`"urn":"${group.urn}","output":"arn"`), region);
            assert.ok(steps.includes(`arn:aws:rds:${region}:111122223333:cluster:`), region);
        }
    });

    it("has a private zone that every network asks, when it is wanted", async () => {
        const zones = (recorded: Plan): string[] =>
            ofType(recorded, "aws:route53/zone:Zone").map(({ inputs }) => text(inputs["name"]));
        assert.deepEqual(zones(await record({})), ["antipode.example"]);
        const recorded = await record({ privateNames: true });
        assert.deepEqual(zones(recorded).sort(), ["antipode.example", "orders.internal"]);
        const records = ofType(recorded, "aws:route53/record:Record").map(({ inputs }) => text(inputs["name"]));
        assert.deepEqual(records.filter((name) => name.endsWith(".internal")).sort(), [
            "reader.eu-west-1.orders.internal",
            "reader.us-east-1.orders.internal",
            "writer.orders.internal",
        ]);
    });
});
