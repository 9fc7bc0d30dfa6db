import { mappers } from "../mappers";
import type { UsageKey } from "../mapping";

/** The keys that a usage file may give a type; undefined for a type that takes none. */
export function usageKeysOf(type: string): { readonly [key: string]: UsageKey } | undefined {
    return mappers.get(type)?.usage;
}

/** Every type that takes keys, sorted. */
export function typesWithUsage(): readonly string[] {
    return [...mappers]
        .filter(([, { usage }]) => usage !== undefined)
        .map(([type]) => type)
        .sort();
}
