import assert from "node:assert/strict";
import type { AlbSettings } from "../../../components/load-balancer/settings";
import type { Plan } from "../../../plan/plan";
import { field, ofType, text } from "../platforms";
import { inputsOf, offload, recordBalancer } from "./alone";

const names = (recorded: Plan, type: string): string[] => ofType(recorded, type).map(({ name }) => name);

const settings: AlbSettings = {
    ...offload,
    targetGroups: {
        canary: { algorithm: { type: "round_robin", slowStartSeconds: 60 } },
        "internal-api": { port: 9090, algorithm: { type: "weighted_random", anomalyMitigation: true } },
    },
    rules: {
        api: {
            priority: 20,
            when: { hosts: ["api.app.example.com"], headers: { "X-Canary": ["1"] }, query: [{ key: "v", value: "2" }] },
            then: { type: "forward", weights: { main: 90, canary: 10 }, stickySeconds: 300 },
        },
        old: {
            priority: 10,
            when: { paths: ["/old/*"], methods: ["GET"] },
            then: { type: "redirect", status: "HTTP_301", path: "/new" },
        },
        metrics: {
            priority: 5,
            when: { paths: ["/metrics"], sourceBlocks: ["203.0.113.0/24"] },
            then: { type: "respond", status: 404, contentType: "text/plain", body: "no" },
        },
    },
};

describe("LoadBalancer's rules of requests", () => {
    it("weigh target groups by name, and keep a client with the one it got", async () => {
        const api = inputsOf(await recordBalancer(settings), "ListenerRule", "shop-euw1-api");
        assert.equal(api["priority"], 20);
        const forward = field(api["actions"], 0, "forward");
        assert.deepEqual(field(forward as never, "stickiness"), { enabled: true, duration: 300 });
        const weights = field(forward as never, "targetGroups") as Record<string, unknown>[];
        assert.deepEqual(
            weights.map(({ arn, weight }) => [/TargetGroup::([\w-]+)/.exec(text(arn))?.[1], weight]),
            [
                ["shop-euw1", 90],
                ["shop-euw1-canary", 10],
            ],
        );
        assert.deepEqual(api["conditions"], [
            { hostHeader: { values: ["api.app.example.com"] } },
            { httpHeader: { httpHeaderName: "X-Canary", values: ["1"] } },
            { queryStrings: [{ key: "v", value: "2" }] },
        ]);
    });

    it("redirect within HTTPS, and answer by themselves", async () => {
        const recorded = await recordBalancer(settings);
        assert.deepEqual(field(inputsOf(recorded, "ListenerRule", "shop-euw1-old")["actions"], 0), {
            type: "redirect",
            redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301", path: "/new" },
        });
        const metrics = inputsOf(recorded, "ListenerRule", "shop-euw1-metrics");
        assert.deepEqual(field(metrics["actions"], 0), {
            type: "fixed-response",
            fixedResponse: { contentType: "text/plain", statusCode: "404", messageBody: "no" },
        });
        assert.deepEqual(metrics["conditions"], [
            { pathPattern: { values: ["/metrics"] } },
            { sourceIp: { values: ["203.0.113.0/24"] } },
        ]);
    });

    it("change nothing else when one more comes, nor when a target group does", async () => {
        const before = await recordBalancer(settings);
        const after = await recordBalancer({
            ...settings,
            targetGroups: { blue: {}, ...settings.targetGroups },
            rules: {
                first: { priority: 1, when: { paths: ["/"] }, then: { type: "forward", weights: { blue: 1 } } },
                ...settings.rules,
            },
        });
        const inputs = new Map(after.resources.map((resource) => [resource.urn, resource.inputs]));
        for (const resource of before.resources.filter(({ custom }) => custom)) {
            assert.deepEqual(inputs.get(resource.urn), resource.inputs, resource.urn);
        }
        const old = new Set(before.resources.map(({ urn }) => urn));
        const added = after.resources.filter(({ urn }) => !old.has(urn)).map(({ name }) => name);
        assert.deepEqual(added.sort(), ["shop-euw1-blue", "shop-euw1-blue-unhealthy", "shop-euw1-first"]);
    });
});

