import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Bucket } from "../components/bucket";
import { GameDayRunner } from "../components/game-day-runner";
import { cellConfig, inRegion, type Scope } from "./scope";
import type { FoundationOutputs } from "./foundation";

/** Reports of more than a year, so that a drill is compared with the same one a year before. */
const reportDays = 400;

/** The runner of drills, in its own region, when the stack's file has one. */
export function createGameDayRunner(scope: Scope, { database, keyArns }: FoundationOutputs): void {
    const { config, home, protect, root } = scope;
    const { account, gameday: settings, name: platform } = config;
    if (settings === "none") {
        return;
    }
    const name = `${platform}-gameday`;
    const place = { region: settings.region, tags: home.tags };
    const keyArn = inRegion(keyArns, settings.region);
    const reports = new Bucket(
        name,
        { place, account, settings: { purpose: "reports", retentionDays: reportDays }, keyArn, protect },
        { parent: root },
    );
    // The one other provider, of the same one account: what awsx makes without a region stands in that of its provider.
    const provider = new aws.Provider(name, { region: settings.region, allowedAccountIds: [account] });
    new GameDayRunner(
        name,
        {
            tags: home.tags,
            account,
            settings,
            cells: scope.regions.map((region) => ({ region, cidr: cellConfig(scope, region).cidr })),
            target: {
                platform,
                globalClusterArn: pulumi.interpolate`arn:aws:rds::${account}:global-cluster:${database.identifier}`,
            },
            reports,
            keyArn,
        },
        { parent: root, providers: [provider] },
    );
}
