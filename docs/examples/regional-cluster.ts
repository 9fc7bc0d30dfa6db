import * as pulumi from "@pulumi/pulumi";
import { GlobalDatabase } from "../../components/global-database";
import { RegionalCluster } from "../../components/regional-cluster";
import type { DatabaseSettings } from "../../components/regional-cluster/settings";

/** The first writer of a database: two instances in Ireland, which apps of two regions may reach. */
export function example(): unknown {
    const place = { region: "eu-west-1" as const, tags: {} };
    const settings: DatabaseSettings = {
        engine: { kind: "postgresql", version: "17.7" },
        capacity: { kind: "provisioned", instanceClass: "db.r6g.large" },
        storage: "standard",
        writeForwarding: { kind: "off" },
        insights: "standard",
        backupDays: 14,
        logDays: 30,
        port: 5432,
        promisedRpoSeconds: 1,
    };
    const { engine } = settings;
    const cluster = new RegionalCluster("orders-euw1", {
        place,
        network: {
            vpcId: pulumi.output("vpc-0123456789abcdef0"),
            subnetIds: {
                public: [],
                app: [],
                data: [pulumi.output("subnet-0123456789abcdef0"), pulumi.output("subnet-0fedcba9876543210")],
            },
        },
        database: new GlobalDatabase("orders", { place, engine, databaseName: "orders", protect: true }),
        keyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        settings,
        member: { kind: "instances", count: 2 },
        clientBlocks: { "eu-west-1": "10.0.64.0/19", "us-east-1": "10.1.64.0/19" },
        birth: {
            kind: "writer",
            databaseName: "orders",
            userName: "orders",
            password: pulumi.secret("made by components/secret.ts, never by hand"),
        },
        protect: true,
    });
    return { reader: cluster.readerEndpoint };
}
