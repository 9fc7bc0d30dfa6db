import assert from "node:assert/strict";
import type { PlanResource, PlanValue } from "../../../plan/plan";
import { estimateCost } from "../../../cost/estimate-plan";
import { amounts, book, estimate, planOf, resource, usageOfAll } from "../plans";
import { bill, costOf, range, reasonOf, ref, unknown } from "./bill";

type Inputs = { readonly [key: string]: PlanValue };

function table(inputs: Inputs = {}, more: Partial<PlanResource> = {}): PlanResource {
    return resource("aws:dynamodb/table:Table", { name: "orders", ...inputs }, { name: "orders", ...more });
}

function target(
    resourceId: PlanValue,
    scalableDimension: string,
    [minCapacity, maxCapacity]: readonly [number, number],
) {
    const inputs = { resourceId, scalableDimension, minCapacity, maxCapacity };
    return resource("aws:appautoscaling/target:Target", inputs, { name: scalableDimension });
}

const onDemand = { billingMode: "PAY_PER_REQUEST" };
const load = { monthly_write_request_units: 1e6, monthly_read_request_units: 4e6, storage_gb: 10 };

describe("the price of a table", () => {
    it("is its requests and its data, on demand", () => {
        // 1,000,000 x 0.000000705; 4,000,000 x 0.0000001415; 10 x 0.283
        assert.deepEqual(bill([table(onDemand)], load), { writes: "0.705", reads: "0.566", storage: "2.83" });
    });

    it("has rows of its own for infrequent access", () => {
        const rare = table({ ...onDemand, tableClass: "STANDARD_INFREQUENT_ACCESS" });
        // 1,000,000 x 0.000000885; 4,000,000 x 0.000000177; 10 x 0.1132
        assert.deepEqual(bill([rare], load), { writes: "0.885", reads: "0.708", storage: "1.132" });
    });

    it("is its capacity by the hour where that is provisioned, indexes included", () => {
        const index = { name: "by-customer", readCapacity: 5, writeCapacity: 10 };
        const provisioned = table({ readCapacity: 20, writeCapacity: 10, globalSecondaryIndexes: [index] });
        // (10 + 10) x 730 x 0.000735; (20 + 5) x 730 x 0.000147
        const { "write capacity": writes, "read capacity": reads } = bill([provisioned]);
        assert.deepEqual([writes, reads], ["10.731", "2.68275"]);
    });

    it("counts the capacity of indexes that are resources of their own", () => {
        const provisioned = table({ readCapacity: 0, writeCapacity: 10 });
        const inputs = { tableName: ref(provisioned, "name"), provisionedThroughput: { writeCapacityUnits: 10 } };
        const index = resource("aws:dynamodb/globalSecondaryIndex:GlobalSecondaryIndex", inputs);
        // (10 + 10) x 730 x 0.000735
        assert.equal(bill([provisioned, index])["write capacity"], "10.731");
    });

    it("scales between the limits of its targets", () => {
        const index = { name: "by-customer", readCapacity: 0, writeCapacity: 10 };
        const provisioned = table({ readCapacity: 0, writeCapacity: 10, globalSecondaryIndexes: [index] });
        const own = target("table/orders", "dynamodb:table:WriteCapacityUnits", [5, 40]);
        const other = target("table/orders/index/by-customer", "dynamodb:index:WriteCapacityUnits", [10, 60]);
        // 730 x 0.000735 = 0.53655: x (5 + 10), x (10 + 10), x (40 + 60)
        assert.deepEqual(range([provisioned, own, other]), ["8.04825", "10.731", "53.655"]);
        const previewed = target(unknown(provisioned), "dynamodb:table:WriteCapacityUnits", [5, 40]);
        assert.equal(range([table({ readCapacity: 0, writeCapacity: 10 }), previewed])[2], "21.462");
    });

    it("pays for recovery by the size of the table, unless the usage file knows better", () => {
        const safe = table({ ...onDemand, pointInTimeRecovery: { enabled: true } });
        // 10 x 0.22; 25 x 0.22
        assert.equal(bill([safe], load)["point-in-time recovery"], "2.2");
        assert.equal(bill([safe], { ...load, pitr_backup_storage_gb: 25 })["point-in-time recovery"], "5.5");
    });

    it("lists its stream, and backups and imports where they are stated", () => {
        const streaming = table({ ...onDemand, streamEnabled: true });
        // 1,000,000 x 0.000000226
        const reads = { monthly_streams_read_request_units: 1e6 };
        assert.equal(bill([streaming], reads)["stream reads"], "0.226");
        const rest = { on_demand_backup_storage_gb: 10, monthly_data_restored_gb: 10, monthly_data_imported_gb: 10 };
        const lines = bill([table(onDemand)], rest);
        // 10 x 0.11; 10 x 0.17; 10 x 0.17
        assert.deepEqual([lines["backups on demand"], lines["restored"], lines["imported"]], ["1.1", "1.7", "1.7"]);
    });

    it("has an allowance in each region, when the settings ask for it", () => {
        const plan = planOf(table({ ...onDemand, streamEnabled: true }));
        const usage = usageOfAll({ ...load, storage_gb: 100, monthly_streams_read_request_units: 3.5e6 });
        const settings = { hoursPerMonth: 730, freeTier: true, today: "2026-11-21" };
        const lines = amounts(estimateCost({ plan, book, usage, settings }));
        // (100 - 25) x 0.283; (3,500,000 - 2,500,000) x 0.000000226
        assert.deepEqual([lines["storage"], lines["stream reads"]], ["21.225", "0.226"]);
        const provisioned = planOf(table({ readCapacity: 20, writeCapacity: 30 }));
        const hours = amounts(estimateCost({ plan: provisioned, book, usage, settings }));
        // (30 - 25) x 730 x 0.000735
        assert.deepEqual([hours["write capacity"], hours["read capacity"]], ["2.68275", "0"]);
    });

    it("has none in a region that the book does not know", () => {
        assert.match(reasonOf([table(onDemand, { region: "eu-north-1" })]), /no price for AmazonDynamoDB/);
    });

    it("captures changes for Kinesis, and exports", () => {
        const changes = resource("aws:dynamodb/kinesisStreamingDestination:KinesisStreamingDestination", {});
        // 1,000,000 x 0.0000001131
        assert.equal(range([changes], { monthly_change_data_capture_units: 1e6 })[1], "0.1131");
        // 100 x 0.11
        assert.equal(range([resource("aws:dynamodb/tableExport:TableExport", {})], { exported_gb: 100 })[1], "11");
    });
});

