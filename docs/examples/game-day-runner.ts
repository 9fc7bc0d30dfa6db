import { Bucket } from "../../components/bucket";
import { GameDayRunner } from "../../components/game-day-runner";

const account = "111122223333";
const region = "eu-central-1";
const tags = { "antipode:platform": "orders" };
const keyArn = `arn:aws:kms:${region}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

/** A drill every Tuesday at ten in Dublin, but none over the turn of the year; from a region without a cell. */
export function example(): unknown {
    const reports = new Bucket("orders-gameday", {
        place: { region, tags },
        account,
        settings: { purpose: "reports", retentionDays: 400 },
        keyArn,
        protect: true,
    });
    return new GameDayRunner("orders-gameday", {
        tags,
        account,
        settings: {
            region,
            cidr: "10.255.0.0/24",
            schedules: {
                weekly: { drill: "region-loss", cron: "0 10 ? * TUE *", timeZone: "Europe/Dublin", state: "enabled" },
            },
            blackouts: { "year-end": { from: "2026-12-20", to: "2027-01-03" } },
        },
        cells: [{ region: "eu-west-1", cidr: "10.20.0.0/16" }],
        target: { platform: "orders", globalClusterArn: `arn:aws:rds::${account}:global-cluster:orders` },
        reports,
        keyArn,
    });
}
