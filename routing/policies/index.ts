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

/** Which policy a record is of: the one whose field it has. */
export type PolicyOf = (record: ResourceRecordSet) => Policy;

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
    return (record) =>
        byField.find(([field]) => record[field] !== undefined)?.[1] ??
        (record.MultiValueAnswer === true ? multivalue : simple);
}
