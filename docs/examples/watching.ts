import * as pulumi from "@pulumi/pulumi";
import { Watching } from "../../components/watching";

/** Messages about one cell, whose database publishes an alarm that puts a promise in danger. */
export function example(): unknown {
    return new Watching("orders-euw1", {
        place: { region: "eu-west-1", tags: { "antipode:platform": "orders" } },
        account: "111122223333",
        keyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        subject: "cell eu-west-1",
        alarms: [
            {
                tier: "database",
                promise: "rpoSeconds",
                arn: pulumi.output("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:orders-lag"),
            },
        ],
        subscribers: ["sre@example.com"],
    });
}
