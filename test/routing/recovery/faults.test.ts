import assert from "node:assert/strict";
import { RoutingError } from "../../../routing/errors";
import type { Fault } from "../../../routing/recovery/fault";
import type { FaultPrediction, ForecastPhase, PhaseForecast } from "../../../routing/recovery/forecast";
import { predictFault, type FaultOptions } from "../../../routing/recovery/predict-fault";
import { subjectOfPlan, subjectOfZone, type Subject } from "../../../routing/recovery/subject";
import type { Zone } from "../../../routing/zone";
import { planOf, type PlanOptions } from "../plans";
import { address, alias, tree, zone } from "../zones";

const lost: Fault = { kind: "region-lost", region: "eu-west-1", manner: "refused" };
const sick: Fault = { kind: "targets-sick", region: "eu-west-1", manner: "errors" };

function predicted(subject: Subject, fault: Fault, options: Partial<FaultOptions> = {}): FaultPrediction {
    return predictFault(subject, fault, { runs: 2000, seed: 1, ...options });
}

function ofPlan(fault: Fault, plan: PlanOptions = {}): FaultPrediction {
    return predicted(subjectOfPlan(planOf(plan)), fault);
}

function ofZone(content: Zone, fault: Fault, name = "app.example.com"): FaultPrediction {
    return predicted(subjectOfZone(content, { name }), fault);
}

function phasesOf({ outcome }: FaultPrediction): readonly PhaseForecast[] {
    assert.ok(outcome.kind === "moves", JSON.stringify(outcome));
    return outcome.phases;
}

function phaseOf(prediction: FaultPrediction, name: ForecastPhase): PhaseForecast {
    const found = phasesOf(prediction).find(({ phase }) => phase === name);
    assert.ok(found, `no phase ${name}`);
    return found;
}

function reasonOf({ outcome }: FaultPrediction): string {
    return outcome.kind === "moves" ? "moves" : `${outcome.kind}: ${outcome.reason}`;
}

/** Two addresses, PRIMARY and SECONDARY, the first with a check of this kind. */
function pair(type: "HTTP" | "TCP" | "CLOUDWATCH_METRIC", ttl = 30): Zone {
    return zone(
        [
            address("www.example.com.", "192.0.2.1", {
                ...{ TTL: ttl, SetIdentifier: "first", Failover: "PRIMARY", HealthCheckId: "first" },
            }),
            address("www.example.com.", "192.0.2.2", { TTL: ttl, SetIdentifier: "second", Failover: "SECONDARY" }),
        ],
        { first: { Type: type, IPAddress: "192.0.2.1", RequestInterval: 10 } },
    );
}

