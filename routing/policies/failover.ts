import { certain, everyMember, type Policy } from "./policy";

/**
 * The primary while it is usable, else the secondary. When neither is healthy both are usable, so the primary answers
 * (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html).
 */
export const failover: Policy = {
    name: "failover",
    label: (record) => `${record.Failover ?? ""} "${record.SetIdentifier ?? ""}"`,
    applicable: everyMember,
    choose: (usable) => certain(usable.find(({ record }) => record.Failover === "PRIMARY") ?? usable[0]),
    reason: ({ record }, usable) =>
        record.Failover === "SECONDARY" && usable.length > 1 ? "waits until the primary is unhealthy" : "",
    problems: (records) => [
        ...sides
            .filter((side) => records.filter(({ Failover }) => Failover === side).length > 1)
            .map((side) => `Failover: expected at most one ${side}, got several`),
        ...records
            .filter(({ Failover }) => !sides.some((side) => side === Failover))
            .map(({ Failover = "" }) => `Failover: expected ${sides.join(" or ")}, got ${Failover}`),
    ],
};

const sides = ["PRIMARY", "SECONDARY"] as const;
