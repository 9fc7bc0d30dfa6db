import type { Plan, PlanResource, PlanValue } from "../plan";
import { isReference, tokensIn, replaceTokens, type Output } from "../token";
import { dependenciesOf, isUnknown } from "../unknown";
import { blockName, isMap, snakeCase, terraformType } from "./terraform-names";

/** A plan as `terraform show -json` writes one, as far as checkov and OPA policies read it. */
export interface TerraformPlan {
    /** https://developer.hashicorp.com/terraform/internals/json-format */
    readonly format_version: "1.2";
    /** Tools take a plan for one by this; it is the first that writes this format. */
    readonly terraform_version: "1.5.0";
    readonly planned_values: { readonly root_module: { readonly resources: readonly PlannedResource[] } };
    readonly resource_changes: readonly ResourceChange[];
    readonly configuration: { readonly root_module: { readonly resources: readonly ConfiguredResource[] } };
    /** What Terraform has no name for that we know: by Pulumi's type, with the urns. Not part of Terraform's format. */
    readonly unmapped: { readonly [type: string]: readonly string[] };
}

interface Named {
    readonly address: string;
    readonly mode: "managed";
    readonly type: string;
    readonly name: string;
    readonly provider_name: string;
}

type Values = { readonly [key: string]: unknown };

interface PlannedResource extends Named {
    readonly schema_version: 0;
    readonly values: Values;
    readonly sensitive_values: Values;
}

interface ResourceChange extends Named {
    readonly change: {
        readonly actions: readonly ["create"];
        readonly before: null;
        readonly after: Values;
        readonly after_unknown: Values;
        readonly before_sensitive: false;
        readonly after_sensitive: Values;
    };
}

interface ConfiguredResource extends Named {
    readonly schema_version: 0;
    readonly expressions: Values;
}

/**
 * Writes a plan as Terraform would plan the same resources for the first time. Types and properties get Terraform's
 * names; what is unknown before deployment is in `after_unknown` and, as a reference, in `configuration`. A text that
 * holds an unknown among other words keeps its words, with Terraform's `${...}` in it, so that policies in JSON can be read.
 */
export function planTerraform(plan: Plan): TerraformPlan {
    const managed = plan.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
    const names = namesOf(managed);
    const mapped = managed.flatMap((resource) => {
        const named = names.get(resource.urn);
        return named ? [{ named, written: writeInputs(resource, names) }] : [];
    });
    return {
        format_version: "1.2",
        terraform_version: "1.5.0",
        planned_values: {
            root_module: {
                resources: mapped.map(({ named, written }) => ({
                    ...named,
                    schema_version: 0,
                    values: written.values,
                    sensitive_values: written.sensitive,
                })),
            },
        },
        resource_changes: mapped.map(({ named, written }) => ({ ...named, change: changeOf(written) })),
        configuration: {
            root_module: {
                resources: mapped.map(({ named, written }) => ({
                    ...named,
                    schema_version: 0,
                    expressions: written.expressions,
                })),
            },
        },
        unmapped: unmappedIn(managed, names),
    };
}

function changeOf({ values, unknown, sensitive }: Written): ResourceChange["change"] {
    return {
        actions: ["create"],
        before: null,
        after: values,
        after_unknown: unknown,
        before_sensitive: false,
        after_sensitive: sensitive,
    };
}

/** Terraform's names are unique within a type, Pulumi's within a type and a parent: a later one of the same name gets a number. */
function namesOf(resources: readonly PlanResource[]): ReadonlyMap<string, Named> {
    const taken = new Map<string, number>();
    return new Map(
        resources.flatMap((resource) => {
            const type = terraformType(resource.type);
            if (type === undefined) {
                return [];
            }
            const word = resource.name.replace(/[^A-Za-z0-9_-]/g, "_");
            const count = (taken.get(`${type}.${word}`) ?? 0) + 1;
            taken.set(`${type}.${word}`, count);
            const name = count === 1 ? word : `${word}_${count}`;
            const provider_name = resource.type.split(":")[0] ?? "";
            return [
                [resource.urn, { address: `${type}.${name}`, mode: "managed" as const, type, name, provider_name }],
            ];
        }),
    );
}

function unmappedIn(resources: readonly PlanResource[], names: ReadonlyMap<string, Named>): TerraformPlan["unmapped"] {
    const unmapped: Record<string, string[]> = {};
    for (const { type, urn } of resources) {
        if (!names.has(urn)) {
            (unmapped[type] ??= []).push(urn);
        }
    }
    return unmapped;
}

