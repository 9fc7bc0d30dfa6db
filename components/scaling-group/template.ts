import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ScalingGroupArgs } from "../scaling-group";
import type { Common } from "../shared/region";
import { userData } from "../shared/user-data";
import type { Image } from "./settings";

/** Amazon Linux 2023 for arm64, resolved by EC2 at launch (https://docs.aws.amazon.com/linux/al2023/ug/ec2.html). */
const newestImage = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";

interface TemplateParts {
    readonly own: Common;
    readonly doorId: pulumi.Output<string>;
    readonly profileArn: pulumi.Output<string>;
}

/** What an instance is: each new version of this replaces the instances. */
export function createTemplate(
    name: string,
    args: ScalingGroupArgs,
    { own, ...parts }: TemplateParts,
): aws.ec2.LaunchTemplate {
    const { keyArn, settings } = args;
    const tags = { ...args.place.tags, Name: name };
    return new aws.ec2.LaunchTemplate(
        name,
        {
            ...own.tagged,
            imageId: imageId(settings.image),
            instanceType: settings.instanceType,
            iamInstanceProfile: { arn: parts.profileArn },
            vpcSecurityGroupIds: [parts.doorId],
            metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
            monitoring: { enabled: true },
            ebsOptimized: "true",
            blockDeviceMappings: [
                {
                    deviceName: "/dev/xvda",
                    ebs: { encrypted: "true", kmsKeyId: keyArn, volumeType: "gp3", deleteOnTermination: "true" },
                },
            ],
            tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
                resourceType,
                tags,
            })),
            updateDefaultVersion: true,
            userData: instanceUserData(args).apply((text) => Buffer.from(text).toString("base64")),
        },
        own.child,
    );
}

function imageId(image: Image = { kind: "latest" }): string {
    return image.kind === "ami" ? image.id : newestImage;
}

function instanceUserData({ app, place }: ScalingGroupArgs): pulumi.Output<string> {
    const { bundle } = app;
    return pulumi
        .all([
            app.environment,
            app.passwordSecret,
            bundle.bucket,
            // In the template, so that a new bundle is a new version of it, which replaces the instances, and so that a
            // template which is rolled back to fetches what it fetched before.
            bundle.version,
        ])
        .apply(([environment, passwordSecret, bucket, version]) =>
            userData({
                app: app.name,
                region: place.region,
                bundle: { bucket, key: bundle.key, version },
                passwordSecret,
                ...(app.passwordRefreshSeconds === undefined
                    ? {}
                    : { passwordRefreshSeconds: app.passwordRefreshSeconds }),
                environment: {
                    ...environment,
                    PORT: String(app.port),
                    DATABASE_PORT: String(app.databasePort),
                    BUNDLE_VERSION: version,
                },
            }),
        );
}
