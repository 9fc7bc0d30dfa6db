import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../shared/iam";
import type { Region } from "../shared/regions";

/** One region's copy of a secret. */
export interface SecretCopy {
    readonly region: Region;
    readonly account: string;
    /** The secret's name; the same in every region. */
    readonly name: pulumi.Input<string>;
    /** The key that encrypts the copy. */
    readonly keyArn: pulumi.Input<string>;
}

/** What a role needs to read one region's copy of a secret: that copy only, and its key only through Secrets Manager. */
export function readSecret({ region, account, name, keyArn }: SecretCopy): Statement[] {
    return [
        {
            Effect: "Allow",
            Action: "secretsmanager:GetSecretValue",
            // The six question marks stand for what Secrets Manager appends to a name; a replica has its source's.
            Resource: pulumi.interpolate`arn:aws:secretsmanager:${region}:${account}:secret:${name}-??????`,
        },
        {
            Effect: "Allow",
            Action: "kms:Decrypt",
            Resource: keyArn,
            Condition: { StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` } },
        },
    ];
}
