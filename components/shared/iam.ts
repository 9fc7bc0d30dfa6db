import type * as pulumi from "@pulumi/pulumi";

/** The version of IAM's policy language, not of a policy. */
const version = "2012-10-17";

type Condition = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * The only rights on `Resource: "*"` that a role may have, by the Sid of their statement, each with its reason: AWS
 * lets nobody name the resource. A test walks the roles of prod's plan and refuses every other wildcard.
 */
const wildcardReasons = {
    SessionManager:
        "the ssmmessages channels and ssm:UpdateInstanceInformation know no resource " +
        "(https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsessionmanagermessagegatewayservice.html)",
    ImageRegistry:
        "ecr:GetAuthorizationToken is asked of a whole registry " +
        "(https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html)",
    NetworkInterfaces:
        "ec2:Describe* know no resource, ec2:DeleteNetworkInterfacePermission only that of a permission " +
        "(https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html)",
    DrillReads:
        "descriptions of security groups, DNS answers and searches by tag know no resource; all of them only read " +
        "(https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html)",
    FunctionInterfaces:
        "Lambda makes and removes a function's network interfaces with the function's role, and asks these of it for " +
        "any resource (https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html)",
    RegionSwitchReads:
        "scaling, metrics and RDS list before they choose, and the plan's own arn cannot be named by the role that the " +
        "plan needs first; all of them only read",
} as const;

export type WildcardReason = keyof typeof wildcardReasons;

/** Whether a statement's Sid names a written reason for its wildcard. */
export function isWildcardReason(sid: unknown): sid is WildcardReason {
    return typeof sid === "string" && sid in wildcardReasons;
}

/** Rights on `*`; `reason` says why no arn can stand there. */
export function onAnything(reason: WildcardReason, actions: readonly string[]): Statement {
    return { Sid: reason, Effect: "Allow", Action: actions, Resource: "*" };
}

/** What a role may do, as the component that is asked for it says it. */
export interface Statement {
    /** Letters and digits. */
    readonly Sid?: string;
    readonly Effect: "Allow" | "Deny";
    readonly Action: string | readonly string[];
    /** Exact arns; where AWS knows no narrower one, a comment beside it says so. */
    readonly Resource: pulumi.Input<string> | readonly pulumi.Input<string>[];
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, pulumi.Input<string>>>>>;
}

/** Who may do what to one resource: a statement of a key's, a bucket's or a secret's own policy. */
export interface ResourceStatement extends Statement {
    readonly Sid: string;
    readonly Principal: "*" | { readonly AWS: string } | { readonly Service: string | readonly string[] };
}

/**
 * Closes a resource to every account but its own, whatever any other statement says. AWS services, which act from
 * accounts of their own, need a statement that names them.
 */
export function ownAccountOnly(account: string, action: string, resource: Statement["Resource"]): ResourceStatement {
    return {
        Sid: "OwnAccountOnly",
        Effect: "Deny",
        Principal: "*",
        Action: action,
        Resource: resource,
        Condition: {
            StringNotEquals: { "aws:PrincipalAccount": account },
            Bool: { "aws:PrincipalIsAWSService": "false" },
        },
    };
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
