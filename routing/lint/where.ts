import type { HealthCheck, ResourceRecordSet } from "@aws-sdk/client-route-53";
import { canonicalName } from "../names";
import type { ViewGroup } from "../view/groups";

/** How a finding names a record. */
export function whereOf({ Name, Type, SetIdentifier }: ResourceRecordSet): string {
    const identifier = SetIdentifier === undefined ? "" : ` "${SetIdentifier}"`;
    return `${canonicalName(Name ?? "")} ${Type ?? ""}${identifier}`;
}

/** How a finding names all records of a name and type. */
export function whereOfGroup({ name, type }: ViewGroup): string {
    return `${name} ${type}`;
}

/** How a finding names a check. */
export function whereOfCheck({ Id }: HealthCheck): string {
    return `check ${Id ?? ""}`;
}
