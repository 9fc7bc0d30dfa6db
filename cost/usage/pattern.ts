import type { PlanResource } from "../../plan/plan";

/** Whether a resource is meant by an entry of a usage file: by its name, or by its URN with `*` for any letters. */
export function matcher(pattern: string): (resource: PlanResource) => boolean {
    const expression = new RegExp(`^${pattern.split("*").map(escaped).join(".*")}$`);
    return ({ name, urn }) => expression.test(name) || expression.test(urn);
}

function escaped(text: string): string {
    return text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
}
