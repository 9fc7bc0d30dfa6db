import { z } from "zod";
import { checkBalancer } from "../components/load-balancer/rules";
import { problemIf, under, type Problem } from "../components/shared/problems";
import { regions } from "../components/shared/regions";
import { balancerSchema } from "./balancer";
import { at } from "./explain-issue";

/** The rules of the balancer, and those between it and the network that it stands in. */
export function checkBalancers(raw: unknown): Problem[] {
    const { data } = balancerSchema.safeParse(at(raw, ["balancer"]));
    if (data === undefined) {
        return [];
    }
    const dualStack = z.boolean().safeParse(at(raw, ["network", "dualStack"])).data ?? false;
    return under("platform.balancer", [
        ...checkBalancer(data),
        ...problemIf(
            data.ipAddressType === "dualstack" && !dualStack && makesNetwork(raw),
            "ipAddressType",
            "expected ipv4, or network.dualStack (the balancer's subnets have no IPv6 addresses else), got dualstack",
        ),
    ]);
}

/** What an adopted VPC has is not known here. */
function makesNetwork(raw: unknown): boolean {
    return regions.some(
        (region) =>
            at(raw, ["regions", region]) !== undefined && (at(raw, ["regions", region, "adopt"]) ?? "none") === "none",
    );
}
