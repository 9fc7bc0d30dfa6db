import { unknownMark } from "./planned-zone";

/** How a plan's zone names what only AWS knows (from-plan/zone-from-plan.ts): the zone of a balancer, a switch of Application Recovery Controller. */
const unknownForms = [/^zone-of:/, /^arn:aws:route53-recovery-control:::routingcontrol\//];

/** Pulumi makes a physical name of the logical one and seven random digits. */
const suffix = /^-[0-9a-f]{7}$/;

/** Whether a live value is what the plan says, as far as the plan can know it. */
export function agree(path: string, planned: unknown, live: unknown): boolean {
    if (typeof planned === "string" && typeof live === "string") {
        const named = path === "AlarmIdentifier.Name" && live.startsWith(planned);
        return planned === live || isUnknown(planned) || (named && suffix.test(live.slice(planned.length)));
    }
    if (Array.isArray(planned) && Array.isArray(live)) {
        return planned.length === live.length && sameElements(planned, live);
    }
    return planned === live || (path === "InsufficientDataHealthStatus" && planned === undefined);
}

/** An unknown element stands for any live one that no known element stands for; the lists are equally long. */
function sameElements(planned: readonly unknown[], live: readonly unknown[]): boolean {
    return planned.every((value) => isUnknown(value) || live.includes(value));
}

/** Whether a value of a planned zone is one that only AWS knows. */
export function isUnknown(value: unknown): boolean {
    return typeof value === "string" && (value.includes(unknownMark) || unknownForms.some((form) => form.test(value)));
}
