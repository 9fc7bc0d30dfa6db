import * as pulumi from "@pulumi/pulumi";
import { RegionalTable } from "../../components/regional-table";

/** What a cell in Ireland knows of a table: its alarms, and the rights of what reads and writes there. */
export function example(): unknown {
    const replica = new RegionalTable("orders-euw1", {
        place: { region: "eu-west-1", tags: {} },
        account: "111122223333",
        table: { tableName: pulumi.output("orders-1a2b3c4") },
        settings: {
            hashKey: { name: "id", type: "S" },
            consistency: { kind: "eventual", lagAlarmSeconds: 5 },
            billing: { kind: "on-demand" },
            recoveryDays: 35,
        },
        peers: ["us-east-1", "ap-northeast-1"],
        keyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    });
    return { app: replica.writerAccess, reports: replica.readerAccess };
}
