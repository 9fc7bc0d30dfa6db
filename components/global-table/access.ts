import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../shared/iam";
import type { Region } from "../shared/regions";
import type { TableSettings } from "./settings";

/** One region's replica, as IAM names it. */
export interface ReplicaIdentity {
    readonly region: Region;
    /** Arn of the replica in this region. */
    readonly arn: pulumi.Input<string>;
    /** The key that encrypts it: DynamoDB opens it on behalf of whoever asks. */
    readonly keyArn: pulumi.Input<string>;
    readonly settings: Pick<TableSettings, "indexes" | "consistency">;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
const readActions = [
    "dynamodb:BatchGetItem",
    "dynamodb:ConditionCheckItem",
    "dynamodb:DescribeTable",
    "dynamodb:GetItem",
    "dynamodb:Query",
    "dynamodb:Scan",
];
const writeActions = ["dynamodb:BatchWriteItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"];

/** What a client needs of the key: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html. */
const readKeyActions = ["kms:Decrypt", "kms:DescribeKey"];
const writeKeyActions = [...readKeyActions, "kms:Encrypt", "kms:GenerateDataKey"];

/** Rights to read items of the replica and of each of its indexes. */
export function readerAccess(replica: ReplicaIdentity): Statement[] {
    const arns = [
        replica.arn,
        ...indexNames(replica.settings).map((index) => pulumi.interpolate`${replica.arn}/index/${index}`),
    ];
    return [{ Effect: "Allow", Action: readActions, Resource: arns }, keyAccess(replica, readKeyActions)];
}

/** Those of a reader, and rights to change items; indexes follow by themselves. */
export function writerAccess(replica: ReplicaIdentity): Statement[] {
    const [reading] = readerAccess(replica);
    return [
        ...(reading ? [reading] : []),
        { Effect: "Allow", Action: writeActions, Resource: replica.arn },
        keyAccess(replica, writeKeyActions),
    ];
}

function keyAccess({ keyArn, region }: ReplicaIdentity, actions: readonly string[]): Statement {
    const viaTable = { StringEquals: { "kms:ViaService": `dynamodb.${region}.amazonaws.com` } };
    return { Effect: "Allow", Action: actions, Resource: keyArn, Condition: viaTable };
}

function indexNames({ indexes = {}, consistency }: ReplicaIdentity["settings"]): string[] {
    const local = consistency.kind === "eventual" ? (consistency.localIndexes ?? {}) : {};
    return [...Object.keys(indexes), ...Object.keys(local)].sort();
}
