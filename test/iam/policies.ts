import assert from "node:assert/strict";
import type { Plan, PlanResource, PlanValue } from "../../plan/plan";
import { replaceTokens, type Output } from "../../plan/token";
import { field, ofType, text } from "../components/platforms";

/** A policy as AWS would read it. */
export interface Document {
    readonly Version: string;
    readonly Statement: readonly Statement[];
}

export interface Statement {
    readonly Sid?: string;
    readonly Effect: string;
    readonly Principal?: unknown;
    readonly Action: string | readonly string[];
    readonly Resource: string | readonly string[];
    readonly Condition?: unknown;
}

/** A role of a plan with all that it may do. */
export interface Role {
    readonly name: string;
    readonly policies: readonly Document[];
}

/** Every role of a plan, by its name in the plan. */
export function rolesOf(plan: Plan): ReadonlyMap<string, Role> {
    const inline = ofType(plan, "aws:iam/rolePolicy:RolePolicy");
    return new Map(
        ofType(plan, "aws:iam/role:Role").map((role) => {
            const own = inline.filter(({ inputs }) => field(inputs["role"], "$ref", "urn") === role.urn);
            return [role.name, { name: role.name, policies: own.map((policy) => documentOf(plan, policy)) }];
        }),
    );
}

/** The account that a plan's platform touches; components alone are recorded for the one of AWS's own examples. */
export function accountOf(plan: Plan): string {
    const [platform] = ofType(plan, "antipode:platform:Platform");
    return platform === undefined ? "111122223333" : text(platform.inputs["account"]);
}

/** The own policies of keys, buckets and secrets, by the arn of what they close. */
export function resourcePolicies(plan: Plan): ReadonlyMap<string, Document> {
    const keys = [...ofType(plan, "aws:kms/key:Key"), ...ofType(plan, "aws:kms/replicaKey:ReplicaKey")];
    const closed = [
        ...keys.map((key) => [key.urn, key] as const),
        ...ofType(plan, "aws:s3/bucketPolicy:BucketPolicy").map((rules) => [closes(rules, "bucket"), rules] as const),
        ...ofType(plan, "aws:secretsmanager/secretPolicy:SecretPolicy").map(
            (rules) => [closes(rules, "secretArn"), rules] as const,
        ),
    ];
    return new Map(
        closed.map(([urn, rules]) => [plausible(plan, { urn, output: "arn" }), documentOf(plan, rules)] as const),
    );
}

function closes({ inputs }: PlanResource, input: string): string {
    return text(field(inputs[input], "$ref", "urn"));
}

/** Every policy that a plan gives to roles, with the name of the resource that gives it. */
export function rightsOf(plan: Plan): { readonly name: string; readonly document: Document }[] {
    return [...ofType(plan, "aws:iam/rolePolicy:RolePolicy"), ...ofType(plan, "aws:iam/policy:Policy")].map(
        (resource) => ({ name: resource.name, document: documentOf(plan, resource) }),
    );
}

/** The policy that stands in a resource's inputs, with an arn or a name of AWS's shape for each output. */
function documentOf(plan: Plan, { inputs }: PlanResource): Document {
    const written = inputs["policy"];
    assert.ok(written !== undefined);
    return JSON.parse(replaceTokens(text(unveiled(written)), (output) => plausible(plan, output))) as Document;
}

function unveiled(value: PlanValue): PlanValue {
    return (field(value, "$secret") as PlanValue | undefined) ?? value;
}

/** How AWS begins the arns of what policies name, after the region and the account. */
const kinds: Readonly<Record<string, readonly [service: string, prefix: string]>> = {
    "aws:autoscaling/group:Group": [
        "autoscaling",
        "autoScalingGroup:00000000-0000-0000-0000-000000000000:autoScalingGroupName/",
    ],
    "aws:cloudwatch/logGroup:LogGroup": ["logs", "log-group:"],
    "aws:dax/cluster:Cluster": ["dax", "cache/"],
    "aws:dynamodb/table:Table": ["dynamodb", "table/"],
    "aws:dynamodb/tableReplica:TableReplica": ["dynamodb", "table/"],
    "aws:ecr/repository:Repository": ["ecr", "repository/"],
    "aws:ecs/cluster:Cluster": ["ecs", "cluster/"],
    "aws:ecs/taskDefinition:TaskDefinition": ["ecs", "task-definition/"],
    "aws:elasticache/replicationGroup:ReplicationGroup": ["elasticache", "replicationgroup:"],
    "aws:elasticache/serverlessCache:ServerlessCache": ["elasticache", "serverlesscache:"],
    "aws:elasticache/user:User": ["elasticache", "user:"],
    "aws:kms/key:Key": ["kms", "key/"],
    "aws:kms/replicaKey:ReplicaKey": ["kms", "key/"],
    "aws:lambda/function:Function": ["lambda", "function:"],
    "aws:rds/cluster:Cluster": ["rds", "cluster:"],
    "aws:rds/globalCluster:GlobalCluster": ["rds", "global-cluster:"],
    "aws:sagemaker/endpoint:Endpoint": ["sagemaker", "endpoint/"],
    "aws:secretsmanager/secret:Secret": ["secretsmanager", "secret:"],
    "aws:sns/topic:Topic": ["sns", ""],
    "aws:sqs/queue:Queue": ["sqs", ""],
};

/** What an output might be: the name that the plan gives to the resource, as an arn where the output is one. */
function plausible(plan: Plan, { urn, output }: Output): string {
    const resource = plan.resources.find((candidate) => candidate.urn === urn);
    assert.ok(resource, urn);
    const { type, name, region = "" } = resource;
    if (!/arn$/i.test(output)) {
        return name;
    }
    if (type === "aws:s3/bucket:Bucket") {
        return `arn:aws:s3:::${name}`;
    }
    const kind = kinds[type];
    const account = accountOf(plan);
    if (type === "aws:iam/role:Role") {
        return `arn:aws:iam::${account}:role/${name}`;
    }
    assert.ok(kind, `${type}: say in test/iam/policies.ts how its arns begin`);
    const suffix = type === "aws:secretsmanager/secret:Secret" ? "-a1b2c3" : "";
    return `arn:aws:${kind[0]}:${region}:${account}:${kind[1]}${name}${suffix}`;
}
