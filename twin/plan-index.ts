import type { Plan, PlanResource, PlanValue, Reference } from "../plan/plan";

/** An output named inside a text: `${urn#output}`. Names contain dots, so both ends are explicit. */
export const tokenPattern = /\$\{(urn:pulumi:[^#}]+)#([^}]+)\}/g;

/** A plan with its references followed: resources by urn and by type. */
export class PlanIndex {
    private readonly byUrn: ReadonlyMap<string, PlanResource>;

    constructor(readonly plan: Plan) {
        this.byUrn = new Map(plan.resources.map((resource) => [resource.urn, resource]));
    }

    get(urn: string): PlanResource | undefined {
        return this.byUrn.get(urn);
    }

    ofType(type: string, region?: string): PlanResource[] {
        return this.plan.resources.filter(
            (resource) => resource.type === type && (region === undefined || resource.region === region),
        );
    }

    /** The resource whose output this value is; undefined when it is a plain value. */
    target(value: PlanValue | undefined): PlanResource | undefined {
        const reference = value === undefined ? undefined : referenceOf(value);
        return reference === undefined ? undefined : this.byUrn.get(reference.urn);
    }

    targets(value: PlanValue | undefined): PlanResource[] {
        const values = Array.isArray(value) ? (value as readonly PlanValue[]) : [];
        return values.flatMap((entry) => this.target(entry) ?? []);
    }
}

/** What a value refers to, whether it stands as `$ref` or as a text that is one token. */
export function referenceOf(value: PlanValue): { urn: string; output: string } | undefined {
    if (typeof value === "string") {
        const match = [...value.matchAll(tokenPattern)][0];
        return match?.[0] === value ? { urn: match[1] ?? "", output: match[2] ?? "" } : undefined;
    }
    return isReference(value) ? value.$ref : undefined;
}

export function isReference(value: PlanValue | undefined): value is Reference {
    return typeof value === "object" && value !== null && "$ref" in value;
}

/** The entries of a plan object; empty for anything else. */
export function objectOf(value: PlanValue | undefined): { readonly [key: string]: PlanValue } {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value) && !isReference(value);
    return isObject ? (value as { readonly [key: string]: PlanValue }) : {};
}

export function listOf(value: PlanValue | undefined): readonly PlanValue[] {
    return Array.isArray(value) ? (value as readonly PlanValue[]) : [];
}
