import assert from "node:assert/strict";
import { compareZones } from "../../routing/live/compare";
import type { Zone } from "../../routing/zone";
import { address, alias, zone } from "./zones";

describe("what of a live zone is the planned one", () => {
    it("differs by a live name that hides a planned wildcard", () => {
        const wild = zone([address("*.example.com.", "192.0.2.1")]);
        const live = zone([address("\\052.example.com.", "192.0.2.1"), address("a.example.com.", "192.0.2.9")]);
        assert.deepEqual(
            compareZones(wild, live).differences.map(({ kind, subject }) => [kind, subject]),
            [["extra", "a.example.com A"]],
        );
    });

    it("tells checks of one configuration apart by their Name tags", () => {
        const tagged = (prefix: string, [first, second]: readonly [string, string]): Zone => ({
            ...zone(
                [
                    address("a.example.com.", "192.0.2.1", { HealthCheckId: `${prefix}1` }),
                    address("b.example.com.", "192.0.2.2", { HealthCheckId: `${prefix}2` }),
                ],
                { [`${prefix}1`]: {}, [`${prefix}2`]: {} },
            ),
            ResourceTagSets: [first, second].map((Value, at) => ({
                ResourceType: "healthcheck" as const,
                ResourceId: `${prefix}${at + 1}`,
                Tags: [{ Key: "Name", Value }],
            })),
        });
        const [a, b] = ["a", "b"] as const;
        assert.deepEqual(compareZones(tagged("p", [a, b]), tagged("l", [a, b])).differences, []);
        const crossed = compareZones(tagged("p", [a, b]), tagged("l", [b, a]));
        assert.deepEqual(
            crossed.differences.map(({ path, live }) => [path, live]),
            [
                ["HealthCheckId", "p2 (l1)"],
                ["HealthCheckId", "p1 (l2)"],
            ],
        );
    });

    it("takes an alarm's name with Pulumi's random end for the planned one, and no other", () => {
        const watched = (name: string) =>
            zone([address("a.example.com.", "192.0.2.1", { HealthCheckId: "c" })], {
                c: { Type: "CLOUDWATCH_METRIC", AlarmIdentifier: { Name: name, Region: "eu-west-1" } },
            });
        assert.deepEqual(compareZones(watched("cpu"), watched("cpu-1a2b3c4")).differences, []);
        const [other] = compareZones(watched("cpu"), watched("cpu-of-another")).differences;
        assert.equal(other?.path, "AlarmIdentifier.Name");
        assert.match(other.meaning, /something else switches it/);
    });

    it("tells which planned records Route 53 refuses to change", () => {
        const live = zone([address("a.example.com.", "192.0.2.1")]);
        const { protectedRecords } = compareZones(live, {
            ...live,
            ResourceRecordSetProtections: [
                { RecordName: "a.example.com.", RecordType: "A", Comment: "ask the platform team" },
                { RecordName: "b.example.com.", RecordType: "A" },
            ],
        });
        assert.deepEqual(protectedRecords, ["a.example.com A: ask the platform team"]);
    });

    it("compares what an alias leads to by name when both sides know it", () => {
        const to = (name: string) => zone([alias("a.example.com.", { to: name, balancer: true })]);
        assert.deepEqual(compareZones(to("x.elb.amazonaws.com"), to("dualstack.X.elb.amazonaws.com.")).differences, []);
        assert.equal(compareZones(to("x.elb.amazonaws.com"), to("y.elb.amazonaws.com")).differences.length, 1);
    });
});
