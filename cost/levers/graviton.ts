import { withInputs, withTexts } from "./change-plan";
import type { Lever } from "./lever";

/** Families with a sibling on AWS's own processors: general, compute and memory of the fifth generation on, and bursts. */
const sizes = /^((?:db|cache|ml)\.)?([mcr])(?:5|5a|5n|6i|6a|6in|7i|7a)(d?)\.(.+)$/;
const bursts = /^((?:db|cache)\.)?t(?:2|3|3a)\.(.+)$/;

/** Sizes that the siblings have; a bare machine of theirs is smaller than those of Intel and AMD. */
const siblingSizes = /^(?:medium|large|(?:2|4|8|12|16)?xlarge)(?:\.|$)/;

/** The same size on AWS's own processors. */
export const graviton: Lever = {
    id: "graviton",
    title: "Graviton siblings of Intel and AMD instance types",
    takes: "images, packages and models must exist for arm64; engines that AWS runs need nothing",
    source: "https://aws.amazon.com/ec2/graviton/",
    change: (plan) =>
        withInputs(plan, ({ inputs }) =>
            withTexts(inputs, ["instanceType", "instanceTypes", "instanceClass", "nodeType"], sibling),
        ),
};

function sibling(type: string): string | undefined {
    const [, service = "", family, disk = "", size = ""] = sizes.exec(type) ?? [];
    if (family !== undefined) {
        // Models are served by the sixth generation in every region, by the seventh in some.
        const generation = service === "ml." ? 6 : 7;
        return siblingSizes.test(size) ? `${service}${family}${String(generation)}g${disk}.${size}` : undefined;
    }
    const [, prefix = "", burst] = bursts.exec(type) ?? [];
    return burst === undefined ? undefined : `${prefix}t4g.${burst}`;
}