describe("what a fault does to clients of a name", () => {
    it("asks the evaluator who is answered with what, before and after", () => {
        const { places } = ofPlan(lost);
        assert.deepEqual(
            places.map(({ from, before, after, affected, ttl }) => [
                ...[from, before[0]?.setIdentifier, after[0]?.setIdentifier],
                ...[affected, ttl],
            ]),
            [
                ["eu-west-1", "eu-west-1", "eu-central-1", 1, 60],
                ["eu-central-1", "eu-west-1", "eu-central-1", 1, 60],
            ],
        );
    });

    it("is as the reference's table says for 10 s x 3 and a TTL of 60 s", () => {
        const prediction = predicted(subjectOfPlan(planOf()), lost, { runs: 50_000 });
        const near = (value: number, expected: number) => Math.abs(value - expected) < 1;
        assert.ok(near(phaseOf(prediction, "verdict").band.p50, 28.7));
        const { p50, p99 } = phaseOf(prediction, "client").band;
        assert.ok(near(p50, 62) && near(p99, 92), `${p50}, ${p99}`);
        assert.ok(near(phaseOf(prediction, "heal").band.p50, 21.9));
    });

    it("is the same for a plan and for the zone file that it makes", () => {
        for (const fault of [
            lost,
            sick,
            { kind: "checkers-split", region: "eu-west-1", unreachableRegions: 7 },
        ] as Fault[]) {
            const { writer, ...planned } = subjectOfPlan(planOf());
            assert.equal(writer?.region, "eu-west-1");
            const file = JSON.parse(JSON.stringify(planned.zone)) as Zone;
            const { name, places, state } = planned;
            const targetGroup = planned.targetGroup("");
            const zoned = subjectOfZone(file, { name, places, state, targetGroup });
            assert.deepEqual(predicted(zoned, fault).outcome, predicted(planned, fault).outcome);
        }
    });

    it("is the same for the same seed, and another for another", () => {
        assert.deepEqual(ofPlan(lost), ofPlan(lost));
        const other = predicted(subjectOfPlan(planOf()), lost, { seed: 2 });
        assert.notDeepEqual(other.outcome, ofPlan(lost).outcome);
    });

    it("leaves the honest clients' numbers alone when other kinds are asked for", () => {
        const all = predicted(subjectOfPlan(planOf()), lost, { clients: ["honest", "stretch", "pinned"] });
        assert.deepEqual(phaseOf(all, "client"), phaseOf(ofPlan(lost), "client"));
        const labels = phasesOf(all).filter(({ phase }) => phase === "client");
        assert.deepEqual(
            labels.map(({ label }) => label),
            ["one client reads", "one client reads, stretch", "one client reads, pinned"],
        );
    });

    it("keeps a pinned client as long as a balancer keeps its connection, unless the fault ends it", () => {
        const pinned = (fault: Fault) =>
            phaseOf(predicted(subjectOfPlan(planOf()), fault, { clients: ["pinned"] }), "client").band;
        assert.ok(pinned(lost).high < 100);
        assert.ok(pinned(sick).p50 > 1500 && pinned(sick).high < 3700);
    });

    it("moves clients of sick targets by the balancer's own verdict, which is earlier than the checkers'", () => {
        const prediction = ofPlan(sick);
        assert.ok(prediction.outcome.kind === "moves");
        const [target, check] = prediction.outcome.deciders;
        assert.deepEqual([target?.kind, check?.kind], ["target", "check"]);
        assert.ok((target?.share ?? 0) + (check?.share ?? 0) === 1);
        assert.ok("none" in phaseOf(prediction, "verdict").closedForm);
    });

    it("moves them by the check alone when no alias evaluates its target, and then has a closed form", () => {
        const { closedForm, mean } = phaseOf(ofPlan(sick, { evaluateTargetHealth: false }), "verdict");
        assert.ok("seconds" in closedForm && Math.abs(closedForm.seconds - mean) < 0.3);
        const blind = ofPlan(sick, { evaluateTargetHealth: false, healthCheck: "none" });
        assert.match(reasonOf(blind), /^never: .*no alias on the way evaluates target health/);
    });

    it("does not let a TCP check see sick targets behind a balancer", () => {
        const cells = tree();
        const tcp = (Id: string) => ({ Id, CallerReference: Id, HealthCheckVersion: 1 });
        const content: Zone = {
            ...cells,
            ResourceRecordSets: cells.ResourceRecordSets.map((record) =>
                record.AliasTarget?.HostedZoneId === "ZELB"
                    ? { ...record, AliasTarget: { ...record.AliasTarget, EvaluateTargetHealth: false } }
                    : record,
            ),
            HealthChecks: ["eu-west-1", "eu-central-1"].map((region) => ({
                ...tcp(region),
                HealthCheckConfig: { Type: "TCP", FullyQualifiedDomainName: `${region}.elb.amazonaws.com` },
            })),
        };
        assert.match(reasonOf(ofZone(content, sick)), /^never: .*eu-west-1 only connects \(TCP\)/);
        // What it cannot see of sick targets it sees of a lost region: a connection has 10 s.
        const { closedForm } = phaseOf(ofZone(content, { ...lost, manner: "black-hole" }), "verdict");
        assert.ok("seconds" in closedForm && Math.abs(closedForm.seconds - (30 * (14 / 17) + 10 + 2 * 40)) < 0.1);
    });

    it("moves nobody while more than 18 % of the checkers still reach the endpoint", () => {
        const split = (unreachableRegions: number): Fault => ({
            kind: "checkers-split",
            region: "eu-west-1",
            unreachableRegions,
        });
        const six = ofPlan(split(6));
        assert.match(reasonOf(six), /^never: .*12 of 16 checkers of check-eu-west-1 fail and 4 say healthy/);
        assert.deepEqual(six.promises, []);
        const seven = ofPlan(split(7));
        assert.equal(seven.clientsFail, false);
        const { closedForm } = phaseOf(seven, "verdict");
        assert.equal("formula" in closedForm && closedForm.formula, "I*14/15 + f + (N-1)(I+f)");
    });

    it("acts at once when the switch behind a check is thrown", () => {
        const prediction = ofZone(
            pair("CLOUDWATCH_METRIC"),
            { kind: "check-unhealthy", check: "first", manner: "refused" },
            "www.example.com",
        );
        assert.equal(phaseOf(prediction, "verdict").band.high, 0);
        assert.ok(phaseOf(prediction, "client").band.high < 5 + 31 + 1);
    });

    it("takes interval, threshold and TTL from the zone file, and says what is AWS's own", () => {
        const fault: Fault = { kind: "check-unhealthy", check: "first", manner: "black-hole" };
        const { inputs } = ofZone(pair("HTTP"), fault, "www.example.com");
        const told = Object.fromEntries(inputs.map(({ name, value, source }) => [name, `${value} (${source})`]));
        assert.equal(told["probe interval"], "10 s (config)");
        assert.equal(told["failure threshold"], "3 (AWS)");
        assert.equal(told["TTL of the answer"], "30 s (config)");
        assert.equal(told["health to DNS"], "1-5 s (assumed)");
    });

    it("finds the check of a lost region by its endpoint, not by its name", () => {
        const set = pair("HTTP");
        const first = phaseOf(ofZone(set, { ...lost, region: "first" }, "www.example.com"), "verdict");
        assert.ok(first.mean > 20);
        assert.match(reasonOf(ofZone(set, { ...lost, region: "second" }, "www.example.com")), /^unaffected/);
    });

    it("loses all that a record's alias leads to, whoever is sent there", () => {
        const value = (SetIdentifier: string, CountryCode: string, last: string) =>
            address("geo.example.com.", `192.0.2.${last}`, {
                ...{ SetIdentifier, GeoLocation: { CountryCode }, HealthCheckId: SetIdentifier },
            });
        const main = { SetIdentifier: "main", Failover: "PRIMARY" } as const;
        const content = zone(
            [
                alias("www.example.com.", { to: "geo.example.com." }, main),
                address("www.example.com.", "192.0.2.9", { SetIdentifier: "spare", Failover: "SECONDARY" }),
                value("ie", "IE", "1"),
                value("rest", "*", "2"),
            ],
            { ie: { IPAddress: "192.0.2.1" }, rest: { IPAddress: "192.0.2.2" } },
        );
        const subject = subjectOfZone(content, { name: "www.example.com", places: ["IE", "FR"] });
        const prediction = predicted(subject, { ...lost, region: "main" });
        assert.deepEqual(
            prediction.places.map(({ before, after }) => [before[0]?.setIdentifier, after[0]?.setIdentifier]),
            [
                ["ie", "spare"],
                ["rest", "spare"],
            ],
        );
        assert.ok("none" in phaseOf(prediction, "verdict").closedForm);
    });

    it("judges promises by the 99th percentile, and never breaks them all", () => {
        const judged = (promises: Subject["promises"], fault = lost, plan: PlanOptions = {}) =>
            predicted({ ...subjectOfPlan(planOf(plan)), promises }, fault).promises.map(({ name, kept }) => [
                name,
                kept,
            ]);
        assert.deepEqual(judged({ readRtoSeconds: 120, writeRtoSeconds: 60 }), [
            ["readRtoSeconds", true],
            ["writeRtoSeconds", false],
        ]);
        assert.deepEqual(judged({ readRtoSeconds: 900 }, lost, { healthCheck: "none" }), [["readRtoSeconds", false]]);
        assert.deepEqual(judged({}), []);
    });

    it("says that a calculated check needs one of its children, and names what is unknown", () => {
        const content = zone([alias("www.example.com.", { to: "a.eu-west-1.elb.amazonaws.com", balancer: true })], {
            whole: { Type: "CALCULATED", ChildHealthChecks: ["first"], HealthThreshold: 1 },
            first: {},
        });
        const check = (id: string): Fault => ({ kind: "check-unhealthy", check: id, manner: "refused" });
        for (const [fault, message] of [
            [check("whole"), /^check: whole is calculated: expected one of its children, first$/],
            [check("other"), /^check: expected one of whole, first, got other$/],
            [
                { kind: "target-unhealthy", target: "b", manner: "errors" },
                /^target: expected one of a\.eu-west-1.*, got b$/,
            ],
            [{ ...lost, region: "mars-1" }, /^lost: expected one of eu-west-1, got mars-1$/],
        ] as [Fault, RegExp][]) {
            assert.throws(
                () => ofZone(content, fault, "www.example.com"),
                (error) => error instanceof RoutingError && message.test(error.message),
            );
        }
        assert.match(reasonOf(ofZone(content, check("first"), "www.example.com")), /^unaffected/);
    });

    it("fails on a name that the zone does not answer with an address", () => {
        assert.throws(() => ofZone(pair("HTTP"), { ...lost, region: "first" }, "nobody.example.com"), {
            message: "name: expected one that is answered with an address, got nobody.example.com",
        });
    });
});
