import assert from "node:assert/strict";
import { checkBalancer, checkCertificates } from "../../../components/load-balancer/rules";
import type {
    AlbSettings,
    AlbTargets,
    BalancerSettings,
    ListenerRule,
    NlbSettings,
} from "../../../components/load-balancer/settings";
import { offload, recordBalancer } from "./alone";

const lines = (settings: BalancerSettings): string[] =>
    checkBalancer(settings).map(({ path, message }) => `${path}: ${message}`);

const alb = (other: Partial<AlbSettings>): string[] => lines({ ...offload, ...other });
const targets = (other: AlbTargets): string[] => alb({ targets: other });
const nlb = (other: Partial<NlbSettings>): string[] => lines({ kind: "nlb", tls: { mode: "offload" }, ...other });

const rule = (other: Partial<ListenerRule> = {}): ListenerRule => ({
    priority: 1,
    when: { paths: ["/a"] },
    then: { type: "forward", weights: { main: 1 } },
    ...other,
});
const withRule = (other: Partial<ListenerRule>): string[] => alb({ rules: { a: rule(other) } });

const many = <T>(count: number, make: (index: number) => T): Record<string, T> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, make(index + 1)]));

/** What an operator may get wrong, and the one problem that is then reported. */
const refusals: Readonly<Record<string, readonly [found: () => string[], problem: string]>> = {
    "stickiness of targets that are kept to their zone": [
        () => targets({ crossZone: false, stickiness: { type: "lb_cookie", seconds: 60 } }),
        'targets.stickiness: expected none with crossZone: false (a client cannot be kept with a target of another zone), got "lb_cookie"',
    ],
    "stickiness for longer than a week": [
        () => targets({ stickiness: { type: "lb_cookie", seconds: 604_801 } }),
        "targets.stickiness.seconds: expected a whole number from 1 to 604800, got 604801",
    ],
    "an app's cookie with a name of the balancer's": [
        () => targets({ stickiness: { type: "app_cookie", cookieName: "AWSALBTG", seconds: 60 } }),
        'targets.stickiness.cookieName: expected a name that does not begin with AWSALB, which AWS keeps for itself, got "AWSALBTG"',
    ],
    "a slow start under half a minute": [
        () => targets({ algorithm: { type: "round_robin", slowStartSeconds: 29 } }),
        "targets.algorithm.slowStartSeconds: expected a whole number from 30 to 900, got 29",
    ],
    "a time to leave above an hour": [
        () => targets({ deregistrationSeconds: 3601 }),
        "targets.deregistrationSeconds: expected a whole number from 0 to 3600, got 3601",
    ],
    "a probe that lasts until the next": [
        () => targets({ probe: { timeoutSeconds: 5 } }),
        "targets.probe.timeoutSeconds: expected less than intervalSeconds (5), got 5",
    ],
    "a probe too often": [
        () => targets({ probe: { intervalSeconds: 4, timeoutSeconds: 3 } }),
        "targets.probe.intervalSeconds: expected a whole number from 5 to 300, got 4",
    ],
    "a threshold of one answer": [
        () => nlb({ targets: { probe: { layer: 4, unhealthyThreshold: 1 } } }),
        "targets.probe.unhealthyThreshold: expected a whole number from 2 to 10, got 1",
    ],
    "unhealthy targets that are asked before the zone leaves DNS": [
        () => targets({ groupHealth: { dnsFailover: { count: 1 }, unhealthyRouting: { count: 2 } } }),
        "targets.groupHealth.unhealthyRouting.count: expected at most dnsFailover.count (1), got 2",
    ],
    "a share above all targets": [
        () => targets({ groupHealth: { dnsFailover: { percent: 101 } } }),
        "targets.groupHealth.dnsFailover.percent: expected a whole number from 1 to 100, got 101",
    ],
    "an idle time above an ALB's": [
        () => alb({ idleTimeoutSeconds: 4001 }),
        "idleTimeoutSeconds: expected a whole number from 1 to 4000, got 4001",
    ],
    "an idle time of an NLB's TLS listener": [
        () => nlb({ idleTimeoutSeconds: 60 }),
        "idleTimeoutSeconds: expected none with tls.mode: offload (AWS fixes that of TLS listeners at 350), got 60",
    ],
    "an idle time below an NLB's": [
        () => nlb({ tls: { mode: "passthrough" }, idleTimeoutSeconds: 59 }),
        "idleTimeoutSeconds: expected a whole number from 60 to 6000, got 59",
    ],
    "source addresses kept with targets behind a TLS listener": [
        () => nlb({ targets: { stickiness: { type: "source_ip" } } }),
        "targets.stickiness: expected none with tls.mode: offload (AWS keeps no clients of TLS listeners with a target), got source_ip",
    ],
    "a backend port that there is not": [
        () => lines({ kind: "alb", tls: { mode: "bridging", backend: { port: 0 } } }),
        "tls.backend.port: expected a whole number from 1 to 65535, got 0",
    ],
    "more rules than a balancer takes": [
        () => alb({ rules: many(101, (priority) => rule({ priority })) }),
        "rules: expected at most 100 rules of one balancer (AWS's quota), got 101",
    ],
    "more target groups than a balancer takes": [
        () => alb({ targetGroups: many(100, () => ({})) }),
        "targetGroups: expected at most 100 target groups of one balancer, with main (AWS's quota), got 101",
    ],
    "two rules of one priority": [
        () => alb({ rules: { a: rule(), b: rule() } }),
        "rules.b.priority: expected a priority other than that of a, got 1",
    ],
    "a priority of 0": [
        () => withRule({ priority: 0 }),
        "rules.a.priority: expected a whole number from 1 to 50000, got 0",
    ],
    "a rule without a condition": [
        () => withRule({ when: {} }),
        "rules.a.when: expected at least one condition, got none",
    ],
    "more values than a rule's conditions take": [
        () =>
            withRule({
                when: { paths: ["/a", "/b", "/c"], methods: ["GET"], query: [{ value: "1" }, { value: "2" }] },
            }),
        "rules.a.when: expected at most 5 values in the conditions of one rule (AWS's quota), got 6",
    ],
    "more wildcards than a rule's conditions take": [
        () => withRule({ when: { paths: ["/*/*/*"], hosts: ["*.*.?.example.com"] } }),
        "rules.a.when: expected at most 5 wildcards in the conditions of one rule (AWS's quota), got 6",
    ],
    "a source that is no block": [
        () => withRule({ when: { sourceBlocks: ["203.0.113.7/24"] } }),
        'rules.a.when.sourceBlocks: expected a block such as 203.0.113.0/24, got "203.0.113.7/24"',
    ],
    "a weight of a group that there is not": [
        () => withRule({ then: { type: "forward", weights: { main: 1, canary: 1 } } }),
        'rules.a.then.weights.canary: expected a target group (main), got "canary"',
    ],
    "a weight above AWS's": [
        () => withRule({ then: { type: "forward", weights: { main: 1000 } } }),
        "rules.a.then.weights.main: expected a whole number from 0 to 999, got 1000",
    ],
    "more groups than an action takes": [
        () =>
            alb({
                targetGroups: many(6, () => ({})),
                rules: { a: rule({ then: { type: "forward", weights: many(6, () => 1) } }) },
            }),
        "rules.a.then.weights: expected at most 5 target groups of one action (AWS's quota), got 6",
    ],
    "a client kept with a group for longer than a week": [
        () => withRule({ then: { type: "forward", weights: { main: 1 }, stickySeconds: 604_801 } }),
        "rules.a.then.stickySeconds: expected 1 to 604800, got 604801",
    ],
    "a redirect to where the request came": [
        () => withRule({ then: { type: "redirect", status: "HTTP_301" } }),
        "rules.a.then: expected a host, path or query that differs from the request's (else it redirects to itself), got none",
    ],
    "an answer that is a redirect": [
        () => withRule({ then: { type: "respond", status: 301, contentType: "text/plain" } }),
        "rules.a.then.status: expected 200 to 299 or 400 to 599, got 301",
    ],
    "a group with the name of the app's": [
        () => alb({ targetGroups: { main: {} } }),
        "targetGroups.main: expected a name other than main, which is that of the app's targets, got it",
    ],
    "a name that AWS's names cannot hold": [
        () => alb({ rules: { "Rule 1": rule() } }),
        'rules.Rule 1: expected lower-case letters, digits and single dashes, got "Rule 1"',
    ],
};

