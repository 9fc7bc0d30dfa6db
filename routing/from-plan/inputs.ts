import type { Plan, PlanResource, PlanValue } from "../../plan/plan";
import { reference, resourcesOfType } from "../../plan/read";
import { replaceTokens, type Output } from "../../plan/token";
import { RoutingError } from "../errors";

export type Resolve = (reference: Output) => string;

type Fields = { readonly [key: string]: PlanValue };

/** Inputs of one resource, read by type. An unknown or a value of another type is an error that names the urn. */
export class Inputs {
    constructor(
        private readonly urn: string,
        private readonly fields: Fields,
        private readonly resolve: Resolve,
    ) {}

    static of(resource: PlanResource, resolve: Resolve): Inputs {
        return new Inputs(resource.urn, resource.inputs, resolve);
    }

    text(key: string): string | undefined {
        const value = this.fields[key];
        return value === undefined || value === null ? undefined : this.asText(key, value);
    }

    requiredText(key: string): string {
        return this.text(key) ?? this.fail(key, "a text", undefined);
    }

    number(key: string): number | undefined {
        const value = this.fields[key];
        if (value === undefined || value === null || typeof value === "number") {
            return value ?? undefined;
        }
        return this.fail(key, "a number", value);
    }

    flag(key: string): boolean | undefined {
        const value = this.fields[key];
        if (value === undefined || value === null || typeof value === "boolean") {
            return value ?? undefined;
        }
        return this.fail(key, "true or false", value);
    }

    texts(key: string): string[] | undefined {
        return this.list(key)?.map((value) => this.asText(key, value));
    }

    objects(key: string): Inputs[] {
        const values = this.list(key) ?? [];
        return values.map(
            (value) => new Inputs(this.urn, asFields(value) ?? this.fail(key, "an object", value), this.resolve),
        );
    }

    object(key: string): Inputs | undefined {
        const value = this.fields[key];
        const fields = value === undefined ? undefined : asFields(value);
        return fields && new Inputs(this.urn, fields, this.resolve);
    }

    keys(): string[] {
        return Object.keys(this.fields);
    }

    private list(key: string): readonly PlanValue[] | undefined {
        const value = this.fields[key];
        if (value === undefined || value === null || isList(value)) {
            return value ?? undefined;
        }
        return this.fail(key, "a list", value);
    }

    private asText(key: string, value: PlanValue): string {
        const output = reference(value);
        if (output) {
            return this.resolve(output);
        }
        if (typeof value !== "string") {
            return this.fail(key, "a text", value);
        }
        return replaceTokens(value, this.resolve);
    }

    private fail(key: string, expected: string, value: PlanValue | undefined): never {
        const unknown = reference(value);
        const got = unknown
            ? `an unknown (${unknown.urn}#${unknown.output})`
            : value === undefined
              ? "nothing"
              : JSON.stringify(value);
        throw new RoutingError("unknown-value", `${this.urn}: ${key}: expected ${expected}, got ${got}`);
    }
}

/** The platform's own inputs: regions, traffic, assumptions. They are plain values by design, so an unknown there is an error. */
export function platformInputs(plan: Plan): Inputs {
    const [platform] = resourcesOfType(plan, "antipode:platform:Platform");
    if (!platform) {
        throw new RoutingError(
            "unknown-value",
            `plan of ${plan.stack}: expected a resource of type antipode:platform:Platform, got none`,
        );
    }
    return Inputs.of(platform, ({ urn, output }) => {
        throw new RoutingError("unknown-value", `${platform.urn}: expected plain inputs, got ${urn}#${output}`);
    });
}

function isList(value: PlanValue): value is readonly PlanValue[] {
    return Array.isArray(value);
}

function asFields(value: PlanValue): Fields | undefined {
    return typeof value === "object" && value !== null && !isList(value) ? (value as Fields) : undefined;
}
