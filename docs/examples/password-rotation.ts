import * as pulumi from "@pulumi/pulumi";
import { PasswordRotation } from "../../components/password-rotation";
import type { RegionalCluster } from "../../components/regional-cluster";

/** A new password every month, set in Ireland wherever the writer is; the cluster must stand before the first. */
export function example(cluster?: RegionalCluster): unknown {
    const rotation = new PasswordRotation("orders-euw1", {
        place: { region: "eu-west-1", tags: {} },
        account: "111122223333",
        network: {
            vpcId: pulumi.output("vpc-0123456789abcdef0"),
            subnetIds: { public: [], app: [pulumi.output("subnet-0123456789abcdef0")], data: [] },
        },
        secret: {
            arn: pulumi.output("arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders-database-a1b2c3"),
        },
        keyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        database: {
            writerEndpoint: "orders.global-abcdef.global.rds.amazonaws.com",
            port: 5432,
            name: "orders",
            userName: "orders",
            blocks: { "eu-west-1": "10.0.96.0/20", "us-east-1": "10.1.96.0/20" },
        },
        settings: { everyDays: 30 },
        ...(cluster && { after: cluster }),
    });
    return { alarms: rotation.alarms.map(({ arn }) => arn) };
}
