import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { compareTexts, groupKey } from "../evaluate/keys";
import { canonicalName, isWithin, parentName } from "../names";

/** Records of one name and type. Unlike the evaluator's, it may be one that Route 53 would refuse. */
export interface ViewGroup {
    /** Canonical. */
    readonly name: string;
    readonly type: string;
    readonly records: readonly ResourceRecordSet[];
}

/** Where a record leads. */
export type Target =
    | { readonly kind: "values" }
    | { readonly kind: "resource"; readonly name: string }
    | { readonly kind: "group"; readonly group: ViewGroup }
    | { readonly kind: "missing"; readonly name: string };

/** By {@link groupKey}; records in one order, whatever order they came in. */
export function groupRecords(records: readonly ResourceRecordSet[]): Map<string, ViewGroup> {
    const lists = new Map<string, ResourceRecordSet[]>();
    for (const record of records) {
        const key = groupKey(canonicalName(record.Name ?? ""), record.Type ?? "");
        lists.set(key, [...(lists.get(key) ?? []), record]);
    }
    const groups = [...lists].map(([key, list]): [string, ViewGroup] => {
        const [name = "", type = ""] = key.split(" ");
        return [key, { name, type, records: list.sort(byIdentity) }];
    });
    return new Map(groups);
}

function byIdentity(a: ResourceRecordSet, b: ResourceRecordSet): number {
    return (
        compareTexts(a.SetIdentifier ?? "", b.SetIdentifier ?? "") ||
        (a === b ? 0 : compareTexts(JSON.stringify(a), JSON.stringify(b)))
    );
}

/** Every name with records and every name between one and the apex (RFC 8020). */
export function namesOf(groups: readonly ViewGroup[], apex: string): Set<string> {
    const names = new Set([apex]);
    for (const group of groups) {
        for (let name = group.name; isWithin(name, apex) && !names.has(name); name = parentName(name)) {
            names.add(name);
        }
        names.add(group.name);
    }
    return names;
}
