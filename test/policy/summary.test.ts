import assert from "node:assert/strict";
import { packSummary } from "../../policy/pack/summary";
import { estimate, resource } from "../cost/plans";

describe("what the policy pack prints of the cost", () => {
    it("has each line on the bill of its own region, as `antipode cost` has", () => {
        const secret = resource("aws:secretsmanager/secret:Secret", {
            replicas: [{ region: "us-east-1" }, { region: "ap-northeast-1" }],
        });
        const zone = resource("aws:route53/zone:Zone", { name: "example.com" }, { name: "zone" });
        const [total, regions] = packSummary(estimate([secret, zone])).split("\n");
        assert.equal(total, "$1.70 a month ($1.70 to $1.70)");
        assert.equal(regions, "by region: global $0.50, eu-west-1 $0.40, us-east-1 $0.40, ap-northeast-1 $0.40");
    });
});