describe("LoadBalancer's target groups", () => {
    it("have their algorithm, and a name that ends at 32 characters however long their key is", async () => {
        const recorded = await recordBalancer(settings);
        const canary = inputsOf(recorded, "TargetGroup", "shop-euw1-canary");
        assert.deepEqual([canary["loadBalancingAlgorithmType"], canary["slowStart"]], ["round_robin", 60]);
        const internal = inputsOf(recorded, "TargetGroup", "shop-euw1-internal-api");
        assert.deepEqual(
            [internal["loadBalancingAlgorithmType"], internal["loadBalancingAnomalyMitigation"], internal["port"]],
            ["weighted_random", "on", 9090],
        );
        assert.deepEqual([canary["namePrefix"], internal["namePrefix"]], ["canar-", "inter-"]);
    });

    it("are let out to each of their ports once", async () => {
        assert.deepEqual(
            names(await recordBalancer(settings), "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").sort(),
            ["shop-euw1-balancer-targets", "shop-euw1-balancer-targets-9090"],
        );
    });

    it("keep clients by cookie, stay in their zone, and speak gRPC when told", async () => {
        const targets = async (chosen: AlbSettings["targets"]) =>
            inputsOf(await recordBalancer({ ...offload, targets: chosen ?? {} }), "TargetGroup", "shop-euw1");
        const stickiness = { type: "app_cookie", cookieName: "session", seconds: 3600 } as const;
        assert.deepEqual((await targets({ stickiness }))["stickiness"], {
            enabled: true,
            type: "app_cookie",
            cookieDuration: 3600,
            cookieName: "session",
        });
        assert.equal((await targets({ crossZone: false }))["loadBalancingCrossZoneEnabled"], "false");
        const grpc = await targets({ version: "GRPC" });
        assert.deepEqual([grpc["protocolVersion"], field(grpc["healthCheck"], "matcher")], ["GRPC", "0"]);
    });

    it("say below how many healthy targets a zone leaves DNS, and what is not said is off", async () => {
        const recorded = await recordBalancer({
            ...offload,
            targets: { groupHealth: { dnsFailover: { count: 2 }, unhealthyRouting: { percent: 30 } } },
        });
        assert.deepEqual(inputsOf(recorded, "TargetGroup", "shop-euw1")["targetGroupHealth"], {
            dnsFailover: { minimumHealthyTargetsCount: "2", minimumHealthyTargetsPercentage: "off" },
            unhealthyStateRouting: { minimumHealthyTargetsCount: 1, minimumHealthyTargetsPercentage: "30" },
        });
    });
});

describe("LoadBalancer's listeners", () => {
    const https = async (chosen: Partial<AlbSettings>) =>
        inputsOf(await recordBalancer({ ...offload, ...chosen }), "Listener", "shop-euw1-https");
    const hsts = "routingHttpResponseStrictTransportSecurityHeaderValue";

    it("tell browsers to speak HTTPS alone for a year, unless told otherwise", async () => {
        assert.equal((await https({}))[hsts], "max-age=31536000; includeSubDomains");
        assert.equal((await https({ hsts: { maxAgeSeconds: 60, includeSubdomains: false } }))[hsts], "max-age=60");
        assert.equal((await https({ hsts: "none" }))[hsts], undefined);
    });

    it("check clients' certificates against a trust store, or hand them on without an expiry to ignore", async () => {
        const trustStore = { bucket: "authorities", key: "ca.pem", version: "3" };
        const recorded = await recordBalancer({
            ...offload,
            tls: { mode: "offload", mutual: { mode: "verify", trustStore } },
        });
        const store = inputsOf(recorded, "TrustStore", "shop-euw1");
        assert.deepEqual(
            [
                store["caCertificatesBundleS3Bucket"],
                store["caCertificatesBundleS3Key"],
                store["caCertificatesBundleS3ObjectVersion"],
            ],
            ["authorities", "ca.pem", "3"],
        );
        const mutual = inputsOf(recorded, "Listener", "shop-euw1-https")["mutualAuthentication"];
        assert.equal(field(mutual, "mode"), "verify");
        assert.equal(field(mutual, "ignoreClientCertificateExpiry"), false);
        assert.match(text(field(mutual, "trustStoreArn")), /TrustStore::shop-euw1/);
        const passed = await https({ tls: { mode: "offload", mutual: { mode: "passthrough" } } });
        assert.deepEqual(passed["mutualAuthentication"], { mode: "passthrough" });
    });

    it("close port 80 when nothing is to be redirected", async () => {
        const recorded = await recordBalancer({ ...offload, redirectHttp: false });
        assert.deepEqual(names(recorded, "aws:lb/listener:Listener"), ["shop-euw1-https"]);
        assert.deepEqual(names(recorded, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"), [
            "shop-euw1-balancer-https",
        ]);
    });

    it("keep the security group whatever is opened or closed, since a new description would make a new group", async () => {
        const doors = await Promise.all(
            [offload, { ...offload, redirectHttp: false }, { kind: "nlb", tls: { mode: "passthrough" } } as const].map(
                async (chosen) => inputsOf(await recordBalancer(chosen), "SecurityGroup", "shop-euw1-balancer"),
            ),
        );
        assert.equal(new Set(doors.map(({ description }) => description)).size, 1);
    });

    it("take further certificates by their key", async () => {
        const recorded = await recordBalancer(offload, {
            certificate: { hostname: "a.example.com", validationRecordName: "_1", further: { shop: "arn:shop" } },
        });
        const further = inputsOf(recorded, "ListenerCertificate", "shop-euw1-shop");
        assert.equal(further["certificateArn"], "arn:shop");
    });

    it("agree with clients of an NLB on a protocol, and let silent connections of passthrough live as long as told", async () => {
        const tls = await recordBalancer({ kind: "nlb", tls: { mode: "offload", alpn: "HTTP2Preferred" } });
        assert.equal(inputsOf(tls, "Listener", "shop-euw1-tls")["alpnPolicy"], "HTTP2Preferred");
        const tcp = await recordBalancer({ kind: "nlb", tls: { mode: "passthrough" }, idleTimeoutSeconds: 120 });
        assert.equal(inputsOf(tcp, "Listener", "shop-euw1-tcp")["tcpIdleTimeoutSeconds"], 120);
    });
});

