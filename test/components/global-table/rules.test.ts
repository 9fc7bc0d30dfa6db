import assert from "node:assert/strict";
import { checkTable } from "../../../components/global-table/rules";
import type { TableSettings } from "../../../components/global-table/settings";
import type { Region } from "../../../components/shared/regions";
import { provisioned, range, regions, settings, strong } from "./tables";

describe("the rules of a table", () => {
    const refused = (given: TableSettings, places: readonly Region[] = regions): string[] =>
        checkTable(given, places).map(({ path, message }) => `${path}: ${message}`);
    const many = (count: number) =>
        Object.fromEntries(
            Array.from({ length: count }, (_, index) => [
                `index-${index}`,
                { hashKey: { name: "state", type: "S" as const }, projection: { kind: "all" as const } },
            ]),
        );
    const local = (count: number) =>
        Object.fromEntries(
            Array.from({ length: count }, (_, index) => [
                `local-${index}`,
                { rangeKey: { name: "state", type: "S" as const }, projection: { kind: "all" as const } },
            ]),
        );
    const eventual = { kind: "eventual" as const, lagAlarmSeconds: 5 };

    it("accept what is right", () => {
        assert.deepEqual(refused(settings), []);
        assert.deepEqual(refused({ ...settings, billing: provisioned }), []);
        assert.deepEqual(refused(strong, ["ap-northeast-1", "ap-northeast-2", "ap-northeast-3"]), []);
        assert.deepEqual(refused({ ...settings, indexes: many(20), billing: { kind: "on-demand" } }), []);
    });

    for (const [title, given, places, expected] of [
        [
            "more indexes than a table may have",
            { ...settings, indexes: many(21), billing: { kind: "on-demand" } },
            regions,
            "indexes: expected at most 20, got 21",
        ],
        [
            "more local indexes than a table may have",
            { ...settings, consistency: { ...eventual, localIndexes: local(6) } },
            regions,
            "consistency.localIndexes: expected at most 5, got 6",
        ],
        [
            "an index name that AWS refuses",
            {
                ...settings,
                billing: { kind: "on-demand" },
                indexes: { a: { hashKey: settings.hashKey, projection: { kind: "all" } } },
            },
            regions,
            'indexes.a: expected 3 to 255 letters, digits, _ . or -, got "a"',
        ],
        [
            "one attribute with two types",
            {
                ...settings,
                billing: { kind: "on-demand" },
                indexes: { "by-x": { hashKey: { name: "placed", type: "S" }, projection: { kind: "all" } } },
            },
            regions,
            'indexes.by-x.hashKey.type: expected "N", as placed is elsewhere, got "S"',
        ],
        [
            "an index that includes nothing",
            {
                ...settings,
                billing: { kind: "on-demand" },
                indexes: { "by-x": { hashKey: settings.hashKey, projection: { kind: "include", attributes: [] } } },
            },
            regions,
            'indexes.by-x.projection.attributes: expected at least one (kind "keys-only" includes none), got none',
        ],
        [
            "capacity of an index that is not there",
            { ...settings, billing: { kind: "on-demand", indexes: { "by-x": {} } } },
            regions,
            "billing.indexes.by-x: expected the name of an index, got another",
        ],
        [
            "a cap of nothing",
            { ...settings, billing: { kind: "on-demand", maxReadUnits: 0 } },
            regions,
            "billing.maxReadUnits: expected 1 or more, or -1 for no cap, got 0",
        ],
        [
            "a range upside down",
            { ...settings, billing: { ...provisioned, write: { ...range, max: 4 } } },
            regions,
            "billing.write.max: expected at least min (5), got 4",
        ],
        [
            "a target that AWS refuses, of an index too",
            {
                ...settings,
                billing: {
                    ...provisioned,
                    indexes: { "by-day": { read: { ...range, targetPercent: 95 }, write: range } },
                },
            },
            regions,
            "billing.indexes.by-day.read.targetPercent: expected 20 to 90, got 95",
        ],
        [
            "strong consistency in regions of two sets",
            strong,
            ["eu-west-1", "us-east-1", "us-east-2"],
            "consistency: expected regions of one set (us-east-1, us-east-2, us-west-2; eu-west-1, eu-west-2, eu-west-3, eu-central-1; ap-northeast-1, ap-northeast-2, ap-northeast-3) for strong consistency, got eu-west-1, us-east-1, us-east-2",
        ],
        [
            "a witness beside three replicas",
            { ...strong, consistency: { kind: "strong", witness: "eu-central-1" } },
            ["eu-west-1", "eu-west-2", "eu-west-3"],
            "consistency: expected three regions, or two and a witness, for strong consistency, got eu-west-1, eu-west-2, eu-west-3, eu-central-1",
        ],
        [
            "a witness that has a replica",
            { ...strong, consistency: { kind: "strong", witness: "eu-west-2" } },
            ["eu-west-1", "eu-west-2"],
            'consistency.witness: expected a region without a replica, got "eu-west-2"',
        ],
        [
            "an alarm on latency that is normal",
            { ...settings, consistency: { kind: "eventual", lagAlarmSeconds: 0 } },
            regions,
            "consistency.lagAlarmSeconds: expected 1 or more (latency within a second is normal), got 0",
        ],
    ] satisfies [string, TableSettings, readonly Region[], string][]) {
        it(`refuse ${title}`, () => {
            assert.deepEqual(refused(given, places), [expected]);
        });
    }

    it("refuse a local index of a table without a range key, and a name that two indexes share", () => {
        const found = refused({
            hashKey: settings.hashKey,
            billing: settings.billing,
            recoveryDays: 35,
            ...(settings.indexes && { indexes: settings.indexes }),
            consistency: {
                ...eventual,
                localIndexes: { "by-day": { rangeKey: { name: "state", type: "S" }, projection: { kind: "all" } } },
            },
        });
        assert.match(
            found.join("\n"),
            /localIndexes: expected a table with a rangeKey[^]*localIndexes\.by-day: expected a name/,
        );
    });
});
