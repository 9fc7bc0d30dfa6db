import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { readSecret } from "./secret/access";
import { checkLength, checkRotation, type RotationSettings } from "./secret/rules";
import type { Keys } from "./keys";
import { ownAccountOnly, policy, type Statement } from "./shared/iam";
import { under, type Problem } from "./shared/problems";
import { childrenOf, type Common, type Place } from "./shared/region";
import type { Region } from "./shared/regions";
import { rejectProblems } from "./shared/reject";

export interface SecretArgs {
    /** Where it is written and rotated; every other region follows. Birth data. */
    readonly place: Place;
    /** Every region that reads it; its own may be among them. */
    readonly regions: readonly Region[];
    readonly account: string;
    /** Each copy is encrypted by its own region's key. */
    readonly keys: Pick<Keys, "arn">;
    /** For people: what it opens. */
    readonly description: string;
    readonly content: SecretContent;
    /** Without it, the value stays as it was born. */
    readonly rotation?: Rotation;
    /** Keeps a deleted secret for 30 days, Secrets Manager's longest; otherwise it is gone at once. */
    readonly protect: boolean;
}

/** What a secret is born with. A rotation changes it afterwards, and this does not change it back. */
export type SecretContent =
    | {
          /** Letters and digits only: nothing that a connection string, a shell or a database would read otherwise. */
          readonly kind: "generated";
          /** Characters; 22 of these are as strong as a 128-bit key. */
          readonly length: number;
      }
    | { readonly kind: "given"; readonly value: pulumi.Input<string> };

/** Who makes the new value, and when. */
export interface Rotation {
    readonly settings: RotationSettings;
    /** A function that Secrets Manager may already invoke: the first rotation starts as soon as this one is made. */
    readonly functionArn: pulumi.Input<string>;
}

const recoveryDays = 30;

/**
 * A label of our own on the value of birth. A version without a label may be deleted by AWS, and then a deployment would
 * write the value of birth again, over what a rotation had made
 * (https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html#term_version).
 */
const stages = ["AWSCURRENT", "birth"];

/**
 * Stateful. A secret that every cell reads in its own region: written in one, replicated to all, encrypted in each by
 * that region's key, closed to other accounts.
 *
 * Cost: each copy is paid by the month. Loses: nothing that was replicated; while the region of birth is gone it can
 * be read everywhere and rotated nowhere, unless a replica is promoted.
 */
export class Secret extends pulumi.ComponentResource {
    /** The same in every region. */
    readonly name: pulumi.Output<string>;
    /** The arn of the copy that is written. */
    readonly arn: pulumi.Output<string>;
    /** What it is born with; secret. */
    readonly value: pulumi.Output<string>;
    /** What a role needs to read the copy of a region. */
    readonly access: (region: Region) => readonly Statement[];

    constructor(name: string, args: SecretArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:secret:Secret", name, {}, opts);
        const { account, keys, rotation } = args;
        rejectProblems(this, `Secret "${name}"`, problemsOf(args));
        const own = childrenOf(this, args.place);
        this.value = createValue(name, args, own);
        const secret = createSecret(name, args, own);
        const version = new aws.secretsmanager.SecretVersion(
            name,
            { ...own.placed, secretId: secret.id, secretString: this.value, versionStages: stages },
            // A rotation moves AWSCURRENT to a value of its own.
            { ...own.child, ignoreChanges: ["versionStages"] },
        );
        if (rotation !== undefined) {
            new aws.secretsmanager.SecretRotation(
                name,
                {
                    ...own.placed,
                    secretId: secret.id,
                    rotationLambdaArn: rotation.functionArn,
                    rotationRules: { automaticallyAfterDays: rotation.settings.everyDays },
                },
                // There must be a value to rotate.
                { ...own.child, dependsOn: [version] },
            );
        }
        // Through the version, so that nobody is told the name of a secret that is still empty.
        this.name = pulumi.all([secret.name, version.versionId]).apply(([of]) => of);
        this.arn = secret.arn;
        this.access = (region) => readSecret({ region, account, name: this.name, keyArn: keys.arn(region) });
        this.registerOutputs({ name: this.name, arn: this.arn });
    }
}

function problemsOf({ content, rotation }: SecretArgs): Problem[] {
    return [
        ...(content.kind === "generated" ? under("content", checkLength(content.length)) : []),
        ...(rotation === undefined ? [] : under("rotation", checkRotation(rotation.settings))),
    ];
}

function createValue(name: string, { content }: SecretArgs, own: Common): pulumi.Output<string> {
    return content.kind === "generated"
        ? new random.RandomPassword(name, { length: content.length, special: false }, own.child).result
        : pulumi.secret(content.value);
}

function createSecret(name: string, args: SecretArgs, own: Common): aws.secretsmanager.Secret {
    const { keys, place, protect, regions } = args;
    const secret = new aws.secretsmanager.Secret(
        name,
        {
            ...own.tagged,
            description: args.description,
            kmsKeyId: keys.arn(place.region),
            recoveryWindowInDays: protect ? recoveryDays : 0,
            replicas: regions
                .filter((region) => region !== place.region)
                .map((region) => ({ region, kmsKeyId: keys.arn(region) })),
        },
        { ...own.child, protect },
    );
    new aws.secretsmanager.SecretPolicy(
        name,
        {
            ...own.placed,
            secretArn: secret.arn,
            blockPublicPolicy: true,
            // In a secret's own policy `*` is the secret; it is replicated with it, so it can name no region's arn.
            policy: JSON.stringify(policy([ownAccountOnly(args.account, "secretsmanager:*", "*")])),
        },
        own.child,
    );
    return secret;
}
