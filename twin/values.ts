import { createHash } from "node:crypto";
import type { PlanResource, PlanValue } from "../plan/plan";
import { isReference, replaceTokens } from "../plan/token";
import { listOf, objectOf, type PlanIndex } from "./plan-index";

/** Gives every output that only AWS would know a value of the shape that AWS gives it. */
export class Values {
    /** @param seed Makes generated secrets and suffixes of this run; the same seed gives the same values. */
    constructor(
        private readonly index: PlanIndex,
        private readonly seed: string,
    ) {}

    /** A value with all references and tokens replaced; secrets are opened. */
    resolve(value: PlanValue | undefined): PlanValue {
        if (value === undefined || value === null) {
            return null;
        }
        if (typeof value === "string") {
            return replaceTokens(value, ({ urn, output }) => this.output(urn, output));
        }
        if (isReference(value)) {
            return this.output(value.$ref.urn, value.$ref.output);
        }
        if (Array.isArray(value)) {
            return listOf(value).map((entry) => this.resolve(entry));
        }
        if (typeof value === "object" && "$secret" in value) {
            return this.resolve((value as { $secret: PlanValue }).$secret);
        }
        if (typeof value === "object") {
            const entries = Object.entries(objectOf(value));
            return Object.fromEntries(entries.map(([key, entry]) => [key, this.resolve(entry)]));
        }
        return value;
    }

    /** {@link resolve} where a text is expected: numbers are written out, anything else is empty. */
    text(value: PlanValue | undefined): string {
        const resolved = this.resolve(value);
        return typeof resolved === "string" || typeof resolved === "number" ? String(resolved) : "";
    }

    number(value: PlanValue | undefined, otherwise: number): number {
        const text = this.text(value);
        return text === "" || Number.isNaN(Number(text)) ? otherwise : Number(text);
    }

    output(urn: string, output: string): string {
        const resource = this.index.get(urn);
        if (resource === undefined) {
            return `unknown-${this.hash(`${urn}#${output}`, 8)}`;
        }
        const named = namedOutputs[`${resource.type}#${output}`];
        if (named !== undefined) {
            const name = resource.name.toLowerCase();
            return named({ name, region: resource.region ?? "", hash: this.hash(urn, 10), secret: this.hash(urn, 32) });
        }
        // An output that repeats an input (a bucket's name, an object's key) has the input's value.
        const input = resource.inputs[output];
        return input === undefined ? this.invented(resource, output) : this.text(input);
    }

    private invented(resource: PlanResource, output: string): string {
        const suffix = this.hash(resource.urn, 10);
        const kind = resource.type.split(":").pop() ?? "Resource";
        if (output === "arn") {
            const service = resource.type.split(":")[1]?.split("/")[0] ?? "";
            return `arn:aws:${service}:${resource.region ?? ""}:000000000000:${kind.toLowerCase()}/${suffix}`;
        }
        const bare = output === "id" || output === "name" || output === "bucket";
        return [resource.name, ...(bare ? [] : [output]), suffix].join("-");
    }

    private hash(text: string, length: number): string {
        return createHash("sha256").update(`${this.seed}\n${text}`).digest("hex").slice(0, length);
    }
}

interface Naming {
    readonly name: string;
    readonly region: string;
    readonly hash: string;
    readonly secret: string;
}

/** Names that programs use at run time, in AWS's shape. */
const namedOutputs: { readonly [output: string]: ((naming: Naming) => string) | undefined } = {
    "aws:lb/loadBalancer:LoadBalancer#dnsName": ({ name, region, hash }) =>
        `${name}-${hash}.${region}.elb.amazonaws.com`,
    "aws:rds/globalCluster:GlobalCluster#endpoint": ({ name, hash }) =>
        `${name}.global-${hash}.global.rds.amazonaws.com`,
    "aws:rds/cluster:Cluster#endpoint": ({ name, region, hash }) =>
        `${name}.cluster-${hash}.${region}.rds.amazonaws.com`,
    "aws:rds/cluster:Cluster#readerEndpoint": ({ name, region, hash }) =>
        `${name}.cluster-ro-${hash}.${region}.rds.amazonaws.com`,
    "random:index/randomPassword:RandomPassword#result": ({ secret }) => secret,
};
