import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PlatformConfig } from "../../config";
import type { Plan, PlanResource } from "../../plan/plan";

/** Of the project. */
export const root = join(__dirname, "../..");

/** Every stack that the project has a file for. */
export const stacks = ["dev", "staging", "prod"];

/** What is wrong with a plan, one line each: a rule that holds for any platform. */
export type Rule = (recorded: Plan, config: PlatformConfig) => string[];

const provider = dirname(require.resolve("@pulumi/aws/package.json"));
const sources = new Map<string, string>();

/** The provider's own code of a type, as its constructor says what it takes: `aws:ec2/vpc:Vpc` is in ec2/vpc.js. */
export function sourceOf(type: string): string {
    const [, file = ""] = type.split(":");
    const path = join(provider, `${file}.js`);
    const source = sources.get(type) ?? (existsSync(path) ? readFileSync(path, "utf8") : undefined);
    if (source === undefined) {
        throw new RangeError(`${type}: expected a type of @pulumi/aws`);
    }
    sources.set(type, source);
    return source;
}

/** What AWS would be asked for, without components and providers. */
export function aws(recorded: Plan): PlanResource[] {
    return recorded.resources.filter(({ type }) => /^aws:/.test(type));
}

/** Resources of `before` that are gone, or have other inputs, in `after`. */
export function changed(before: Plan, after: Plan): PlanResource[] {
    const later = new Map(after.resources.map((resource) => [resource.urn, JSON.stringify(resource.inputs)]));
    return before.resources.filter(({ urn, inputs }) => later.get(urn) !== JSON.stringify(inputs));
}

/** Each once, in order. */
export function distinct(values: readonly string[]): string[] {
    return [...new Set(values)].sort();
}
