import type { GeoLocation, GeoProximityLocation, ResourceRecordSet } from "@aws-sdk/client-route-53";
import type { Zone } from "../../../routing/zone";
import { address, zone } from "../zones";
import { unhealthy, type Subject } from "./subject";

/** Records whose value, SetIdentifier and check are their key. */
export function group(fields: { readonly [key: string]: Partial<ResourceRecordSet> }): Zone {
    const keys = Object.keys(fields);
    const records = keys.map((key) =>
        address("app.example.com", key, { SetIdentifier: key, HealthCheckId: key, ...fields[key] }),
    );
    return zone(records, Object.fromEntries(keys.map((key) => [key, {}])));
}

export function located(locations: { readonly [key: string]: GeoLocation }): Zone {
    return group(Object.fromEntries(Object.entries(locations).map(([key, GeoLocation]) => [key, { GeoLocation }])));
}

export function near(locations: { readonly [key: string]: GeoProximityLocation }): Zone {
    const fields = Object.entries(locations).map(([key, one]) => [key, { GeoProximityLocation: one }] as const);
    return group(Object.fromEntries(fields));
}

/** Who answers a client there, while some are unhealthy; empty when nobody does. */
export function ask({ answer }: Subject, one: Zone): (from: string, down?: readonly string[]) => string {
    const question = { name: "app.example.com", type: "A" };
    return (from, down = []) => answer(one, unhealthy(...down), { ...question, from }).answers.join();
}
