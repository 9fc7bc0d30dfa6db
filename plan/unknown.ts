import type { PlanValue, Unknown } from "./plan";
import { isReference, tokensIn } from "./token";

/** Whether a value is not known before deployment: as a whole, or in a part of a text. */
export function isUnknown(value: PlanValue): boolean {
    return isReference(value) || isUnknownValue(value) || (typeof value === "string" && tokensIn(value).length > 0);
}

/** Urns of the resources that a value names, in order, each once. */
export function dependenciesOf(value: PlanValue): readonly string[] {
    return [...new Set(named(value))];
}

function named(value: PlanValue): readonly string[] {
    if (isReference(value)) {
        return [value.$ref.urn];
    }
    if (isUnknownValue(value)) {
        return value.$unknown.urns;
    }
    if (typeof value === "string") {
        return value.includes("${urn:") ? tokensIn(value).map(({ urn }) => urn) : [];
    }
    if (typeof value !== "object" || value === null) {
        return [];
    }
    return Object.values(value as { readonly [key: string]: PlanValue }).flatMap(named);
}

function isUnknownValue(value: PlanValue): value is Unknown {
    return typeof value === "object" && value !== null && "$unknown" in value;
}
