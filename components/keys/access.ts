import type * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../shared/iam";

/** What a role needs to seal and open with one key, and nothing that changes the key. */
export function sealAndOpen(keyArn: pulumi.Input<string>): Statement[] {
    return [{ Effect: "Allow", Action: ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"], Resource: keyArn }];
}
