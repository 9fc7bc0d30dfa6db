import assert from "node:assert/strict";
import { parsePlatform } from "../../config";
import { ofType, plan, twoRegions } from "../components/platforms";
import { changed } from "./facts";

const egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

describe("a platform with IPv6 beside IPv4", function () {
    this.timeout(30_000);

    it("lets instances out by it: a route leads nowhere that their security group holds back", async () => {
        const dual = await plan(parsePlatform({ ...twoRegions(), network: { nat: "none", dualStack: true } }));
        const rules = ofType(dual, egress)
            .filter(({ inputs }) => inputs["cidrIpv6"] !== undefined)
            .map(({ name, inputs }) => [name, inputs["cidrIpv6"], inputs["toPort"]]);
        assert.deepEqual(rules.sort(), [
            ["orders-euw1-app-to-ipv6", "::/0", 443],
            ["orders-use1-app-to-ipv6", "::/0", 443],
        ]);
    });

    it("adds it to a platform that has none without touching a rule that stands", async () => {
        const before = await plan(parsePlatform(twoRegions()));
        const after = await plan(parsePlatform({ ...twoRegions(), network: { dualStack: true } }));
        assert.deepEqual(
            changed(before, after)
                .map(({ type }) => type)
                .filter((type) => type.includes("securityGroup")),
            [],
        );
    });
});
