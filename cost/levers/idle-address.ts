import { dependenciesOf } from "../../plan/unknown";
import { without } from "./change-plan";
import type { Lever } from "./lever";

/** Addresses that nothing uses cost what used ones do. */
export const idleAddress: Lever = {
    id: "idle-address",
    title: "release public IPv4 addresses that nothing in the stack uses",
    takes: "the address itself: whoever allows it by number must be told",
    source: "https://aws.amazon.com/vpc/pricing/",
    change: (plan) => {
        const used = new Set(plan.resources.flatMap(({ inputs }) => dependenciesOf(inputs)));
        return without(
            plan,
            ({ urn, type, inputs }) =>
                type === "aws:ec2/eip:Eip" && !used.has(urn) && !inputs["instance"] && !inputs["networkInterface"],
        );
    },
};
