import assert from "node:assert/strict";
import type { HealthCheckConfig } from "@aws-sdk/client-route-53";
import { comparisonTable } from "../../bin/commands/routing/diff";
import { compareZones, type ZoneDifference } from "../../routing/live/compare";
import { plannedZone } from "../../routing/live/planned-zone";
import type { Zone } from "../../routing/zone";
import { planOf } from "./plans";
import { address } from "./zones";

/** The zone as AWS would list it after the plan: with ids, names and defaults of its own. */
function deployed(planned: Zone): Zone {
    const liveId = (id: string) => `id-of-${id}`;
    const own = (planned.HostedZone.Id ?? "").replace("/hostedzone/", "");
    const records = planned.ResourceRecordSets.map((record) => ({
        ...record,
        Name: record.Name?.toUpperCase(),
        ...(record.HealthCheckId === undefined ? {} : { HealthCheckId: liveId(record.HealthCheckId) }),
        ...(record.AliasTarget && {
            AliasTarget: {
                ...record.AliasTarget,
                HostedZoneId: record.AliasTarget.HostedZoneId === own ? "ZLIVE" : "Z32O12XQLNTSW2",
                DNSName: record.AliasTarget.DNSName?.includes("(known")
                    ? "dualstack.web-1234.eu-west-1.elb.amazonaws.com."
                    : record.AliasTarget.DNSName,
            },
        }),
    }));
    const checks = planned.HealthChecks.map(({ Id = "", HealthCheckConfig }) => ({
        Id: liveId(Id),
        CallerReference: `terraform-${Id}`,
        HealthCheckVersion: 2,
        HealthCheckConfig: {
            Inverted: false,
            Disabled: false,
            MeasureLatency: false,
            ...(HealthCheckConfig ?? untyped),
        },
    }));
    return {
        ...planned,
        HostedZone: { ...planned.HostedZone, Id: "/hostedzone/ZLIVE", CallerReference: "terraform" },
        ResourceRecordSets: records,
        HealthChecks: checks,
        ResourceTagSets: [],
    };
}

const untyped: HealthCheckConfig = { Type: "HTTPS" };

const planned = plannedZone(planOf());

/** What a change of the deployed zone makes different. */
function differences(change: (live: Zone) => Zone): readonly ZoneDifference[] {
    return compareZones(planned, change(deployed(planned))).differences;
}

function withRecord(live: Zone, at: number, fields: object): Zone {
    const change = (record: Zone["ResourceRecordSets"][number], place: number) =>
        place === at ? { ...record, ...fields } : record;
    return { ...live, ResourceRecordSets: live.ResourceRecordSets.map(change) };
}

function withCheck(live: Zone, at: number, fields: object): Zone {
    const checks = live.HealthChecks.map((check, place) =>
        place === at ? { ...check, HealthCheckConfig: { ...(check.HealthCheckConfig ?? untyped), ...fields } } : check,
    );
    return { ...live, HealthChecks: checks };
}

function indexOfRecord(start: string, identifier?: string): number {
    const at = planned.ResourceRecordSets.findIndex(
        ({ Name = "", SetIdentifier }) => Name.startsWith(start) && SetIdentifier === identifier,
    );
    assert.notEqual(at, -1);
    return at;
}

