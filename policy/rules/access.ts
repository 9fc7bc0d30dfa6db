import { wildcard } from "../../cost/wildcard";
import type { PlanValue } from "../../plan/plan";
import { documentsOf, type DocumentKind, type Statement } from "../documents";
import { each, hub, judged, type Rule } from "../rule";

/** Judges every statement that allows something, in policies of some kinds. */
function allowing(kinds: readonly DocumentKind[], judge: (statement: Statement) => string | undefined): Rule["check"] {
    return (view) =>
        documentsOf(view)
            .filter(({ kind }) => kinds.includes(kind))
            .flatMap(({ resource, statements }) =>
                judged(resource.urn, () =>
                    statements()
                        .filter(({ effect }) => effect === "Allow")
                        .flatMap((statement) => judge(statement) ?? []),
                ),
            );
}

/** `*`, or an ARN that means every resource of a service: `arn:aws:s3:::*`, `arn:aws:kms:*:*:key/*`. */
const every = /^(\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:((table|key|alias|secret|role|user|policy)[:/])?\*(\/\*)?)$/;

function isEverywhere({ resources }: Statement): boolean {
    return resources.some((resource) => every.test(resource));
}

/**
 * Conditions that everybody can meet: they say how or when, and not who; Referer and UserAgent are what a client says of
 * itself (reference_policies_condition-keys.html). S3 counts its key's id as a limit (PublicAccessBlockConfiguration).
 */
const forAnybody = new RegExp(
    "^(aws:(SecureTransport|CurrentTime|EpochTime|RequestedRegion|Referer|UserAgent)|" +
        "s3:(TlsVersion|prefix|x-amz-(?!server-side-encryption-aws-kms-key-id$).*))$",
    "i",
);

function isConditional({ conditions }: Statement): boolean {
    return Object.values(conditions).some((keys) => Object.keys(keys).some((key) => !forAnybody.test(key)));
}

/** Services that hold data, names or rights; names of actions have no case. */
const guarded = /^(dynamodb|iam|kms|rds|rds-data|route53|s3|secretsmanager|sns|sqs|sts):/i;
/** What tells of itself alone, or takes no resource (the service authorization reference). */
const harmless = /:(List|Describe)|:Get(CallerIdentity|RandomPassword|SessionToken)$|:TestDNSAnswer$|^route53:Get/i;

/** AWS's own policy that allows everything, by the types that give it to somebody and where they name it. */
const attachments: { readonly [type: string]: string } = {
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "policyArn",
    "aws:iam/policyAttachment:PolicyAttachment": "policyArn",
    "aws:iam/role:Role": "managedPolicyArns",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": "policyArn",
};

/** What is an output of something in the plan is no policy of AWS's own. */
function administratorIn(named: PlanValue): readonly string[] {
    const arns = Array.isArray(named) ? (named as readonly PlanValue[]) : [named];
    return arns.some((arn) => typeof arn === "string" && /:iam::aws:policy\/AdministratorAccess$/.test(arn))
        ? ["AdministratorAccess"]
        : [];
}

/** `*` is every role too, and every other resource of IAM's. */
const everyRole = /^(\*|arn:[^:]*:iam:[^:]*:[^:]*:(role\/)?\*)$/;

/** Names of actions may have a `*` anywhere; one that is nothing else is what may-do-everything is about. */
function passesRoles(action: string): boolean {
    return action !== "*" && wildcard(action.toLowerCase()).test("iam:passrole");
}

/** Services that say for whom they assume a role, so that a role can refuse them for anybody else. */
const saysForWhom = /^Service: (ecs-tasks|scheduler|vpc-flow-logs|sagemaker|states|pipes)\./;

