import assert from "node:assert/strict";
import { estimateCost } from "../../../cost/estimate-plan";
import type { PlanValue } from "../../../plan/plan";
import { amounts, book, planOf, resource, usageOfAll } from "../plans";
import { bill, costOf, reasonOf, ref, unknown } from "./bill";

type Inputs = { readonly [key: string]: PlanValue };

describe("the price of who may come in", () => {
    const pool = (inputs: Inputs) => resource("aws:cognito/userPool:UserPool", inputs);

    it("is of users by plan", () => {
        const lite = pool({ userPoolTier: "LITE" });
        // 60,000 x 0.0055; 1,000 x 0.015
        const usage = { monthly_active_users: 60_000, monthly_federated_users: 1000 };
        assert.deepEqual(bill([lite], usage), { "active users (lite)": "330", "federated users": "15" });
        const guarded = pool({ userPoolTier: "LITE", userPoolAddOns: { advancedSecurityMode: "ENFORCED" } });
        // 1,000 x 0.05
        assert.equal(bill([guarded], { monthly_active_users: 1000 })["advanced security"], "50");
        // 60,000 x 0.015, which a pool has that names no plan; 60,000 x 0.02
        assert.equal(bill([pool({})], usage)["active users (essentials)"], "900");
        assert.equal(bill([pool({ userPoolTier: "PLUS" })], usage)["active users (plus)"], "1200");
        assert.match(reasonOf([pool({ userPoolTier: "LATER" })], usage), /no price for AmazonCognito: LATER MAU/);
    });

    it("falls with allowances by what AWS gives every account", () => {
        const settings = { hoursPerMonth: 730, freeTier: true, today: "2026-11-21" };
        const counts = { monthly_active_users: 200_000, monthly_federated_users: 150 };
        const paid = (userPoolTier: string) => {
            const plan = planOf(pool({ userPoolTier }));
            return Object.values(amounts(estimateCost({ plan, book, usage: usageOfAll(counts), settings })));
        };
        // 90,000 x 0.0055 + 100,000 x 0.0046; 190,000 x 0.015; 200,000 x 0.02; each with 100 x 0.015
        assert.deepEqual(paid("LITE"), ["955", "1.5"]);
        assert.deepEqual(paid("ESSENTIALS"), ["2850", "1.5"]);
        assert.deepEqual(paid("PLUS"), ["4000", "1.5"]);
    });

    it("is of clients that are machines", () => {
        const client = (flow: string) =>
            resource("aws:cognito/userPoolClient:UserPoolClient", { allowedOauthFlows: [flow] });
        assert.equal(costOf([client("code")]).state.kind, "free");
        // 6; 1,000 x 0.00225
        const asked = { monthly_token_requests: 1000 };
        assert.deepEqual(bill([client("client_credentials")], asked), { "machine client": "6", tokens: "2.25" });
    });

    it("is of an authority and its certificates", () => {
        const authority = (usageMode: string) =>
            resource("aws:acmpca/certificateAuthority:CertificateAuthority", { usageMode });
        // 1,000 x 0.75 + 1,000 x 0.35; 2,000 x 0.058
        const issued = { monthly_requests: 2000 };
        assert.deepEqual(bill([authority("GENERAL_PURPOSE")], issued), { authority: "400", certificates: "1100" });
        assert.deepEqual(bill([authority("SHORT_LIVED_CERTIFICATE")], issued), {
            authority: "50",
            certificates: "116",
        });
    });

    it("is of what leaves through what Shield protects", () => {
        const balancer = resource("aws:lb/loadBalancer:LoadBalancer", { internal: true }, { name: "lb" });
        const address = resource("aws:ec2/eip:Eip", {}, { name: "ip" });
        const protection = (resourceArn: PlanValue) => resource("aws:shield/protection:Protection", { resourceArn });
        const left = { monthly_data_transfer_out_gb: 1000 };
        // 1,000 x 0.05
        assert.deepEqual(bill([protection(ref(balancer, "arn")), balancer], left), { "data transfer out": "50" });
        assert.deepEqual(bill([protection(unknown(address)), address], left), { "data transfer out": "50" });
        assert.match(reasonOf([protection("arn:aws:cloudfront::1:distribution/E1")], left), /does not have/);
    });
});