/** The four views that Terraform has of the same inputs. */
interface Written {
    readonly values: Values;
    readonly unknown: Values;
    readonly sensitive: Values;
    readonly expressions: Values;
}

function writeInputs({ inputs }: PlanResource, names: ReadonlyMap<string, Named>): Written {
    const address = ({ urn, output }: Output): string => {
        const named = names.get(urn);
        return named ? `${named.address}.${snakeCase(output)}` : `unmapped.${output}`;
    };
    return writeObject(inputs, address);
}

type Address = (output: Output) => string;

function writeObject(fields: { readonly [key: string]: PlanValue }, address: Address): Written {
    const parts = Object.entries(fields).map(([key, value]) => writeField(key, value, address));
    const merged = (view: keyof Written): Values => Object.assign({}, ...parts.map((part) => part[view])) as Values;
    return {
        values: merged("values"),
        unknown: merged("unknown"),
        sensitive: merged("sensitive"),
        expressions: merged("expressions"),
    };
}

function writeField(key: string, value: PlanValue, address: Address): Written {
    if (isSecret(value)) {
        const open = writeField(key, value.$secret, address);
        return { ...open, sensitive: { [snakeCase(key)]: true } };
    }
    const objects = Array.isArray(value) ? (value as readonly PlanValue[]).filter(isPlainObject) : [];
    if (Array.isArray(value) && objects.length > 0 && objects.length === value.length) {
        return writeBlocks(blockName(key), objects, address);
    }
    if (isPlainObject(value) && !isMap(key)) {
        return writeBlocks(snakeCase(key), [value], address);
    }
    return writeLeaf(snakeCase(key), value, address);
}

/** A block is a list in Terraform's JSON, also when there can be one only. */
function writeBlocks(
    name: string,
    objects: readonly { readonly [key: string]: PlanValue }[],
    address: Address,
): Written {
    const blocks = objects.map((one) => writeObject(one, address));
    const view = (of: keyof Written): Values => ({ [name]: blocks.map((block) => block[of]) });
    return {
        values: view("values"),
        unknown: view("unknown"),
        sensitive: view("sensitive"),
        expressions: view("expressions"),
    };
}

function writeLeaf(name: string, value: PlanValue, address: Address): Written {
    const references = [...new Set(outputsOf(value).map(address))];
    const expression =
        references.length > 0 ? { references: references.flatMap(withResource) } : { constant_value: value };
    const whole = isReference(value) || (isUnknown(value) && typeof value !== "string");
    const named = { [name]: whole ? true : interpolated(value, address) };
    return {
        values: whole ? {} : named,
        unknown: whole ? named : {},
        sensitive: {},
        expressions: { [name]: expression },
    };
}

/** Terraform lists a reference, then the resource that it is of. */
function withResource(reference: string): string[] {
    return [reference, reference.split(".").slice(0, 2).join(".")];
}

function outputsOf(value: PlanValue): Output[] {
    if (isReference(value)) {
        return [value.$ref];
    }
    if (typeof value === "string") {
        return tokensIn(value);
    }
    if (Array.isArray(value)) {
        return (value as readonly PlanValue[]).flatMap(outputsOf);
    }
    if (isPlainObject(value)) {
        return Object.values(value).flatMap(outputsOf);
    }
    return dependenciesOf(value).map((urn) => ({ urn, output: "id" }));
}

/** The value with Terraform's `${...}` where an output stands; a member of a list that is one output alone too. */
function interpolated(value: PlanValue, address: Address): unknown {
    const written = (output: Output): string => `\${${address(output)}}`;
    if (isReference(value)) {
        return written(value.$ref);
    }
    if (typeof value === "string") {
        return replaceTokens(value, written);
    }
    if (Array.isArray(value)) {
        return (value as readonly PlanValue[]).map((member) => interpolated(member, address));
    }
    return isPlainObject(value)
        ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, interpolated(member, address)]))
        : value;
}

function isSecret(value: PlanValue): value is { readonly $secret: PlanValue } {
    return typeof value === "object" && value !== null && "$secret" in value;
}

/** An object of a resource's own, not one that stands for something. */
function isPlainObject(value: PlanValue): value is { readonly [key: string]: PlanValue } {
    return (
        typeof value === "object" &&
        value !== null &&
        !Array.isArray(value) &&
        !Object.keys(value).some((key) => key.startsWith("$"))
    );
}
