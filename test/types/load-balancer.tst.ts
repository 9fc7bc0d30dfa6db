import type * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "tstyche";
import type { LoadBalancer } from "../../components/load-balancer";
import type { AlbSettings, BalancerSettings, NlbSettings } from "../../components/load-balancer/settings";

const backend = { port: 8443 } as const;
const alb = { kind: "alb", tls: { mode: "offload" } } as const;
const nlb = { kind: "nlb", tls: { mode: "offload" } } as const;
const seconds = 60;

describe("BalancerSettings", () => {
    it("takes the five pairs of balancer and TLS mode", () => {
        expect<BalancerSettings>().type.toBeAssignableFrom(alb);
        expect<BalancerSettings>().type.toBeAssignableFrom({
            kind: "alb",
            tls: { mode: "bridging", backend },
        } as const);
        expect<BalancerSettings>().type.toBeAssignableFrom(nlb);
        expect<BalancerSettings>().type.toBeAssignableFrom({
            kind: "nlb",
            tls: { mode: "bridging", backend },
        } as const);
        expect<BalancerSettings>().type.toBeAssignableFrom({ kind: "nlb", tls: { mode: "passthrough" } } as const);
    });

    it("knows no ALB that passes TLS through, and no bridging without the targets' port", () => {
        expect<BalancerSettings>().type.not.toBeAssignableFrom({ kind: "alb", tls: { mode: "passthrough" } } as const);
        expect<BalancerSettings>().type.not.toBeAssignableFrom({ kind: "alb", tls: { mode: "bridging" } } as const);
        expect<BalancerSettings>().type.not.toBeAssignableFrom({ kind: "nlb", tls: { mode: "bridging" } } as const);
    });

    it("keeps from an NLB what only an ALB can", () => {
        const mutual = { mode: "passthrough" } as const;
        const cookie = { stickiness: { type: "lb_cookie", seconds } } as const;
        const respond = { type: "respond", status: 404, contentType: "text/plain" } as const;
        const rules = { admin: { priority: 1, when: { paths: ["/admin"] }, then: respond } } as const;
        expect<BalancerSettings>().type.toBeAssignableFrom({ ...alb, rules });
        expect<BalancerSettings>().type.not.toBeAssignableFrom({ ...nlb, rules });
        expect<BalancerSettings>().type.toBeAssignableFrom({ ...alb, tls: { mode: "offload", mutual } } as const);
        expect<BalancerSettings>().type.not.toBeAssignableFrom({ ...nlb, tls: { mode: "offload", mutual } } as const);
        expect<BalancerSettings>().type.toBeAssignableFrom({ ...alb, targets: cookie });
        expect<BalancerSettings>().type.not.toBeAssignableFrom({ ...nlb, targets: cookie });
        expect<BalancerSettings>().type.not.toBeAssignableFrom({ ...nlb, hsts: "none" } as const);
        expect<BalancerSettings>().type.not.toBeAssignableFrom({ ...nlb, redirectHttp: true } as const);
    });

    it("keeps from an ALB what only an NLB can", () => {
        const sourceIp = { stickiness: { type: "source_ip" } } as const;
        expect<BalancerSettings>().type.toBeAssignableFrom({ ...nlb, targets: sourceIp });
        expect<BalancerSettings>().type.not.toBeAssignableFrom({ ...alb, targets: sourceIp });
        expect<BalancerSettings>().type.not.toBeAssignableFrom({ ...alb, crossZone: false } as const);
        expect<BalancerSettings>().type.not.toBeAssignableFrom({ ...alb, targets: { probe: 4 } } as const);
    });

    it("starts targets slowly in turn alone, and avoids anomalous ones by chance alone", () => {
        const slow = { slowStartSeconds: 60 } as const;
        const inTurn = { algorithm: { type: "round_robin", ...slow } } as const;
        expect<AlbSettings["targets"]>().type.toBeAssignableFrom(inTurn);
        expect<AlbSettings["targets"]>().type.not.toBeAssignableFrom({
            algorithm: { type: "least_outstanding_requests", ...slow },
        } as const);
        expect<AlbSettings["targets"]>().type.not.toBeAssignableFrom({
            algorithm: { type: "weighted_random", anomalyMitigation: true, ...slow },
        } as const);
        expect<AlbSettings["targets"]>().type.not.toBeAssignableFrom({
            algorithm: { type: "round_robin", anomalyMitigation: true },
        } as const);
    });
});

describe("LoadBalancer", () => {
    it("names requests for scaling only when it is an ALB", () => {
        expect<LoadBalancer["resourceLabel"]>().type.toBe<pulumi.Output<string>>();
        expect<LoadBalancer<NlbSettings>["resourceLabel"]>().type.toBe<undefined>();
        expect<LoadBalancer<BalancerSettings>["resourceLabel"]>().type.toBe<pulumi.Output<string> | undefined>();
    });
});
