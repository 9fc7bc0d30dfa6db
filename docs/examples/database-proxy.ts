import * as pulumi from "@pulumi/pulumi";
import { DatabaseProxy } from "../../components/database-proxy";

/** A pool before Ireland's member of the database, for apps that open many connections. */
export function example(): unknown {
    return new DatabaseProxy("orders-euw1-proxy", {
        place: { region: "eu-west-1", tags: {} },
        account: "111122223333",
        network: {
            vpcId: pulumi.output("vpc-0123456789abcdef0"),
            subnetIds: { public: [], app: [pulumi.output("subnet-0123456789abcdef0")], data: [] },
            tierBlocks: { public: "10.0.0.0/19", app: "10.0.32.0/19", data: "10.0.64.0/19" },
        },
        cluster: { identifier: pulumi.output("orders-euw1") },
        database: {
            engine: { kind: "postgresql", version: "17.7" },
            capacity: { kind: "provisioned", instanceClass: "db.r6g.large" },
            port: 5432,
            writeForwarding: { kind: "off" },
        },
        credentials: {
            arn: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders-proxy-a1b2c3",
            name: "orders-proxy",
        },
        keyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        settings: { connectionsPercent: 80, idleClientSeconds: 1800 },
    }).readerEndpoint;
}