describe("a live zone beside its plan", () => {
    it("is no different when AWS has named what the plan could not know", () => {
        const { differences, compared, unplanned } = compareZones(planned, deployed(planned));
        assert.deepEqual(differences, []);
        assert.deepEqual(compared, { records: 6, healthChecks: 2 });
        assert.deepEqual(unplanned, []);
    });

    it("differs by a threshold, which makes detection slower", () => {
        assert.deepEqual(
            differences((live) => withCheck(live, 0, { FailureThreshold: 10 })),
            [
                {
                    kind: "changed",
                    subject: "health check check-eu-west-1 (id-of-check-eu-west-1)",
                    path: "FailureThreshold",
                    planned: 3,
                    live: 10,
                    meaning: "slower detection: about 100 s of failing probes instead of 30 s",
                },
            ],
        );
    });

    it("differs by a check that is switched off", () => {
        const [difference, ...others] = differences((live) => withCheck(live, 1, { Disabled: true }));
        assert.deepEqual(others, []);
        assert.equal(difference?.path, "Disabled");
        assert.match(difference.meaning, /counts as healthy: no failover/);
    });

    it("differs by an alias that does not ask for its target's health", () => {
        const at = indexOfRecord("app.", "primary");
        const { AliasTarget } = deployed(planned).ResourceRecordSets[at] ?? {};
        const fields = { AliasTarget: { ...AliasTarget, EvaluateTargetHealth: false } };
        const [difference, ...others] = differences((live) => withRecord(live, at, fields));
        assert.deepEqual(others, []);
        assert.equal(difference?.subject, 'app.example.com A "primary"');
        assert.equal(difference.path, "AliasTarget.EvaluateTargetHealth");
        assert.deepEqual([difference.planned, difference.live], [true, false]);
    });

    it("differs by an alias of the zone that leads elsewhere", () => {
        const at = indexOfRecord("app.", "primary");
        const fields = {
            AliasTarget: { HostedZoneId: "ZLIVE", DNSName: "standby.app.example.com.", EvaluateTargetHealth: true },
        };
        const found = differences((live) => withRecord(live, at, fields));
        assert.deepEqual(
            found.map(({ path, planned, live }) => [path, planned, live]),
            [["AliasTarget.DNSName", "active.app.example.com", "standby.app.example.com"]],
        );
    });

    it("differs by a record without its check", () => {
        const at = indexOfRecord("active.", "eu-west-1");
        const [difference, ...others] = differences((live) => withRecord(live, at, { HealthCheckId: undefined }));
        assert.deepEqual(others, []);
        assert.deepEqual([difference?.path, difference?.live], ["HealthCheckId", undefined]);
    });

    it("differs by a record that asks the check of another region", () => {
        const at = indexOfRecord("active.", "eu-west-1");
        const found = differences((live) => withRecord(live, at, { HealthCheckId: "id-of-check-eu-central-1" }));
        assert.deepEqual(
            found.map(({ path, planned, live }) => [path, planned, live]),
            [
                [
                    "HealthCheckId",
                    "check-eu-west-1 (id-of-check-eu-west-1)",
                    "check-eu-central-1 (id-of-check-eu-central-1)",
                ],
            ],
        );
    });

    it("differs by a record that is not there, and by one too many in a planned group", () => {
        const at = indexOfRecord("app.", "secondary");
        const stray = address("app.example.com.", "192.0.2.1", { SetIdentifier: "old", Failover: "SECONDARY" });
        const found = differences((live) => ({
            ...live,
            ResourceRecordSets: [...live.ResourceRecordSets.filter((_, place) => place !== at), stray],
        }));
        assert.deepEqual(
            found.map(({ kind, subject }) => [kind, subject]),
            [
                ["missing", 'app.example.com A "secondary"'],
                ["extra", 'app.example.com A "old"'],
            ],
        );
        assert.match(found[0]?.meaning ?? "", /nothing to fail over to/);
    });

    it("is no different by other names, ACM's validation, and the apex's NS and SOA", () => {
        const others = [
            {
                Name: "mail.example.com.",
                Type: "MX" as const,
                TTL: 60,
                ResourceRecords: [{ Value: "10 mx.example.net." }],
            },
            {
                Name: "_1234.app.example.com.",
                Type: "CNAME" as const,
                TTL: 60,
                ResourceRecords: [{ Value: "_5678.zfyfvmchrl.acm-validations.aws." }],
            },
        ];
        const live = deployed(planned);
        const found = compareZones(planned, {
            ...live,
            ResourceRecordSets: [
                ...live.ResourceRecordSets.filter(({ Type }) => Type !== "NS" && Type !== "SOA"),
                ...others,
            ],
        });
        assert.deepEqual(found.differences, []);
        assert.deepEqual(found.unplanned, ["mail.example.com MX"]);
    });

    it("fails for a zone of another name, and for a private one", () => {
        const live = deployed(planned);
        const other = { ...live, HostedZone: { ...live.HostedZone, Name: "example.org." } };
        assert.throws(() => compareZones(planned, other), {
            code: 2,
            message: /expected example\.com, .*example\.org/,
        });
        const inside = { ...live, HostedZone: { ...live.HostedZone, Config: { PrivateZone: true } } };
        assert.throws(() => compareZones(planned, inside), { code: 2, message: /got a private one/ });
    });

    it("is printed with both values and what they do to a failover", () => {
        const live = withCheck(deployed(planned), 0, { FailureThreshold: 10 });
        const table = comparisonTable(compareZones(planned, live), { source: "plan of test", planned: "plan" }, false);
        assert.match(table, /FailureThreshold +3 +10\n +in a failover: slower detection/);
        assert.match(table, /1 difference from plan of test; 6 records and 2 health checks compared/);
        assert.match(table, /^ +plan +live$/m);
        const other = { ...compareZones(planned, live), unplanned: ["mail.example.com MX"] };
        const filed = comparisonTable(other, { source: "zone.json", planned: "file" }, false);
        assert.match(filed, /^ +file +live$/m);
        assert.match(filed, /^not in the file, so not compared: mail/m);
    });
});
