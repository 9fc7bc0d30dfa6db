import assert from "node:assert/strict";
import type { BalancerSettings } from "../../../components/load-balancer/settings";
import { ofType, one, text } from "../platforms";
import { inputsOf, offload, recordBalancer } from "./alone";

const backend = { port: 8443 };

interface Pair {
    readonly settings: BalancerSettings;
    readonly type: string;
    readonly listeners: readonly string[];
    readonly targets: string;
    readonly probe: string;
    readonly certificates: number;
}

const pairs: Readonly<Record<string, Pair>> = {
    "ALB offload: HTTPS to HTTP": {
        settings: offload,
        type: "application",
        listeners: ["HTTP 80", "HTTPS 443"],
        targets: "HTTP 8080",
        probe: "HTTP",
        certificates: 1,
    },
    "ALB bridging: HTTPS to HTTPS": {
        settings: { kind: "alb", tls: { mode: "bridging", backend } },
        type: "application",
        listeners: ["HTTP 80", "HTTPS 443"],
        targets: "HTTPS 8443",
        probe: "HTTPS",
        certificates: 1,
    },
    "NLB offload: TLS to TCP": {
        settings: { kind: "nlb", tls: { mode: "offload" } },
        type: "network",
        listeners: ["TLS 443"],
        targets: "TCP 8080",
        probe: "HTTP",
        certificates: 1,
    },
    "NLB bridging: TLS to TLS": {
        settings: { kind: "nlb", tls: { mode: "bridging", backend } },
        type: "network",
        listeners: ["TLS 443"],
        targets: "TLS 8443",
        probe: "HTTPS",
        certificates: 1,
    },
    "NLB passthrough: TCP to TCP": {
        settings: { kind: "nlb", tls: { mode: "passthrough", backend } },
        type: "network",
        listeners: ["TCP 443"],
        targets: "TCP 8443",
        probe: "HTTPS",
        certificates: 0,
    },
};

describe("LoadBalancer, a pair of balancer and TLS mode", () => {
    for (const [title, pair] of Object.entries(pairs)) {
        it(title, async () => {
            const recorded = await recordBalancer(pair.settings);
            const balancer = one(recorded, "aws:lb/loadBalancer:LoadBalancer").inputs;
            assert.equal(balancer["loadBalancerType"], pair.type);
            assert.equal((balancer["securityGroups"] as unknown[]).length, 1, "with a security group from birth");
            const listeners = ofType(recorded, "aws:lb/listener:Listener").map(
                ({ inputs }) => `${text(inputs["protocol"])} ${text(inputs["port"])}`,
            );
            assert.deepEqual(listeners.sort(), pair.listeners);
            const targets = one(recorded, "aws:lb/targetGroup:TargetGroup").inputs;
            assert.equal(`${text(targets["protocol"])} ${text(targets["port"])}`, pair.targets);
            assert.equal((targets["healthCheck"] as Record<string, unknown>)["protocol"], pair.probe);
            assert.equal(ofType(recorded, "aws:acm/certificate:Certificate").length, pair.certificates);
            const out = inputsOf(recorded, "SecurityGroupEgressRule", "shop-euw1-balancer-targets");
            assert.equal(out["fromPort"], targets["port"]);
        });
    }

    it("shows a certificate and a post-quantum policy wherever the balancer ends TLS, and nowhere else", async () => {
        for (const { settings } of Object.values(pairs)) {
            for (const { inputs } of ofType(await recordBalancer(settings), "aws:lb/listener:Listener")) {
                const ends = inputs["protocol"] === "HTTPS" || inputs["protocol"] === "TLS";
                assert.equal(inputs["certificateArn"] !== undefined, ends);
                assert.equal(inputs["sslPolicy"], ends ? "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" : undefined);
            }
        }
    });

    it("speaks TLS 1.3 alone when modern, and older ciphers when compat, on both kinds of balancer", async () => {
        for (const [kind, listener] of [["alb", "shop-euw1-https"] as const, ["nlb", "shop-euw1-tls"] as const]) {
            const names = {
                modern: "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
                compat: "ELBSecurityPolicy-TLS13-1-2-Ext2-PQ-2025-09",
            };
            for (const policy of ["modern", "compat"] as const) {
                const recorded = await recordBalancer({ kind, tls: { mode: "offload", policy } });
                assert.equal(inputsOf(recorded, "Listener", listener)["sslPolicy"], names[policy]);
            }
        }
    });
});
