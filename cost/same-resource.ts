import type { PlanResource, PlanValue } from "../plan/plan";

/**
 * What a resource keeps of its URN when its program runs as another stack or project: the types above it, and its name
 * (https://www.pulumi.com/docs/iac/concepts/resources/names/).
 */
export function sameResource(urn: string): string {
    // Every resource of both sides is asked, for which a pattern is slow.
    const stackEnd = urn.startsWith("urn:pulumi:") ? urn.indexOf("::", "urn:pulumi:".length) : -1;
    const projectEnd = stackEnd < 0 ? -1 : urn.indexOf("::", stackEnd + 2);
    return projectEnd < 0 ? urn : urn.slice(projectEnd + 2);
}

/** A value as text, with the stack and the project left out of what it refers to; undefined for what is not there. */
export function comparable(value: PlanValue | undefined): string | undefined {
    return value === undefined ? undefined : JSON.stringify(value).replace(/urn:pulumi:.*?::.*?::/g, "");
}

/** Whether a resource stands where it stood, with the inputs that it had. */
export function isSame(a: PlanResource, b: PlanResource): boolean {
    return a.region === b.region && comparable(a.inputs) === comparable(b.inputs);
}
