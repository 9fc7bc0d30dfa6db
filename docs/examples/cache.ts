import * as pulumi from "@pulumi/pulumi";
import { Cache } from "../../components/cache";

/** A cache of sessions with a stand-in in another zone, warmed in this region only. */
export function example(): unknown {
    const cache = new Cache("sessions-euw1", {
        place: { region: "eu-west-1", tags: {} },
        network: {
            vpcId: pulumi.output("vpc-0123456789abcdef0"),
            subnetIds: {
                public: [],
                app: [],
                data: [pulumi.output("subnet-0123456789abcdef0"), pulumi.output("subnet-0fedcba9876543210")],
            },
        },
        settings: {
            kind: "replication-group",
            engine: "valkey",
            version: "8.1",
            nodeType: "cache.r7g.large",
            replicas: 1,
            topology: "regional",
            evictionPolicy: "volatile-lru",
            snapshotDays: 7,
            userAccess: "on ~session:* +@read +@write",
        },
        clientBlock: "10.0.32.0/19",
        keyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        birth: { kind: "alone" },
        protect: true,
    });
    return { host: cache.endpoint, port: cache.port, user: cache.userName };
}
