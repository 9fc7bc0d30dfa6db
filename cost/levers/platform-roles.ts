import type { Plan, PlanValue } from "../../plan/plan";
import { resourcesOfType } from "../../plan/read";

type Fields = { readonly [key: string]: PlanValue };

/** Regions of a platform that wait for another one to fail, by what the platform itself says of their roles. */
export function standbyRegions(plan: Plan, role: "warm" | "pilot" | "any"): ReadonlySet<string> {
    const [platform] = resourcesOfType(plan, "antipode:platform:Platform");
    const regions = platform?.inputs["regions"];
    if (!isFields(regions)) {
        return new Set();
    }
    const waits = (about: PlanValue): boolean => {
        const own = isFields(about) ? about["role"] : undefined;
        return role === "any" ? own === "warm" || own === "pilot" : own === role;
    };
    return new Set(Object.keys(regions).filter((region) => waits(regions[region] ?? null)));
}

function isFields(value: PlanValue | undefined): value is Fields {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
