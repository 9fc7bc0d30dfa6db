import assert from "node:assert/strict";
import { parsePlatform } from "../../config";
import { platformOf } from "../../gameday/platform";
import { realism } from "../../gameday/realism";
import type { Plan } from "../../plan/plan";
import { buildModel } from "../../twin/plan-model";
import { unrunText } from "../../twin/unrun";
import { unrunOfBalancers } from "../../twin/unrun-balancer";
import { plan, twoRegions } from "../components/platforms";
import { smallPlan } from "./fixture";

const withBalancer = (balancer: unknown): Promise<Plan> => plan(parsePlatform({ ...twoRegions(), balancer }));

const full = {
    kind: "alb",
    tls: { mode: "offload", mutual: { mode: "passthrough" } },
    ipAddressType: "ipv4",
    zonalShift: true,
    targets: {
        algorithm: { type: "weighted_random", anomalyMitigation: false },
        crossZone: false,
        groupHealth: { dnsFailover: { count: 1 } },
    },
    targetGroups: { reports: { stickiness: { type: "lb_cookie", seconds: 60 } } },
    rules: {
        robots: {
            priority: 1,
            when: { paths: ["/robots.txt"] },
            then: { type: "respond", status: 404, contentType: "text/plain" },
        },
    },
    clientKeepAliveSeconds: 300,
};

describe("what a twin leaves out of a balancer", () => {
    it("is named, each with the number of resources that have it", async () => {
        const named = unrunOfBalancers(await withBalancer(full));
        assert.deepEqual(Object.fromEntries(named.map(({ kind, count }) => [kind, count])), {
            "listener rules": 2,
            "mutual TLS": 2,
            "HSTS headers": 2,
            stickiness: 2,
            "weighted random routing": 2,
            "cross-zone off": 2,
            "target group health": 2,
            "zonal shift": 2,
            "client keep-alive limits": 2,
            "target groups without a listener of their own": 2,
        });
    });

    it("is nothing of a balancer that only joins clients and targets", () => {
        assert.equal(unrunText(unrunOfBalancers(smallPlan())), "");
    });

    it("does not keep the plan from running, and stands in the report beside what is imitated", async () => {
        const recorded = await withBalancer(full);
        assert.equal(buildModel(recorded, "seed").cells.length, 2);
        const row = realism(platformOf(recorded), 1).find(({ part }) => part === "Application Load Balancer");
        assert.match(row?.imitated ?? "", /; left out: 2 listener rules, .*2 mutual TLS.*$/);
    });
});

describe("what a twin's balancer refuses, since the platform could not serve without it", () => {
    const refusals: Record<string, [unknown, RegExp]> = {
        "a network load balancer": [
            { kind: "nlb" },
            /orders-euw1: expected an application load balancer, got network\n/,
        ],
        "TLS to targets": [
            { kind: "alb", tls: { mode: "bridging", backend: { port: 8443 } } },
            /orders-euw1: expected protocol HTTP, got "HTTPS": a twin's balancer ends TLS for targets/,
        ],
        "targets that speak gRPC": [
            { kind: "alb", targets: { version: "GRPC" } },
            /orders-euw1: expected protocolVersion HTTP1, got "GRPC"/,
        ],
    };
    for (const [title, [balancer, message]] of Object.entries(refusals)) {
        it(`is ${title}`, async () => {
            const policies = { cpu: { kind: "cpu", targetPercent: 50 } };
            const recorded = await plan(parsePlatform({ ...twoRegions(), balancer, web: { policies } }));
            assert.throws(() => buildModel(recorded, "seed"), message);
        });
    }
});
