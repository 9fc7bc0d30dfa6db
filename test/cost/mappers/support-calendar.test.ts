import assert from "node:assert/strict";
import type { PlanResource } from "../../../plan/plan";
import { estimateCost } from "../../../cost/estimate-plan";
import { amounts, book, planOf, resource, usageOfAll } from "../plans";
import { ref } from "./bill";

type Day = readonly [day: string, cost: string | undefined];

/** What the support of old versions adds to a bill on each day. */
function assertPaid(resources: readonly PlanResource[], ...days: readonly Day[]): void {
    const paid = days.map(([today]): Day => {
        const settings = { hoursPerMonth: 730, freeTier: false, today };
        const lines = amounts(estimateCost({ plan: planOf(...resources), book, usage: usageOfAll(), settings }));
        return [today, Object.entries(lines).find(([line]) => /^extended support/i.test(line))?.[1]];
    });
    assert.deepEqual(paid, days);
}

function aurora(engine: string, engineVersion: string): readonly PlanResource[] {
    const cluster = resource("aws:rds/cluster:Cluster", { engine, engineVersion }, { name: "orders" });
    const instance = { instanceClass: "db.r7g.large", clusterIdentifier: ref(cluster) };
    return [cluster, resource("aws:rds/clusterInstance:ClusterInstance", instance)];
}

describe("the price of an old version's support, by the day", () => {
    it("begins and doubles for PostgreSQL when the calendar says so", () => {
        // 2 vCPUs x 730 x 0.112; x 0.224
        assertPaid(
            aurora("aurora-postgresql", "14.22"),
            ["2027-02-28", undefined],
            ["2027-03-01", "163.52"],
            ["2029-02-28", "163.52"],
            ["2029-03-01", "327.04"],
        );
    });

    it("does not begin with Extended Support where AWS gave a month of it away", () => {
        assertPaid(aurora("aurora-postgresql", "11.21"), ["2024-03-31", undefined], ["2024-04-01", "163.52"]);
    });

    it("is another for Aurora's MySQL than for that of RDS", () => {
        const own = (engineVersion: string) => [
            resource("aws:rds/instance:Instance", {
                engine: "mysql",
                engineVersion,
                instanceClass: "db.r7g.large",
                storageType: "gp3",
                allocatedStorage: 100,
            }),
        ];
        assertPaid(own("5.7.44"), ["2026-02-28", "163.52"], ["2026-03-01", "327.04"]);
        assertPaid(
            aurora("aurora-mysql", "5.7.mysql_aurora.2.12.5"),
            ["2026-11-30", "163.52"],
            ["2026-12-01", "327.04"],
        );
        assertPaid(own("8.0.42"), ["2026-07-31", undefined], ["2026-08-01", "163.52"]);
        assertPaid(
            aurora("aurora-mysql", "8.0.mysql_aurora.3.10.0"),
            ["2028-04-30", undefined],
            ["2028-05-01", "163.52"],
        );
    });

    it("is a part of a node's price for Redis, and twice that part in the third year", () => {
        const cache = (engineVersion: string) => [
            resource("aws:elasticache/cluster:Cluster", {
                engine: "redis",
                nodeType: "cache.r7g.large",
                engineVersion,
            }),
        ];
        // 730 x 0.243 x 0.8; x 1.6
        assertPaid(cache("6.2"), ["2027-01-31", undefined], ["2027-02-01", "141.912"], ["2029-02-01", "283.824"]);
        assertPaid(cache("5.0.6"), ["2028-01-31", "141.912"], ["2028-02-01", "283.824"]);
        assertPaid(cache("7.1"), ["2028-02-01", undefined]);
    });

    it("is a rate by size for OpenSearch, and doubles the nodes of early versions", () => {
        const domain = (engineVersion: string) => [
            resource(
                "aws:opensearch/domain:Domain",
                { engineVersion, clusterConfig: { instanceType: "r7g.large.search", instanceCount: 3 } },
                { region: "us-east-1" },
            ),
        ];
        // 3 x 730 x 4 x 0.0065; 3 x 730 x 0.178
        assertPaid(
            domain("OpenSearch_2.9"),
            ["2025-11-07", undefined],
            ["2025-11-08", "56.94"],
            ["2026-11-06", "56.94"],
            ["2026-11-07", "389.82"],
        );
        assertPaid(domain("OpenSearch_2.19"), ["2027-11-07", undefined], ["2027-11-08", "56.94"]);
        assertPaid(domain("Elasticsearch_7.10"), ["2026-11-21", undefined]);
        assertPaid(domain("Elasticsearch_5.6"), ["2026-11-21", "56.94"]);
        const unnamed = { clusterConfig: { instanceType: "r7g.2xlarge.elasticsearch" } };
        const older = [resource("aws:elasticsearch/domain:Domain", unnamed, { region: "us-east-1" })];
        // 730 x 16 x 0.0065
        assertPaid(older, ["2026-11-06", "75.92"]);
    });

    it("begins for Kubernetes with the day that standard support ends", () => {
        const cluster = (version: string) => [resource("aws:eks/cluster:Cluster", { version })];
        assertPaid(cluster("1.34"), ["2026-12-01", undefined], ["2026-12-02", "365"]);
        assertPaid(cluster("1.35"), ["2027-03-26", undefined], ["2027-03-27", "365"]);
        assertPaid(cluster("1.99"), ["2027-03-27", undefined]);
    });
});
