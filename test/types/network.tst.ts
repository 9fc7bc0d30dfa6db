import { describe, expect, it } from "tstyche";
import type { NetworkSettings } from "../../components/network/settings";

describe("NetworkSettings", () => {
    const made = { kind: "create", cidr: "10.0.0.0/16", zones: ["euw1-az1"] } as const;

    it("take a VPC that is made, with one of four ways out", () => {
        expect<NetworkSettings>().type.toBeAssignableFrom({ ...made, nat: "regional" as const });
        expect<NetworkSettings>().type.not.toBeAssignableFrom({ ...made, nat: "two" as const });
        expect<NetworkSettings>().type.not.toBeAssignableFrom(made);
    });

    it("take bundles of endpoints by name alone", () => {
        expect<NetworkSettings>().type.toBeAssignableFrom({
            ...made,
            nat: "none" as const,
            endpoints: ["inference" as const],
        });
        expect<NetworkSettings>().type.not.toBeAssignableFrom({
            ...made,
            nat: "none" as const,
            endpoints: ["everything" as const],
        });
    });

    it("take no VPC that is adopted without its tiers", () => {
        expect<NetworkSettings>().type.not.toBeAssignableFrom({
            kind: "adopt" as const,
            vpcId: "vpc-1",
            cidr: "10.0.0.0/16",
            zones: [],
        });
    });
});
