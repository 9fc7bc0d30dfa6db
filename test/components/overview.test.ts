import assert from "node:assert/strict";
import { Overview, type OverviewCell } from "../../components/overview";
import type { PlanValue } from "../../plan/plan";
import { field, one, recordAlone, text } from "./platforms";

interface Widget {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly properties: {
        readonly region: string;
        readonly title: string;
        readonly annotations?: unknown;
        readonly metrics: readonly unknown[];
    };
}

const cell = (region: OverviewCell["region"], kind: "alb" | "nlb" = "alb"): OverviewCell => ({
    region,
    balancer: { kind, arnSuffix: "app/orders/1" },
    groupName: "orders",
    clusterIdentifier: "orders-db",
});

async function widgets(...cells: OverviewCell[]): Promise<Widget[]> {
    const place = { region: "eu-west-1", tags: {} } as const;
    const promises = { p99Milliseconds: 250, rpoSeconds: 1 };
    const plan = await recordAlone(() => new Overview("orders", { place, cells, promises }));
    const body = text(one(plan, "aws:cloudwatch/dashboard:Dashboard").inputs["dashboardBody"]);
    return (JSON.parse(body) as { widgets: Widget[] }).widgets;
}

describe("Overview", () => {
    it("has a row for each cell, read from that cell's region", async () => {
        const all = await widgets(cell("eu-west-1"), cell("us-east-1"));
        const rows = new Map(all.map(({ y, properties }) => [y, properties.region]));
        assert.deepEqual(
            [...rows],
            [
                [0, "eu-west-1"],
                [6, "us-east-1"],
            ],
        );
    });

    it("fills 24 columns without overlap", async () => {
        const row = await widgets(cell("eu-west-1"));
        assert.deepEqual(
            row.map(({ x, width }) => [x, x + width]),
            [
                [0, 6],
                [6, 12],
                [12, 18],
                [18, 24],
            ],
        );
    });

    it("draws promises beside what they promise", async () => {
        const lines = (await widgets(cell("eu-west-1"))).flatMap(({ properties }) => properties.annotations ?? []);
        assert.deepEqual(lines, [
            { horizontal: [{ label: "promise p99", value: 0.25 }] },
            { horizontal: [{ label: "promise rpoSeconds", value: 1000 }] },
        ]);
    });

    it("asks a network balancer for hosts, since it knows no response times", async () => {
        const titles = (await widgets(cell("eu-west-1", "nlb"))).map(({ properties }) => properties.title);
        assert.ok(titles.includes("eu-west-1: hosts"));
        assert.ok(!titles.some((title) => title.includes("response time")));
    });

    it("searches for what CloudWatch files under more than the cell knows: a target group, the region copied from", async () => {
        const row = await widgets(cell("eu-west-1", "nlb"));
        const expressions = (title: string): unknown[] =>
            row
                .filter(({ properties }) => properties.title.endsWith(title))
                .flatMap(({ properties }) =>
                    properties.metrics.map((metric) => field(metric as PlanValue, 0, "expression")),
                );
        assert.deepEqual(expressions("hosts"), [
            `SEARCH('{AWS/NetworkELB,LoadBalancer,TargetGroup} MetricName="HealthyHostCount" LoadBalancer="app/orders/1"', 'Maximum', 60)`,
            `SEARCH('{AWS/NetworkELB,LoadBalancer,TargetGroup} MetricName="UnHealthyHostCount" LoadBalancer="app/orders/1"', 'Maximum', 60)`,
        ]);
        assert.deepEqual(expressions("replication lag (ms)"), [
            `SEARCH('Namespace="AWS/RDS" MetricName="AuroraGlobalDBReplicationLag" DBClusterIdentifier="orders-db"', 'Maximum', 60)`,
            `SEARCH('Namespace="AWS/RDS" MetricName="AuroraGlobalDBRPOLag" DBClusterIdentifier="orders-db"', 'Maximum', 60)`,
        ]);
    });
});
