import type * as pulumi from "@pulumi/pulumi";

/** The version of IAM's policy language, not of a policy. */
const version = "2012-10-17";

type Condition = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What a role may do, as the component that is asked for it says it. */
export interface Statement {
    readonly Effect: "Allow" | "Deny";
    readonly Action: string | readonly string[];
    /** Exact arns; where AWS knows no narrower one, a comment beside it says so. */
    readonly Resource: pulumi.Input<string> | readonly pulumi.Input<string>[];
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, pulumi.Input<string>>>>>;
}

/** The policy of a role that an AWS service may take. */
export function trust(service: string, condition?: Condition): string {
    const statement = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } };
    return JSON.stringify(policy([condition === undefined ? statement : { ...statement, Condition: condition }]));
}

/** A policy document; its statements may hold outputs, so it is left to be written as JSON. */
export function policy<T>(statements: readonly T[]): { readonly Version: string; readonly Statement: readonly T[] } {
    return { Version: version, Statement: statements };
}
