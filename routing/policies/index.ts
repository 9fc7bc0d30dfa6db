import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import type { CidrCollection } from "../zone";
import { failover } from "./failover";
import { geolocation } from "./geolocation";
import { geoproximity } from "./geoproximity";
import { ipBased } from "./ip-based";
import { latency } from "./latency";
import { multivalue } from "./multivalue";
import type { Policy } from "./policy";
import { simple } from "./simple";
import { weighted } from "./weighted";

export { unknownOrigins } from "./geoproximity";
export type { Choice, Policy } from "./policy";

/** Which policy a record is of: the one whose field it has. Several, when it has the fields of several: Route 53 refuses that. */
export type PolicyOf = (record: ResourceRecordSet) => readonly [Policy, ...Policy[]];

/** @param collections that IP-based records refer to */
export function policies(collections: readonly CidrCollection[]): PolicyOf {
    const byField: readonly (readonly [keyof ResourceRecordSet, Policy])[] = [
        ["Weight", weighted],
        ["Failover", failover],
        ["Region", latency],
        ["GeoLocation", geolocation],
        ["GeoProximityLocation", geoproximity],
        ["CidrRoutingConfig", ipBased(collections)],
    ];
    return (record) => {
        const routed = byField.filter(([field]) => record[field] !== undefined).map(([, policy]) => policy);
        const [first, ...others] = record.MultiValueAnswer === true ? [...routed, multivalue] : routed;
        return first ? [first, ...others] : [simple];
    };
}
