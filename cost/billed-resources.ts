import type { Plan, PlanResource } from "../plan/plan";

/** Packages whose components are built in a process of their own: a recorded program has those without their parts. */
const remotePackages = new Set(["awsx", "eks", "aws-apigateway"]);

/**
 * What has a bill. Components and providers exist only in the program; but a component whose parts the plan does not
 * have stands for them, or they would cost nothing in silence.
 */
export function billedResources({ resources }: Plan): readonly PlanResource[] {
    let parents: ReadonlySet<string> | undefined;
    const hasParts = (urn: string): boolean =>
        (parents ??= new Set(resources.flatMap(({ parent }) => parent ?? []))).has(urn);
    return resources.flatMap((resource) => {
        const { custom, type, urn } = resource;
        if (custom) {
            return type.startsWith("pulumi:") ? [] : resource;
        }
        return isRemote(type) && !hasParts(urn) ? standIn(resource) : [];
    });
}

function isRemote(type: string): boolean {
    return remotePackages.has(type.slice(0, type.indexOf(":")));
}

/** A component has no region of its own: its parts stand in the one that its program gives it. */
function standIn(component: PlanResource): PlanResource {
    const { region } = component.inputs;
    return typeof region === "string" ? { ...component, region } : component;
}
