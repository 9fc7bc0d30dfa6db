import * as pulumi from "@pulumi/pulumi";
import { Secret } from "../../components/secret";

/** A generated password, read in two regions, with a new value every month. */
export function example(): unknown {
    const secret = new Secret("orders-database", {
        place: { region: "eu-west-1", tags: {} },
        regions: ["eu-west-1", "us-east-1"],
        account: "111122223333",
        keys: { arn: (region) => pulumi.output(`arn:aws:kms:${region}:111122223333:key/1234abcd`) },
        description: "Password of the orders database",
        content: { kind: "generated", length: 40 },
        rotation: {
            settings: { everyDays: 30 },
            functionArn: "arn:aws:lambda:eu-west-1:111122223333:function:rotate-orders-database",
        },
        protect: true,
    });
    return { name: secret.name, statements: secret.access("us-east-1") };
}
