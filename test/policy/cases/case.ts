import type { Plan, PlanResource, PlanValue, Reference } from "../../../plan/plan";
import { planOf, resource } from "../../cost/plans";

/** The smallest plan that breaks a rule, what the rule then says, and its neighbour that does not. */
export interface Case {
    readonly broken: readonly PlanResource[];
    readonly sound: readonly PlanResource[];
    /** Every message, in order; or what one place looks like, where another folder's rules say what is there. */
    readonly says: readonly string[] | RegExp;
}

export type Cases = { readonly [rule: string]: Case };

type Inputs = { readonly [key: string]: PlanValue };

/** A resource of eu-west-1; the class in its type is its name unless `more` has one. */
export function one(type: string, inputs: Inputs = {}, more: Partial<PlanResource> = {}): PlanResource {
    const name = more.name ?? type.split(":").at(-1) ?? "";
    return resource(type, inputs, { ...more, name });
}

/** A resource as AWS keeps one that is in no region. */
export function withoutRegion({ urn, type, name, parent, inputs }: PlanResource): PlanResource {
    const place = parent === undefined ? {} : { parent };
    return { urn, type, name, custom: true, options: {}, inputs, dependencies: [], ...place };
}

/** An output of a resource. */
export function out({ urn }: PlanResource, output = "id"): Reference {
    return { $ref: { urn, output } };
}

/** A resource with other inputs beside its own. */
export function but(of: PlanResource, inputs: Inputs): PlanResource {
    return { ...of, inputs: { ...of.inputs, ...inputs } };
}

export function planFrom(resources: readonly PlanResource[]): Plan {
    return planOf(...resources);
}

/** The root component, with what the stack's file says. */
export function platform(inputs: Inputs = {}): PlanResource {
    return one("antipode:platform:Platform", inputs, { custom: false });
}

/** A cell of a region, to be the parent of what is in it. */
export function cell(region: string, role = "active"): PlanResource {
    return one("antipode:platform:Cell", { region, role }, { name: `cell-${region}`, custom: false });
}

/** A resource in a cell. */
export function inside(of: PlanResource, type: string, inputs: Inputs = {}): PlanResource {
    const region = of.name.replace("cell-", "");
    return one(type, inputs, { name: `${type.split(":").at(-1) ?? ""}-${region}`, region, parent: of.urn });
}

export function statement(inputs: Inputs): string {
    return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...inputs }] });
}

/** Subnets of a name each, in the zones given. */
export function subnets(...zones: readonly string[]): readonly PlanResource[] {
    return zones.map((zone, at) =>
        one("aws:ec2/subnet:Subnet", { availabilityZoneId: zone }, { name: `subnet-${at}` }),
    );
}

export function ids(resources: readonly PlanResource[]): readonly Reference[] {
    return resources.map((each) => out(each));
}