describe("LoadBalancer's balancer", () => {
    it("logs requests and connections of an ALB, and what an NLB's TLS listeners take", async () => {
        const logs = { bucket: "logs-euw1", prefix: "shop" };
        const written = { bucket: "logs-euw1", prefix: "shop", enabled: true };
        const alb = inputsOf(await recordBalancer(offload, { logs }), "LoadBalancer", "shop-euw1");
        assert.deepEqual([alb["accessLogs"], alb["connectionLogs"]], [written, written]);
        const recorded = await recordBalancer({ kind: "nlb", tls: { mode: "offload" } }, { logs });
        const nlb = inputsOf(recorded, "LoadBalancer", "shop-euw1");
        assert.deepEqual([nlb["accessLogs"], nlb["connectionLogs"]], [written, undefined]);
    });

    it("opens to IPv6 clients with a rule of its own beside each IPv4 one", async () => {
        const recorded = await recordBalancer({ ...offload, ipAddressType: "dualstack" });
        const before = names(
            await recordBalancer(offload),
            "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        );
        const after = names(recorded, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
        assert.deepEqual(after.filter((name) => !before.includes(name)).sort(), [
            "shop-euw1-balancer-http6",
            "shop-euw1-balancer-https6",
        ]);
        assert.equal(inputsOf(recorded, "SecurityGroupIngressRule", "shop-euw1-balancer-https6")["cidrIpv6"], "::/0");
        assert.equal(inputsOf(recorded, "LoadBalancer", "shop-euw1")["ipAddressType"], "dualstack");
    });

    it("crosses zones by an NLB only when told, since what crosses is billed", async () => {
        const crosses = async (crossZone?: boolean) => {
            const chosen = crossZone === undefined ? {} : { crossZone };
            const recorded = await recordBalancer({ kind: "nlb", tls: { mode: "offload" }, ...chosen });
            return inputsOf(recorded, "LoadBalancer", "shop-euw1")["enableCrossZoneLoadBalancing"];
        };
        assert.deepEqual([await crosses(), await crosses(true)], [false, true]);
    });

    it("is not deleted by mistake, twice, unless it may be", async () => {
        for (const protect of [true, false]) {
            const recorded = await recordBalancer(offload, { protect });
            const balancer = ofType(recorded, "aws:lb/loadBalancer:LoadBalancer")[0];
            assert.deepEqual(
                [balancer?.inputs["enableDeletionProtection"], balancer?.options.protect ?? false],
                [protect, protect],
            );
        }
    });
});
