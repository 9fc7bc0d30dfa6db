import assert from "node:assert/strict";
import { GlobalTable } from "../../components/global-table";
import type { TableSettings } from "../../components/global-table/settings";
import type { Region } from "../../components/shared/regions";
import type { Plan } from "../../plan/plan";
import { provisioned, regions, settings, strong } from "./global-table/tables";
import { field, ofType, one, recordAlone, text } from "./platforms";

const tableType = "aws:dynamodb/table:Table";
function table(given: TableSettings = settings, places = regions, protect = true): Promise<Plan> {
    return recordAlone(
        () =>
            new GlobalTable("orders", {
                place: { region: "eu-west-1", tags: { owner: "me" } },
                regions: places,
                settings: given,
                keyArns: Object.fromEntries(places.map((region) => [region, `arn:aws:kms:${region}:1:key/k`])),
                protect,
            }),
    );
}

const inputsOf = async (...given: Parameters<typeof table>) => one(await table(...given), tableType).inputs;

describe("GlobalTable", () => {
    it("lists its replicas inline, sorted, home left out, each encrypted, recoverable, protected and tagged", async () => {
        const replica = (region: string) => ({
            regionName: region,
            kmsKeyArn: `arn:aws:kms:${region}:1:key/k`,
            pointInTimeRecovery: true,
            deletionProtectionEnabled: true,
            propagateTags: true,
        });
        const inputs = await inputsOf();
        assert.deepEqual(inputs["replicas"], [replica("ap-northeast-1"), replica("us-east-1")]);
        assert.deepEqual(inputs["serverSideEncryption"], { enabled: true, kmsKeyArn: "arn:aws:kms:eu-west-1:1:key/k" });
        assert.deepEqual(inputs["pointInTimeRecovery"], { enabled: true, recoveryPeriodInDays: 35 });
        assert.deepEqual([inputs["region"], inputs["tags"]], ["eu-west-1", { owner: "me" }]);
        assert.deepEqual([inputs["streamEnabled"], inputs["streamViewType"]], [true, "NEW_AND_OLD_IMAGES"]);
        assert.deepEqual(inputs["ttl"], { enabled: true, attributeName: "expires" });
    });

    it("says the same whatever order regions were added in", async () => {
        assert.deepEqual(await inputsOf(settings, [...regions].reverse()), await inputsOf());
    });

    it("is protected by AWS in each region and by Pulumi, or by neither", async () => {
        for (const protect of [true, false]) {
            const resource = one(await table(settings, regions, protect), tableType);
            assert.equal(resource.inputs["deletionProtectionEnabled"], protect);
            assert.equal(field(resource.inputs["replicas"], 1, "deletionProtectionEnabled"), protect);
            assert.equal(resource.options.protect ?? false, protect);
        }
    });

    it("declares only attributes that are keys, once each", async () => {
        assert.deepEqual((await inputsOf())["attributes"], [
            { name: "customer", type: "S" },
            { name: "day", type: "S" },
            { name: "placed", type: "N" },
            { name: "state", type: "S" },
        ]);
    });

    it("adding an index, or a region, changes nothing but the table and what is the index's own", async () => {
        const before = await table({ ...settings, indexes: {}, billing: { kind: "on-demand" } }, ["eu-west-1"]);
        const after = await table({ ...settings, billing: { kind: "on-demand" } });
        const others = ({ resources }: Plan) => resources.filter(({ type }) => type !== tableType);
        assert.deepEqual(others(after), others(before));
        const changed = Object.keys(one(after, tableType).inputs).filter(
            (key) =>
                JSON.stringify(one(after, tableType).inputs[key]) !==
                JSON.stringify(one(before, tableType).inputs[key]),
        );
        assert.deepEqual(changed.sort(), ["attributes", "globalSecondaryIndexes", "replicas"]);
    });

    it("caps what it is asked on demand, table and index by themselves, and leaves no capacity to ignore", async () => {
        const { inputs, options } = one(await table(), tableType);
        assert.equal(inputs["billingMode"], "PAY_PER_REQUEST");
        assert.deepEqual(inputs["onDemandThroughput"], { maxWriteRequestUnits: 1000 });
        assert.deepEqual(field(inputs["globalSecondaryIndexes"], 0), {
            name: "by-day",
            keySchemas: [
                { attributeName: "day", keyType: "HASH" },
                { attributeName: "placed", keyType: "RANGE" },
            ],
            projectionType: "INCLUDE",
            nonKeyAttributes: ["currency", "total"],
            onDemandThroughput: { maxReadRequestUnits: 50 },
        });
        assert.equal(options.ignoreChanges, undefined);
    });

    it("gives provisioned capacity to AWS after birth: scaled in the home region, ignored afterwards", async () => {
        const recorded = await table({ ...settings, billing: provisioned });
        const { inputs, options } = one(recorded, tableType);
        assert.deepEqual(
            [inputs["billingMode"], inputs["readCapacity"], inputs["writeCapacity"]],
            ["PROVISIONED", 5, 5],
        );
        assert.deepEqual(options.ignoreChanges, [
            "readCapacity",
            "writeCapacity",
            "globalSecondaryIndexes[*].readCapacity",
            "globalSecondaryIndexes[*].writeCapacity",
        ]);
        const targets = ofType(recorded, "aws:appautoscaling/target:Target");
        assert.deepEqual(
            targets.map(({ name, region, inputs: target }) => [name, region, target["minCapacity"]]).sort(),
            [
                ["orders-by-day-read", "eu-west-1", 5],
                ["orders-by-day-write", "eu-west-1", 5],
                ["orders-by-state-read", "eu-west-1", 5],
                ["orders-by-state-write", "eu-west-1", 9],
                ["orders-read", "eu-west-1", 5],
                ["orders-write", "eu-west-1", 5],
            ],
        );
        const policies = ofType(recorded, "aws:appautoscaling/policy:Policy");
        assert.deepEqual(policies.map(({ name, inputs: policy }) => [name, policy["scalableDimension"]]).sort(), [
            ["orders-by-day-read", "dynamodb:index:ReadCapacityUnits"],
            ["orders-by-day-write", "dynamodb:index:WriteCapacityUnits"],
            ["orders-by-state-read", "dynamodb:index:ReadCapacityUnits"],
            ["orders-by-state-write", "dynamodb:index:WriteCapacityUnits"],
            ["orders-read", "dynamodb:table:ReadCapacityUnits"],
            ["orders-write", "dynamodb:table:WriteCapacityUnits"],
        ]);
        const [write] = policies.filter(({ name }) => name === "orders-by-state-write");
        assert.match(text(write?.inputs["resourceId"]), /^table\/.*\/index\/by-state$/);
    });

    it("spans three regions, or two and a witness, when consistency is strong", async () => {
        const three = await inputsOf(strong, ["us-east-1", "us-east-2", "us-west-2"].concat() as Region[]).catch(
            () => undefined,
        );
        assert.equal(three, undefined, "home is not among them");
        const inputs = await inputsOf({ ...strong, consistency: { kind: "strong", witness: "eu-west-3" } }, [
            "eu-west-1",
            "eu-central-1",
        ]);
        assert.deepEqual(inputs["globalTableWitness"], { regionName: "eu-west-3" });
        assert.equal(field(inputs["replicas"], 0, "consistencyMode"), "STRONG");
        assert.equal(inputs["ttl"], undefined);
    });

    it("refuses wrong arguments before its first child, all at once", async () => {
        await assert.rejects(
            table({ ...strong, recoveryDays: 0 }, ["eu-west-1", "us-east-1"]),
            /settings\.consistency: expected three regions[^]*settings\.recoveryDays: expected 1 to 35, got 0/,
        );
    });
});
