import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ScalingGroupArgs } from "../scaling-group";
import { onAnything, policy, trust, type Statement } from "../shared/iam";
import type { Common } from "../shared/region";

/**
 * What Session Manager needs to reach an instance, and no more. AWS's own AmazonSSMManagedInstanceCore also lets an
 * instance read every parameter in the Parameter Store
 * (https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html).
 */
const sessionActions = [
    "ssm:UpdateInstanceInformation",
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
];

/**
 * Instances may read their bundle and their secret, decrypt that secret, be reached by Session Manager, and do what the
 * components that they use ask for.
 */
export function createProfile(name: string, args: ScalingGroupArgs, own: Common): aws.iam.InstanceProfile {
    const { app, place, statements = [] } = args;
    const role = new aws.iam.Role(
        `${name}-app`,
        {
            ...own.global,
            description: `Instances of ${app.name} in ${place.region}`,
            assumeRolePolicy: trust("ec2.amazonaws.com"),
        },
        own.child,
    );
    const rights = new aws.iam.RolePolicy(
        `${name}-app`,
        { role: role.name, policy: pulumi.jsonStringify(policy([...ownStatements(args), ...statements])) },
        own.child,
    );
    // After its rights: an instance that boots without them cannot fetch its bundle.
    return new aws.iam.InstanceProfile(
        `${name}-app`,
        { ...own.global, role: role.name },
        { ...own.child, dependsOn: [rights] },
    );
}

function ownStatements({ account, app, keyArn, place }: ScalingGroupArgs): Statement[] {
    // The six question marks stand for what Secrets Manager appends to a name; a replica has its source's.
    const secretArn = pulumi.interpolate`arn:aws:secretsmanager:${place.region}:${account}:secret:${app.passwordSecret}-??????`;
    const viaSecrets = { StringEquals: { "kms:ViaService": `secretsmanager.${place.region}.amazonaws.com` } };
    return [
        ...app.bundle.access,
        { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: secretArn },
        { Effect: "Allow", Action: "kms:Decrypt", Resource: keyArn, Condition: viaSecrets },
        onAnything("SessionManager", sessionActions),
    ];
}
