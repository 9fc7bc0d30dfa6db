import type { PlanValue } from "../../plan/plan";
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
        const needed = new Set(
            plan.resources.flatMap(({ inputs, dependencies }) => [...dependenciesOf(inputs), ...dependencies]),
        );
        // What is deployed names an address by its id, which a program may have written down itself.
        const named = new Set(plan.resources.flatMap(({ inputs }) => textsOf(inputs)));
        return without(
            plan,
            ({ urn, type, ids = [], inputs }) =>
                type === "aws:ec2/eip:Eip" &&
                !needed.has(urn) &&
                !ids.some((id) => named.has(id)) &&
                !inputs["instance"] &&
                !inputs["networkInterface"],
        );
    },
};

function textsOf(value: PlanValue): readonly string[] {
    if (typeof value === "string") {
        return [value];
    }
    return typeof value === "object" && value !== null
        ? Object.values(value as { readonly [key: string]: PlanValue }).flatMap(textsOf)
        : [];
}
