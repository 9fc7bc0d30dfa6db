import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import type { Plan } from "../../plan/plan";
import { inRegions } from "../../plan/readers/region";
import { planResource, unknownText, type EngineState } from "../../plan/readers/state";
import { nameParts } from "../../plan/readers/urn";

type Inputs = { readonly [key: string]: unknown };

/**
 * Inputs of resources, as the engine tells a pack of each before it is made. What it tells of a whole stack are outputs:
 * there what nobody asked for is unknown, or what AWS filled in, and would pass for what the program says.
 */
export class SeenInputs {
    private readonly inputs = new Map<string, Inputs>();

    add({ urn, props }: Pick<ResourceValidationArgs, "urn" | "props">): void {
        this.inputs.set(urn, plainObject(props));
    }

    /** The plan of a stack: its resources as the engine lists them, with the inputs that were seen. */
    plan(resources: readonly PolicyResource[]): Plan {
        const read = resources.map((resource) => planResource(this.stateOf(resource)));
        return { version: 1, ...nameParts(read[0]?.urn), resources: inRegions(read, {}) };
    }

    private stateOf({
        urn,
        type,
        opts,
        provider,
        props,
        dependencies,
        propertyDependencies,
    }: PolicyResource): EngineState {
        const on = Object.entries(propertyDependencies).map(([key, list]) => [key, list.map((one) => one.urn)]);
        return {
            urn,
            type,
            custom: isCustom(type),
            inputs: this.inputs.get(urn) ?? plainObject(props),
            ...(opts.parent === undefined ? {} : { parent: opts.parent }),
            ...(opts.protect ? { protect: true } : {}),
            // As the engine writes it in a state: urn and id.
            ...(provider ? { provider: `${provider.urn}::` } : {}),
            dependencies: dependencies.map((one) => one.urn),
            propertyDependencies: Object.fromEntries(on) as { readonly [property: string]: readonly string[] },
        };
    }
}

/** A pack is not told which resources are components: theirs is the package of the program. */
function isCustom(type: string): boolean {
    return /^(aws|random|pulumi|tls|time):/.test(type);
}

/** Inputs without the proxy that throws where a value is not known: there stands what the engine writes for it. */
function plainObject(proxy: object): Inputs {
    const fields = proxy as Inputs;
    return Object.fromEntries(Object.keys(fields).map((key) => [key, member(fields, key)]));
}

function member(fields: Inputs, key: string): unknown {
    try {
        return plain(fields[key]);
    } catch (error) {
        if (error instanceof Error && "unknownTypeSentinel" in error) {
            return unknownText;
        }
        throw error;
    }
}

function plain(value: unknown): unknown {
    if (typeof value !== "object" || value === null) {
        return value;
    }
    if ("__pulumiAsset" in value || "__pulumiArchive" in value) {
        return unknownText;
    }
    // A method of the list itself would meet its first unknown member and give the whole list up.
    return Array.isArray(value)
        ? Array.from({ length: value.length }, (_, at) => member(value as unknown as Inputs, String(at)))
        : plainObject(value);
}