/** Who may do what. */
export const accessRules: readonly Rule[] = [
    {
        id: "may-do-everything",
        severity: "error",
        title: "a policy that allows everything",
        why: "Whoever gets into what has it owns the account, and with it every region: no cell survives that.",
        fix: "Name the actions and the resources.",
        source: hub("IAM.1"),
        check: (view) => [
            ...allowing(["identity"], (statement) =>
                isEverywhere(statement) && statement.actions.some((action) => action === "*" || action === "*:*")
                    ? "Allow * on *"
                    : undefined,
            )(view),
            ...each(Object.keys(attachments), ({ resource: { inputs }, type }) =>
                administratorIn(inputs[attachments[type] ?? ""] ?? null),
            )(view),
        ],
    },
    {
        id: "may-do-all-of-a-service",
        severity: "error",
        title: "a policy that allows all of a service, everywhere",
        why: "With reading comes deleting, and with one table every other one in every region.",
        fix: "Name the actions, or the resources.",
        source: hub("IAM.21"),
        check: allowing(["identity"], (statement) => {
            const whole = statement.actions.filter((action) => /^[a-z0-9-]+:\*$/i.test(action));
            return isEverywhere(statement) && whole.length > 0 ? `Allow ${whole.join(", ")} on *` : undefined;
        }),
    },
    {
        id: "may-touch-all-data",
        severity: "error",
        title: "a policy that reaches every bucket, table, key or secret",
        why: "A cell that can read or write what belongs to another is no cell: what takes one takes both.",
        fix: "Name the resources, or add a condition.",
        source: hub("KMS.1"),
        check: allowing(["identity"], (statement) => {
            const broad = statement.actions.filter((action) => guarded.test(action) && !harmless.test(action));
            return isEverywhere(statement) && !isConditional(statement) && broad.length > 0
                ? `Allow ${broad.join(", ")} on *`
                : undefined;
        }),
    },
    {
        id: "may-pass-any-role",
        severity: "error",
        title: "a policy that passes any role on",
        why: "Whoever may give any role to an instance or a function has that role's rights.",
        fix: "Name the roles in Resource.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
        check: allowing(["identity"], (statement) =>
            statement.actions.some(passesRoles) && statement.resources.some((resource) => everyRole.test(resource))
                ? "Allow iam:PassRole on every role"
                : undefined,
        ),
    },
    {
        id: "allows-all-but",
        severity: "warning",
        title: "a policy that allows all but what it names",
        why: "Every action, resource or principal that AWS adds later is allowed too.",
        fix: "Name what is allowed.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
        check: allowing(["identity", "trust", "resource"], ({ negated }) =>
            negated.length > 0 ? `Allow with ${negated.join(", ")}` : undefined,
        ),
    },
    {
        id: "role-for-everyone",
        severity: "error",
        title: "a role that anybody may assume",
        why: "Anybody with an AWS account.",
        fix: "Name the principal, or add a condition.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
        check: allowing(["trust"], (statement) =>
            statement.principals.includes("*") && !isConditional(statement) ? "Allow principal *" : undefined,
        ),
    },
    {
        id: "service-trusted-for-anyone",
        severity: "warning",
        title: "a role that a service may assume for anybody",
        why: "Somebody else's job in the same service can be made to act with this role (the confused deputy).",
        fix: "Add a condition on aws:SourceAccount or aws:SourceArn.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
        check: allowing(["trust"], ({ principals, conditions }) => {
            const services = principals.filter((principal) => saysForWhom.test(principal));
            const keys = Object.values(conditions).flatMap((condition) => Object.keys(condition));
            const bound = keys.some((key) => /^aws:Source(Account|Arn|OrgID|OrgPaths)$/i.test(key));
            return services.length > 0 && !bound ? `${services.join(", ")} without aws:SourceAccount` : undefined;
        }),
    },
    {
        id: "open-to-everyone",
        severity: "error",
        title: "a bucket, key, queue, topic or secret for everyone",
        why: "Anybody with an AWS account reads or writes it, and the account pays.",
        fix: "Name the principal, or add a condition on the account.",
        source: hub("SQS.3"),
        check: allowing(["resource"], (statement) =>
            statement.principals.includes("*") && !isConditional(statement)
                ? `Allow ${statement.actions.join(", ")} for principal *`
                : undefined,
        ),
    },
    {
        id: "long-lived-key",
        severity: "error",
        title: "an access key that does not end",
        why: "It is copied into files and works until somebody remembers it.",
        fix: "Use a role; from outside AWS, OIDC.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
        check: each(["aws:iam/accessKey:AccessKey"], () => "an access key of a user"),
    },
    {
        id: "any-account",
        severity: "warning",
        title: "a provider that takes any account",
        why: "With the wrong profile in the shell the stack is built, or deleted, in somebody else's account.",
        fix: "Set allowedAccountIds on the provider.",
        source: "https://www.pulumi.com/registry/packages/aws/installation-configuration/",
        check: each(["pulumi:providers:aws"], (provider) =>
            provider.has("allowedAccountIds") ? undefined : "allowedAccountIds is not set",
        ),
    },
];
