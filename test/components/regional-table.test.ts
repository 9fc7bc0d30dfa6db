import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { TableSettings } from "../../components/global-table/settings";
import { RegionalTable } from "../../components/regional-table";
import { policy } from "../../components/shared/iam";
import type { Plan } from "../../plan/plan";
import { settings, strong } from "./global-table/tables";
import { field, ofType, recordAlone } from "./platforms";

const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";

describe("RegionalTable", () => {
    let replica: RegionalTable;
    const regional = (given: TableSettings = settings): Promise<Plan> =>
        recordAlone(() => {
            replica = new RegionalTable("orders-use1", {
                place: { region: "us-east-1", tags: {} },
                account: "111122223333",
                table: { tableName: pulumi.output("orders-1a2b3c4") },
                settings: given,
                peers: ["ap-northeast-1", "eu-west-1"],
                keyArn: "arn:aws:kms:us-east-1:1:key/k",
            });
        });
    const read = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => void output.apply(resolve));

    it("rings when a peer gets its writes too late: one alarm a pair, in the region that sends", async () => {
        const lag = ofType(await regional(), alarmType).filter(({ name }) => name.includes("-lag-"));
        assert.deepEqual(
            lag
                .map(({ name, region, inputs }) => [
                    name,
                    region,
                    field(inputs["dimensions"], "ReceivingRegion"),
                    inputs["threshold"],
                ])
                .sort(),
            [
                ["orders-use1-lag-apne1", "us-east-1", "ap-northeast-1", 5000],
                ["orders-use1-lag-euw1", "us-east-1", "eu-west-1", 5000],
            ],
        );
        assert.ok(lag.every(({ inputs }) => inputs["metricName"] === "ReplicationLatency"));
        assert.ok(
            lag.every(
                ({ inputs }) => inputs["treatMissingData"] === "notBreaching" && inputs["alarmActions"] === undefined,
            ),
        );
    });

    it("has no latency to watch when consistency is strong", async () => {
        const names = ofType(await regional(strong), alarmType).map(({ name }) => name);
        assert.deepEqual(names, ["orders-use1-throttles"]);
    });

    it("rings when the table or one index throttles, and publishes every alarm that it makes", async () => {
        const alarms = ofType(await regional(), alarmType);
        const throttles = alarms.filter(({ name }) => name.includes("-throttles"));
        assert.deepEqual(
            throttles.map(({ name, inputs }) => [name, field(inputs["metricQueries"], 0, "metric", "dimensions")]),
            [
                ["orders-use1-throttles", { TableName: "orders-1a2b3c4" }],
                ["orders-use1-throttles-by-day", { TableName: "orders-1a2b3c4", GlobalSecondaryIndexName: "by-day" }],
                [
                    "orders-use1-throttles-by-state",
                    { TableName: "orders-1a2b3c4", GlobalSecondaryIndexName: "by-state" },
                ],
            ],
        );
        assert.equal(replica.alarms.length, alarms.length);
    });

    it("lets a reader read this region's items and indexes, and a writer change items, and nobody anything else", async () => {
        await regional();
        const arn = "arn:aws:dynamodb:us-east-1:111122223333:table/orders-1a2b3c4";
        const reader = JSON.parse(await read(pulumi.jsonStringify(policy(replica.readerAccess)))) as {
            Statement: { Action: string[]; Resource: unknown; Condition?: unknown }[];
        };
        assert.deepEqual(reader.Statement[0]?.Resource, [arn, `${arn}/index/by-day`, `${arn}/index/by-state`]);
        assert.ok(
            reader.Statement.every(({ Action }) =>
                Action.every((action) => !/Put|Update|Delete|Write|Encrypt/.test(action)),
            ),
        );
        assert.deepEqual(reader.Statement[1]?.Condition, {
            StringEquals: { "kms:ViaService": "dynamodb.us-east-1.amazonaws.com" },
        });
        const writer = JSON.parse(await read(pulumi.jsonStringify(policy(replica.writerAccess)))) as typeof reader;
        assert.deepEqual(
            writer.Statement.map(({ Resource }) => Resource),
            [reader.Statement[0].Resource, arn, "arn:aws:kms:us-east-1:1:key/k"],
        );
        assert.ok(!JSON.stringify(writer).includes("*"));
    });
});
