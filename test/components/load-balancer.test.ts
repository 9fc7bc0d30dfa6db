import assert from "node:assert/strict";
import { parsePlatform } from "../../config";
import type { Plan, PlanResource } from "../../plan/plan";
import { field, ofType, one, plan, text, twoRegions } from "./platforms";

const region = "eu-west-1";

describe("LoadBalancer", () => {
    let recorded: Plan;
    before(async () => {
        recorded = await plan(parsePlatform(twoRegions()));
    });

    const listener = (port: number): PlanResource["inputs"] => {
        const found = ofType(recorded, "aws:lb/listener:Listener").filter(
            ({ inputs }) => inputs["port"] === port && inputs["region"] === region,
        );
        assert.equal(found.length, 1);
        return found[0]?.inputs ?? {};
    };

    it("ends TLS with the policy that AWS recommends, and a certificate that has been validated", () => {
        const https = listener(443);
        assert.equal(https["protocol"], "HTTPS");
        assert.equal(https["sslPolicy"], "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09");
        assert.match(String(field(https["certificateArn"], "$ref", "urn")), /certificate:Certificate::orders-euw1$/);
        const [serving] = ofType(recorded, "aws:lb/listener:Listener").filter(
            ({ name }) => name === "orders-euw1-https",
        );
        assert.ok(serving?.dependencies.some((urn) => urn.endsWith("CertificateValidation::orders-euw1")));
        assert.equal(field(https["defaultActions"], 0, "type"), "forward");
    });

    it("redirects HTTP to HTTPS for good", () => {
        assert.deepEqual(field(listener(80)["defaultActions"], 0), {
            type: "redirect",
            redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" },
        });
    });

    it("has a certificate of its cell for app and every name under it", () => {
        const certificate = one(recorded, "aws:acm/certificate:Certificate", "us-east-1").inputs;
        assert.equal(certificate["domainName"], "app.antipode.example");
        assert.deepEqual(certificate["subjectAlternativeNames"], ["*.app.antipode.example"]);
        assert.equal(certificate["validationMethod"], "DNS");
    });

    it("is validated by the foundation's one record, in every cell", () => {
        const records = ofType(recorded, "aws:acm/certificateValidation:CertificateValidation").map(({ inputs }) =>
            field(inputs["validationRecordFqdns"], 0, "$ref", "urn"),
        );
        assert.equal(records.length, 2);
        assert.equal(new Set(records).size, 1);
        assert.match(String(records[0]), /Foundation\$aws:route53\/record:Record::orders-validation$/);
    });

    it("probes /healthz on the app's port, and drops headers that are not valid", () => {
        const targets = one(recorded, "aws:lb/targetGroup:TargetGroup", region).inputs;
        assert.deepEqual([targets["port"], targets["protocol"], targets["targetType"]], [8080, "HTTP", "instance"]);
        assert.deepEqual(targets["healthCheck"], {
            path: "/healthz",
            protocol: "HTTP",
            matcher: "200",
            interval: 5,
            timeout: 4,
            healthyThreshold: 2,
            unhealthyThreshold: 2,
        });
        assert.equal(one(recorded, "aws:lb/loadBalancer:LoadBalancer", region).inputs["dropInvalidHeaderFields"], true);
    });

    it("is the only thing that the internet may reach, on 80 and 443", () => {
        const open = ofType(recorded, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
            .filter(({ inputs }) => inputs["cidrIpv4"] === "0.0.0.0/0")
            .map(({ inputs }) => `${text(inputs["region"])} ${text(inputs["fromPort"])}-${text(inputs["toPort"])}`);
        assert.deepEqual(open.sort(), ["eu-west-1 443-443", "eu-west-1 80-80", "us-east-1 443-443", "us-east-1 80-80"]);
        for (const { inputs } of ofType(recorded, "aws:ec2/securityGroup:SecurityGroup")) {
            assert.equal(inputs["ingress"] ?? inputs["egress"], undefined, "rules stand alone, never inline");
        }
    });

    it("reaches its targets in the app tier and nothing else", () => {
        const [out] = ofType(recorded, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").filter(
            ({ name }) => name === "orders-euw1-balancer-targets",
        );
        assert.deepEqual(
            [out?.inputs["cidrIpv4"], out?.inputs["fromPort"], out?.inputs["toPort"]],
            ["10.0.32.0/19", 8080, 8080],
        );
    });
});
