import type { Plan, PlanResource, PlanValue } from "../plan/plan";
import { byUrn, reference } from "../plan/read";
import { isReference, readText, type Output } from "../plan/token";

/** A plan with its references followed: resources by urn and by type. */
export class PlanIndex {
    private readonly byUrn: ReadonlyMap<string, PlanResource>;

    constructor(readonly plan: Plan) {
        this.byUrn = byUrn(plan);
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
        const output = outputOf(value);
        return output && this.byUrn.get(output.urn);
    }

    targets(value: PlanValue | undefined): PlanResource[] {
        const values = Array.isArray(value) ? (value as readonly PlanValue[]) : [];
        return values.flatMap((entry) => this.target(entry) ?? []);
    }
}

/** What a value refers to, whether it stands as `$ref` or as a text that is one token. */
function outputOf(value: PlanValue | undefined): Output | undefined {
    return reference(typeof value === "string" ? readText(value) : value);
}

/** The entries of a plan object; empty for anything else. */
export function objectOf(value: PlanValue | undefined): { readonly [key: string]: PlanValue } {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value) && !isReference(value);
    return isObject ? (value as { readonly [key: string]: PlanValue }) : {};
}

export function listOf(value: PlanValue | undefined): readonly PlanValue[] {
    return Array.isArray(value) ? (value as readonly PlanValue[]) : [];
}