describe("the price of a global table", () => {
    const replicas = [
        { regionName: "us-east-1", pointInTimeRecovery: true },
        { regionName: "ap-northeast-1", pointInTimeRecovery: false },
    ];
    const global = table({ ...onDemand, replicas });
    const used = { ...load, monthly_replica_read_request_units: 2e6, monthly_replicated_gb: 30 };

    it("charges each write in every region as a replicated one", () => {
        const lines = bill([global], used);
        // 1,000,000 x 0.000000705, x 0.000000625, x 0.000000715
        assert.equal(lines["replicated writes in eu-west-1"], "0.705");
        assert.equal(lines["replicated writes in us-east-1"], "0.625");
        assert.equal(lines["replicated writes in ap-northeast-1"], "0.715");
        assert.equal(lines["writes"], undefined);
    });

    it("charges reads where they are made, and the way to each replica", () => {
        const lines = bill([global], used);
        // 4,000,000 x 0.0000001415; 2,000,000 x 0.000000125; 30 x 0.02
        assert.equal(lines["reads in eu-west-1"], "0.566");
        assert.equal(lines["reads in us-east-1"], "0.25");
        assert.equal(lines["transfer to us-east-1"], "0.6");
    });

    it("stores and backs up in every region at that region's price", () => {
        const lines = bill([global], used);
        // 10 x 0.283, x 0.25, x 0.285; recovery in us-east-1 alone: 10 x 0.2
        assert.equal(lines["storage in eu-west-1"], "2.83");
        assert.equal(lines["storage in us-east-1"], "2.5");
        assert.equal(lines["storage in ap-northeast-1"], "2.85");
        assert.equal(lines["point-in-time recovery in us-east-1"], "2");
        assert.equal(lines["point-in-time recovery in ap-northeast-1"], undefined);
        assert.equal(lines["point-in-time recovery in eu-west-1"], undefined);
    });

    it("is split by region", () => {
        const places = new Set(costOf([global], used).lines.map(({ place }) => place));
        assert.deepEqual([...places].sort(), ["ap-northeast-1", "eu-west-1", "us-east-1"]);
    });

    it("provisions replicated writes in each region", () => {
        const provisioned = table({ writeCapacity: 10, readCapacity: 0, replicas: [{ regionName: "us-east-1" }] });
        const lines = bill([provisioned]);
        // 10 x 730 x 0.000735; 10 x 730 x 0.00065
        assert.equal(lines["replicated write capacity in eu-west-1"], "5.3655");
        assert.equal(lines["replicated write capacity in us-east-1"], "4.745");
    });

    it("says that a witness has no rate", () => {
        const strong = table({ ...onDemand, replicas, globalTableWitness: { regionName: "eu-central-1" } });
        assert.match(reasonOf([strong]), /Witness/);
    });

    it("is not known while its replicas are not", () => {
        assert.match(reasonOf([table({ ...onDemand, replicas: unknown(global) })]), /replicas is not known/);
    });

    for (const [how, follow] of [
        ["a reference", ref],
        ["a preview", unknown],
    ] as const) {
        it(`may have a replica that is a resource of its own, through ${how}`, () => {
            const origin = table(onDemand);
            const inputs = { globalTableArn: follow(origin), pointInTimeRecovery: true };
            const replica = resource("aws:dynamodb/tableReplica:TableReplica", inputs, { region: "us-east-1" });
            const lines = bill([replica, origin], used);
            assert.equal(lines["replicated writes"], "0.625");
            assert.equal(lines["point-in-time recovery"], "2");
            assert.equal(bill([origin, replica], used)["replicated writes"], "0.705");
        });
    }

    it("does not know a replica whose table is elsewhere", () => {
        const replica = resource("aws:dynamodb/tableReplica:TableReplica", { globalTableArn: "arn:aws:dynamodb:x" });
        assert.match(reasonOf([replica]), /globalTableArn/);
    });
});

describe("the price of an accelerator", () => {
    it("is its nodes by the hour", () => {
        const dax = resource("aws:dax/cluster:Cluster", { nodeType: "dax.r5.large", replicationFactor: 3 });
        // 3 x 730 x 0.284
        assert.equal(estimate([dax]).monthly.typical.toString(), "621.96");
    });

    it("names the row of a node type that the book does not have", () => {
        const dax = resource("aws:dax/cluster:Cluster", { nodeType: "dax.r7i.large", replicationFactor: 1 });
        assert.match(reasonOf([dax]), /AmazonDAX: r7i.large - Hourly Cost/);
    });
});
