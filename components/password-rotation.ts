import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Network } from "./network";
import { rotationStatements } from "./password-rotation/rights";
import type { Secret } from "./secret";
import { checkRotation, type RotationSettings } from "./secret/rules";
import type { TierAlarm } from "./shared/alarm";
import { policy, trust } from "./shared/iam";
import { childrenOf, type Common, type Place } from "./shared/region";
import { rejectProblems } from "./shared/reject";

export interface PasswordRotationArgs {
    /** Where the secret is written: other regions only have replicas, which cannot be rotated. */
    readonly place: Place;
    readonly account: string;
    readonly network: Pick<Network, "vpcId" | "subnetIds">;
    /** Holds the password and nothing else. */
    readonly secret: Pick<Secret, "arn">;
    /** Encrypts the secret, the function's environment and its log in this region. */
    readonly keyArn: pulumi.Input<string>;
    readonly database: RotatedDatabase;
    readonly settings: RotationSettings;
    /** What must stand before the first rotation, which starts at once: the database, when it is born in the same program. */
    readonly after?: pulumi.Resource;
}

/** The login whose password is rotated: that of the user itself, who may always change it. PostgreSQL only. */
export interface RotatedDatabase {
    /** Always names the writer, in whichever region it is. */
    readonly writerEndpoint: pulumi.Input<string>;
    readonly port: number;
    readonly name: string;
    readonly userName: string;
    /** Blocks of the data tiers that the writer may be in, by region. */
    readonly blocks: Readonly<Record<string, string>>;
}

/** Made by bin/setup/bundle.cjs from apps/rotate-password. */
const code = "dist/apps/rotate-password";

/** A step opens at most three sessions of five seconds, and asks Secrets Manager four times. */
const timeoutSeconds = 60;

/** The function says a line a step. */
const logDays = 90;

/**
 * Gives the database's password a new value by the clock: a function in the app's subnets that Secrets Manager calls
 * four times, to make a password, set it, try it and put it in force. A rotation that fails changes nothing that clients
 * see, or is resumed where it stopped.
 *
 * One user has one password: open connections stay, and new ones are refused from the moment that the database has the
 * new password until a client has read it, so clients must read it again often (a scaling group's
 * `passwordRefreshSeconds`) and try again. Two users by turns would have no such gap; they would cost a second secret with
 * the rights to manage both, and an app that learns its user with its password.
 *
 * Cost: nothing while idle but an alarm; its calls leave by the NAT. Loses: with its region, rotation itself, not the
 * password: replicas of the secret serve on, and cannot be rotated. A password that a rotation set in the last
 * second before a region was lost may be missing where the database was promoted: the one before then opens it.
 */
export class PasswordRotation extends pulumi.ComponentResource {
    /** Rings when a step fails. */
    readonly alarms: readonly TierAlarm[];

    constructor(name: string, args: PasswordRotationArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:password-rotation:PasswordRotation", name, {}, opts);
        rejectProblems(this, `PasswordRotation "${name}"`, checkRotation(args.settings));
        const own = childrenOf(this, args.place);
        const rotate = `${name}-rotate`;
        const rotator = createFunction(rotate, args, own);
        const allowed = new aws.lambda.Permission(
            rotate,
            {
                ...own.placed,
                function: rotator.name,
                action: "lambda:InvokeFunction",
                principal: "secretsmanager.amazonaws.com",
                sourceAccount: args.account,
                sourceArn: args.secret.arn,
            },
            own.child,
        );
        new aws.secretsmanager.SecretRotation(
            rotate,
            {
                ...own.placed,
                secretId: args.secret.arn,
                rotationLambdaArn: rotator.arn,
                rotationRules: { automaticallyAfterDays: args.settings.everyDays },
            },
            { ...own.child, dependsOn: args.after === undefined ? [allowed] : [allowed, args.after] },
        );
        this.alarms = [{ tier: "database", arn: createAlarm(rotate, rotator, own) }];
        this.registerOutputs({});
    }
}

function createFunction(rotate: string, args: PasswordRotationArgs, own: Common): aws.lambda.Function {
    const { database, keyArn, network, place } = args;
    const log = new aws.cloudwatch.LogGroup(
        rotate,
        { ...own.tagged, retentionInDays: logDays, kmsKeyId: keyArn },
        own.child,
    );
    const role = new aws.iam.Role(
        rotate,
        {
            ...own.global,
            description: `Rotates the database's password from ${place.region}`,
            assumeRolePolicy: trust("lambda.amazonaws.com"),
        },
        own.child,
    );
    const statements = rotationStatements(rotate, args, log.arn);
    const rights = new aws.iam.RolePolicy(
        rotate,
        { role: role.name, policy: pulumi.jsonStringify(policy(statements)) },
        own.child,
    );
    const door = createDoor(rotate, args, own);
    return new aws.lambda.Function(
        rotate,
        {
            ...own.tagged,
            description: "Rotates the database's password",
            role: role.arn,
            runtime: "nodejs22.x",
            architectures: ["arm64"],
            code: new pulumi.asset.FileArchive(code),
            handler: "handler.handler",
            timeout: timeoutSeconds,
            memorySize: 256,
            kmsKeyArn: keyArn,
            vpcConfig: { subnetIds: network.subnetIds.app, securityGroupIds: [door.id] },
            loggingConfig: { logFormat: "Text", logGroup: log.name },
            environment: {
                variables: {
                    WRITER_HOST: database.writerEndpoint,
                    DATABASE_PORT: String(database.port),
                    DATABASE_NAME: database.name,
                    DATABASE_USER: database.userName,
                },
            },
        },
        // Lambda refuses a function whose role may not make interfaces yet.
        { ...own.child, dependsOn: [rights] },
    );
}

/** Nothing comes in; out go calls to Secrets Manager and to the writer, wherever it is. */
function createDoor(rotate: string, { database, network }: PasswordRotationArgs, own: Common): aws.ec2.SecurityGroup {
    const door = new aws.ec2.SecurityGroup(
        rotate,
        { ...own.named(rotate), vpcId: network.vpcId, description: "Password rotation: to the database and AWS only" },
        own.child,
    );
    const ways = {
        https: { description: "Secrets Manager", cidrIpv4: "0.0.0.0/0", port: 443 },
        ...Object.fromEntries(
            Object.entries(database.blocks).map(([region, cidrIpv4]) => [
                `database-${region}`,
                { description: `The database in ${region}`, cidrIpv4, port: database.port },
            ]),
        ),
    };
    for (const [key, { port, ...way }] of Object.entries(ways)) {
        new aws.vpc.SecurityGroupEgressRule(
            `${rotate}-${key}`,
            { ...own.tagged, ...way, securityGroupId: door.id, ipProtocol: "tcp", fromPort: port, toPort: port },
            own.child,
        );
    }
    return door;
}

function createAlarm(rotate: string, rotator: aws.lambda.Function, own: Common): pulumi.Output<string> {
    return new aws.cloudwatch.MetricAlarm(
        rotate,
        {
            ...own.tagged,
            namespace: "AWS/Lambda",
            metricName: "Errors",
            dimensions: { FunctionName: rotator.name },
            statistic: "Sum",
            comparisonOperator: "GreaterThanThreshold",
            threshold: 0,
            period: 300,
            evaluationPeriods: 1,
            // It runs once in weeks.
            treatMissingData: "notBreaching",
            alarmDescription:
                "A step of the password's rotation failed: Secrets Manager tries again; read the function's log and docs/runbooks/database.md.",
        },
        own.child,
    ).arn;
}
