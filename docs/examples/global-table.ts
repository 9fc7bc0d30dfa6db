import { GlobalTable } from "../../components/global-table";
import { RegionalTable } from "../../components/regional-table";
import type { TableSettings } from "../../components/global-table/settings";

/** A table of carts that is written to in two regions, and who may read it in one of them. */
export function example(): unknown {
    const settings: TableSettings = {
        hashKey: { name: "cart", type: "S" },
        indexes: { "by-customer": { hashKey: { name: "customer", type: "S" }, projection: { kind: "all" } } },
        consistency: { kind: "eventual", ttlAttribute: "expires", lagAlarmSeconds: 5 },
        billing: { kind: "on-demand", maxWriteUnits: 2000 },
        recoveryDays: 35,
    };
    const keyArns = {
        "eu-west-1": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        "us-east-1": "arn:aws:kms:us-east-1:111122223333:key/4321abcd-12ab-34cd-56ef-1234567890ab",
    };
    const place = { region: "eu-west-1" as const, tags: {} };
    const table = new GlobalTable("carts", {
        place,
        regions: ["eu-west-1", "us-east-1"],
        settings,
        keyArns,
        protect: true,
    });
    const ireland = new RegionalTable("carts-euw1", {
        place,
        account: "111122223333",
        table,
        settings,
        peers: ["us-east-1"],
        keyArn: keyArns["eu-west-1"],
    });
    return ireland.readerAccess;
}
