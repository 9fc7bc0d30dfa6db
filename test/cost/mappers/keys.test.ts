import assert from "node:assert/strict";
import type { PlanResource } from "../../../plan/plan";
import { estimate, resource } from "../plans";
import { bill, ref, unknown } from "./bill";

const key = (inputs: PlanResource["inputs"] = {}) => resource("aws:kms/key:Key", inputs, { name: "key" });
const ten = { monthly_requests: 10_000 };

describe("the price of a key", () => {
    it("is a dollar and its requests", () => {
        // 10,000 x 0.000003
        assert.deepEqual(bill([key()], ten), { key: "1", requests: "0.03" });
    });

    it("is a dollar for each replica, at its region", () => {
        const primary = key({ multiRegion: true });
        const replica = (primaryKeyArn: PlanResource["inputs"][string]) =>
            resource("aws:kms/replicaKey:ReplicaKey", { primaryKeyArn }, { region: "us-east-1" });
        assert.equal(estimate([primary, replica(ref(primary, "arn"))]).monthly.typical.toString(), "2");
        const elliptic = key({ customerMasterKeySpec: "ECC_NIST_P256" });
        // A replica is what its primary is: 10,000 x 0.000015
        assert.equal(bill([replica(unknown(elliptic)), elliptic], ten)["requests"], "0.15");
    });

    it("costs as much again after each of two rotations, and none of them is due now", () => {
        const { monthly } = estimate([key({ enableKeyRotation: true })]);
        assert.deepEqual([monthly.low, monthly.typical, monthly.high].map(String), ["1", "1", "3"]);
    });

    it("depends on the kind of key for requests", () => {
        assert.equal(bill([key({ customerMasterKeySpec: "RSA_2048" })], ten)["requests"], "0.03");
        assert.equal(bill([key({ customerMasterKeySpec: "RSA_4096" })], ten)["requests"], "0.15");
        assert.equal(bill([key({ customerMasterKeySpec: "HMAC_256" })], ten)["requests"], "0.03");
    });

    it("is $12 for ten thousand pairs of RSA and $0.10 of elliptic curves", () => {
        const pairs = { monthly_rsa_data_key_pair_requests: 10_000, monthly_ecc_data_key_pair_requests: 10_000 };
        const { "RSA data key pairs": rsa, "ECC data key pairs": ecc } = bill([key()], pairs);
        assert.deepEqual([rsa, ecc], ["12", "0.1"]);
    });
});

describe("the price of a secret", () => {
    it("is paid in each region that has a copy", () => {
        const replicas = [{ region: "us-east-1" }, { region: "ap-northeast-1" }];
        const secret = resource("aws:secretsmanager/secret:Secret", { replicas });
        // 0.40 each, 10,000 x 0.000005
        assert.deepEqual(bill([secret], ten), {
            secret: "0.4",
            "replica us-east-1": "0.4",
            "replica ap-northeast-1": "0.4",
            requests: "0.05",
        });
        const places = estimate([secret]).resources[0]?.lines.map(({ place }) => place);
        assert.deepEqual(places, ["eu-west-1", "us-east-1", "ap-northeast-1", "eu-west-1"]);
    });
});

describe("the price of a certificate", () => {
    const certificate = (inputs: PlanResource["inputs"]) =>
        resource("aws:acm/certificate:Certificate", { domainName: "example.com", ...inputs });

    it("is nothing as long as it stays within AWS", () => {
        assert.equal(estimate([certificate({})]).resources[0]?.state.kind, "free");
    });

    it("is not in the list for one that may be exported", () => {
        const wild = certificate({ options: { export: "ENABLED" }, subjectAlternativeNames: ["*.example.com"] });
        const state = estimate([wild]).resources[0]?.state;
        assert.match(state?.kind === "not priced" ? state.reason : "", /exportable name.*exportable wildcard/);
    });
});