describe("LoadBalancer's rules", () => {
    for (const [title, [found, problem]] of Object.entries(refusals)) {
        it(`refuse ${title}`, () => {
            assert.deepEqual(found(), [problem]);
        });
    }

    it("refuse more certificates than a listener takes, and any where targets have their own", () => {
        const found = (settings: BalancerSettings, count: number): string[] =>
            checkCertificates(
                settings,
                many(count, () => ""),
            ).map(({ path, message }) => `${path}: ${message}`);
        assert.deepEqual(found(offload, 25), []);
        assert.deepEqual(found(offload, 26), [
            "certificate.further: expected at most 25 (AWS's quota for one listener), got 26",
        ]);
        assert.deepEqual(found({ kind: "nlb", tls: { mode: "passthrough" } }, 1), [
            "certificate.further: expected none with tls.mode: passthrough, got 1",
        ]);
    });

    it("take what lies on the bounds", () => {
        assert.deepEqual(alb({ rules: many(100, (priority) => rule({ priority })), idleTimeoutSeconds: 4000 }), []);
        assert.deepEqual(
            nlb({
                tls: { mode: "passthrough" },
                targets: { stickiness: { type: "source_ip" } },
                idleTimeoutSeconds: 6000,
            }),
            [],
        );
    });

    it("fail with all problems before the first child", async () => {
        await assert.rejects(
            recordBalancer({ ...offload, idleTimeoutSeconds: 0, targets: { deregistrationSeconds: -1 } }),
            /LoadBalancer "shop-euw1" is not valid:\n {2}- targets\.deregistrationSeconds: .*\n {2}- idleTimeoutSeconds: /,
        );
    });
});
