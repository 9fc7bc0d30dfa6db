import type { Plan } from "../plan";

/** Whether this is what `antipode plan --format json` writes. */
export function isPlan(content: unknown): content is Plan {
    if (typeof content !== "object" || content === null) {
        return false;
    }
    const { version, project, stack, resources } = content as { readonly [key in keyof Plan]?: unknown };
    return (
        version === 1 &&
        typeof project === "string" &&
        typeof stack === "string" &&
        Array.isArray(resources) &&
        resources.every(isResource)
    );
}

function isResource(one: unknown): boolean {
    return (
        typeof one === "object" &&
        one !== null &&
        "urn" in one &&
        typeof one.urn === "string" &&
        "type" in one &&
        typeof one.type === "string" &&
        "inputs" in one &&
        typeof one.inputs === "object" &&
        one.inputs !== null &&
        (!("region" in one) || one.region === undefined || typeof one.region === "string")
    );
}
