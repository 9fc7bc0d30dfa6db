import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { everyMember, tooMany, type Policy } from "./policy";

/** "Up to eight healthy records" (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-multivalue.html). */
const most = 8;

/**
 * All usable records answer at once while they are eight or fewer, else eight of them. Which eight a resolver gets is not
 * documented beyond "different combinations": here every combination is as likely as any other.
 */
export const multivalue: Policy = {
    name: "multivalue answer",
    together: most,
    label: (record) => `"${record.SetIdentifier ?? ""}"`,
    applicable: everyMember,
    choose: (usable) => {
        const probability = Math.min(1, most / usable.length);
        return usable.map((member) => ({ member, probability }));
    },
    reason: (_, usable) =>
        usable.length > most ? `one of ${most} drawn from ${usable.length}` : "with all that are usable",
    problems: (records) => [...tooMany(records, 100), ...records.flatMap(problemsOf)],
};

function problemsOf({ AliasTarget, Type }: ResourceRecordSet): string[] {
    return [
        ...(AliasTarget ? ["expected no multivalue answer alias: Route 53 has none"] : []),
        ...(Type === "CNAME" || Type === "NS" ? [`expected a type other than NS and CNAME for multivalue answer`] : []),
    ];
}
