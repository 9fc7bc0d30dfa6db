import type { PlanValue, Unknown } from "./plan";
import { isReference, tokensIn } from "./token";

/** Whether a value is not known before deployment: as a whole, or in a part of a text. */
export function isUnknown(value: PlanValue): boolean {
    return typeof value === "string" ? hasToken(value) : isReference(value) || isUnknownValue(value);
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
        return hasToken(value) ? tokensIn(value).map(({ urn }) => urn) : [];
    }
    if (typeof value !== "object" || value === null) {
        return [];
    }
    return Object.values(value as { readonly [key: string]: PlanValue }).flatMap(named);
}

/** Most texts have none; looking for the beginning of one costs less than looking for all of it. */
function hasToken(text: string): boolean {
    return text.includes("${urn:") && tokensIn(text).length > 0;
}

function isUnknownValue(value: PlanValue): value is Unknown {
    return typeof value === "object" && value !== null && "$unknown" in value && namesUrns(value.$unknown);
}

/** A program may give an object with such a name in it. */
function namesUrns(value: unknown): boolean {
    return typeof value === "object" && value !== null && "urns" in value && Array.isArray(value.urns);
}
