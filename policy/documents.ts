import type { PlanValue } from "../plan/plan";
import { isUnknown } from "../plan/unknown";
import { valueAt, type PlanView, type Resource } from "./plan-view";
import { Unjudged } from "./rule";

/** What a policy is for: what an identity may do, who may become it, or who may use a resource. */
export type DocumentKind = "identity" | "trust" | "resource";

export interface Statement {
    readonly effect: string;
    readonly actions: readonly string[];
    /** Whether it names what it does not mean: NotAction, NotResource, NotPrincipal. */
    readonly negated: readonly string[];
    readonly resources: readonly string[];
    /** Principals as `AWS: arn`, `Service: name`; `*` is everyone. */
    readonly principals: readonly string[];
    /** By operator and key. */
    readonly conditions: { readonly [operator: string]: { readonly [key: string]: readonly string[] } };
}

export interface PolicyDocument {
    readonly resource: Resource;
    readonly kind: DocumentKind;
    /** @throws Unjudged when the text is not known before deployment or is no policy */
    readonly statements: () => readonly Statement[];
}

/** Where each type keeps its policy. `*` is every entry of a list. */
const places: readonly (readonly [type: string, path: string, kind: DocumentKind])[] = [
    ["aws:iam/policy:Policy", "policy", "identity"],
    ["aws:iam/rolePolicy:RolePolicy", "policy", "identity"],
    ["aws:iam/userPolicy:UserPolicy", "policy", "identity"],
    ["aws:iam/groupPolicy:GroupPolicy", "policy", "identity"],
    ["aws:iam/role:Role", "inlinePolicies.*.policy", "identity"],
    ["aws:iam/role:Role", "assumeRolePolicy", "trust"],
    ["aws:backup/vaultPolicy:VaultPolicy", "policy", "resource"],
    ["aws:cloudwatch/eventBusPolicy:EventBusPolicy", "policy", "resource"],
    ["aws:dynamodb/resourcePolicy:ResourcePolicy", "policy", "resource"],
    ["aws:ecr/repositoryPolicy:RepositoryPolicy", "policy", "resource"],
    ["aws:elasticsearch/domain:Domain", "accessPolicies", "resource"],
    ["aws:kinesis/resourcePolicy:ResourcePolicy", "policy", "resource"],
    ["aws:kms/key:Key", "policy", "resource"],
    ["aws:kms/keyPolicy:KeyPolicy", "policy", "resource"],
    ["aws:kms/replicaKey:ReplicaKey", "policy", "resource"],
    ["aws:msk/clusterPolicy:ClusterPolicy", "policy", "resource"],
    ["aws:opensearch/domain:Domain", "accessPolicies", "resource"],
    ["aws:s3/bucket:Bucket", "policy", "resource"],
    ["aws:s3/bucketPolicy:BucketPolicy", "policy", "resource"],
    ["aws:s3tables/tableBucketPolicy:TableBucketPolicy", "resourcePolicy", "resource"],
    ["aws:secretsmanager/secret:Secret", "policy", "resource"],
    ["aws:secretsmanager/secretPolicy:SecretPolicy", "policy", "resource"],
    ["aws:sns/topic:Topic", "policy", "resource"],
    ["aws:sns/topicPolicy:TopicPolicy", "policy", "resource"],
    ["aws:sqs/queue:Queue", "policy", "resource"],
    ["aws:sqs/queuePolicy:QueuePolicy", "policy", "resource"],
];

const known = new WeakMap<PlanView, readonly PolicyDocument[]>();

/** Every policy of a plan; found once, since every bucket and every rule asks. */
export function documentsOf(view: PlanView): readonly PolicyDocument[] {
    const documents = known.get(view) ?? places.flatMap((place) => documentsAt(view, place));
    known.set(view, documents);
    return documents;
}

function documentsAt(view: PlanView, [type, path, kind]: (typeof places)[number]): readonly PolicyDocument[] {
    return view.of(type).flatMap((resource) =>
        entries(resource, path)
            .filter((one) => resource.has(one) && !guardedElsewhere(resource))
            .map((one) => ({
                resource,
                kind,
                statements: () => read(valueAt(resource.resource.inputs, one), one),
            })),
    );
}

/**
 * A search domain in a network, or with users of its own, is guarded by those; AWS then advises a policy for everyone:
 * https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html
 */
function guardedElsewhere(resource: Resource): boolean {
    return (
        resource.type.endsWith("/domain:Domain") &&
        (resource.has("vpcOptions") || resource.flag("advancedSecurityOptions.enabled") === true)
    );
}

/** A path for each entry of the list on the way. */
function entries({ resource }: Resource, path: string): readonly string[] {
    const [list = "", rest] = path.split(".*.");
    if (rest === undefined) {
        return [path];
    }
    const listed = valueAt(resource.inputs, list);
    return Array.isArray(listed) ? listed.map((_, at) => `${list}.${at}.${rest}`) : [];
}

/** Tokens of unknown outputs stay as they are inside the text: a statement that names one is still read. */
function read(value: PlanValue | undefined, path: string): readonly Statement[] {
    const document = typeof value === "string" ? parsed(value, path) : value;
    if (typeof document !== "object" || document === null || isUnknown(document)) {
        throw new Unjudged(`${path} is not known before deployment`);
    }
    const { Statement: statements } = document as Fields;
    return asList(statements).map((one) => statementOf(one as Fields));
}

type Fields = { readonly [key: string]: PlanValue };

function parsed(text: string, path: string): PlanValue {
    try {
        return JSON.parse(text) as PlanValue;
    } catch {
        throw new Unjudged(`${path} is no JSON`);
    }
}

function statementOf(one: Fields): Statement {
    return {
        effect: texts(one["Effect"])[0] ?? "",
        actions: texts(one["Action"]),
        negated: ["NotAction", "NotResource", "NotPrincipal"].filter((key) => key in one),
        resources: texts(one["Resource"]),
        principals: principalsOf(one["Principal"]),
        conditions: Object.fromEntries(
            Object.entries((one["Condition"] ?? {}) as Fields).map(([operator, keys]) => [
                operator,
                Object.fromEntries(Object.entries(keys as Fields).map(([key, value]) => [key, texts(value)])),
            ]),
        ),
    };
}

function principalsOf(value: PlanValue | undefined): readonly string[] {
    if (typeof value !== "object" || value === null) {
        return texts(value);
    }
    return Object.entries(value as Fields).flatMap(([kind, who]) =>
        texts(who).map((one) => (one === "*" ? "*" : `${kind}: ${one}`)),
    );
}

function asList(value: PlanValue | undefined): readonly PlanValue[] {
    return value === undefined || value === null ? [] : Array.isArray(value) ? (value as PlanValue[]) : [value];
}

/** What is not known before deployment is neither `*` nor anything else that a rule looks for. */
function texts(value: PlanValue | undefined): readonly string[] {
    return asList(value).map((one) => (typeof one === "string" ? one : typeof one === "boolean" ? String(one) : "?"));
}
