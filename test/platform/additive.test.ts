import assert from "node:assert/strict";
import { parsePlatform } from "../../config";
import type { Plan } from "../../plan/plan";
import { endpoints, plan, twoRegions, withRegion, type RawPlatform } from "../components/platforms";
import { stores } from "../components/stores";
import { changed, distinct } from "./facts";

const [realtime] = endpoints;
const variants = Object(realtime?.variants) as { readonly main: object };
const cpu = { kind: "cpu", targetPercent: 50 };
const gameday = { kind: "scheduled", cron: "30 13 * * 2", timeZone: "Europe/Dublin", min: 3 };
const drills = {
    region: "eu-north-1",
    cidr: "10.200.0.0/24",
    schedules: { weekly: { drill: "region-loss", cron: "0 10 ? * TUE *", timeZone: "Europe/Dublin" } },
};
const tier = { purpose: "private", size: "1/16", place: 6 };
const reports = { priority: 5, when: { paths: ["/r"] }, then: { type: "forward", weights: { reports: 1 } } };

/** A platform that has one of everything that there may be one more of. */
const whole = {
    tables: stores.tables,
    accelerator: stores.accelerator,
    cache: stores.cache,
    inference: realtime,
    balancer: { kind: "alb", targetGroups: { reports: {} } },
    web: { policies: { cpu } },
    traffic: { privateNames: true },
    gameday: drills,
};
const born: RawPlatform = { ...twoRegions(), ...whole };

function zoned(): RawPlatform {
    const raw: RawPlatform = { ...twoRegions(), ...whole };
    raw.regions["eu-west-1"]?.zones.push("euw1-az3");
    return raw;
}

interface Growth {
    readonly after: RawPlatform;
    /** Names of everything that there is more of. */
    readonly own: RegExp;
    /** Types of what was there before and changes, besides the root, which shows the config. */
    readonly shared: readonly string[];
}

/** One for each cell and promise: names what rings. */
const alarms = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

const growths: Readonly<Record<string, Growth>> = {
    "a region": {
        after: { ...withRegion(twoRegions(), "eu-central-1", "warm"), ...whole },
        own: /euc1|eu-central-1/,
        shared: [
            alarms,
            "aws:cloudwatch/dashboard:Dashboard",
            // Replicas, and the rights to make them.
            "aws:dynamodb/table:Table",
            "aws:ecr/replicationConfiguration:ReplicationConfiguration",
            "aws:iam/rolePolicy:RolePolicy",
            "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
            "aws:secretsmanager/secret:Secret",
        ],
    },
    "a zone": {
        after: zoned(),
        own: /^orders-euw1.*az3/,
        shared: [
            // What stands in every zone of its cell: each names one subnet more.
            "aws:autoscaling/group:Group",
            "aws:dax/subnetGroup:SubnetGroup",
            "aws:ec2/vpcEndpoint:VpcEndpoint",
            "aws:elasticache/subnetGroup:SubnetGroup",
            "aws:iam/rolePolicy:RolePolicy",
            "aws:lb/loadBalancer:LoadBalancer",
            "aws:rds/subnetGroup:SubnetGroup",
            // SageMaker changes no model: a new one takes over, by the endpoint's rollout.
            "aws:sagemaker/model:Model",
        ],
    },
    "a tier": {
        after: { ...born, network: { tiers: { partners: tier } } },
        own: /-partners/,
        shared: ["aws:ec2/vpcEndpoint:VpcEndpoint"],
    },
    "a listener rule": {
        after: { ...born, balancer: { ...whole.balancer, rules: { reports } } },
        own: /^orders-(euw1|use1)-reports$/,
        shared: [],
    },
    "a target group": {
        after: { ...born, balancer: { kind: "alb", targetGroups: { reports: {}, exports: {} } } },
        own: /-exports/,
        shared: [alarms],
    },
    "a scaling policy": {
        after: { ...born, web: { policies: { cpu, gameday } } },
        own: /^orders-(euw1|use1)-gameday$/,
        shared: [],
    },
    "an endpoint's variant": {
        after: { ...born, inference: { ...realtime, variants: { ...variants, canary: variants.main } } },
        own: /-model-canary/,
        shared: [
            alarms,
            "aws:iam/rolePolicy:RolePolicy",
            "aws:sagemaker/endpoint:Endpoint",
            "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
        ],
    },
    "a table": {
        after: { ...born, tables: { ...stores.tables, receipts: { hashKey: { name: "id", type: "S" } } } },
        own: /-receipts/,
        shared: [
            alarms,
            // The app is told of it, and may use it.
            "aws:ec2/launchTemplate:LaunchTemplate",
            "aws:iam/rolePolicy:RolePolicy",
        ],
    },
    "an instance of the database": {
        after: { ...born, database: { instances: 3 } },
        own: /^orders-(euw1|use1)-2/,
        shared: [],
    },
    "a subscriber": {
        after: { ...born, watching: { subscribers: ["oncall@antipode.example"] } },
        own: /oncall|subscri/,
        shared: [],
    },
    "a blackout": {
        after: { ...born, gameday: { ...drills, blackouts: { holidays: { from: "2026-12-20", to: "2027-01-03" } } } },
        own: /holidays/,
        shared: ["aws:scheduler/schedule:Schedule"],
    },
};

const root = "antipode:platform:Platform";

describe("a platform with one more", function () {
    this.timeout(60_000);
    let small: Plan;
    before(async () => {
        small = await plan(parsePlatform(born));
    });

    // What is added is what goes when it is taken away again, and what changes then changes back: a plan knows no past.
    for (const [what, { after, own, shared }] of Object.entries(growths)) {
        it(`${what} adds that, and changes an allow-list of shared things`, async () => {
            const grown = await plan(parsePlatform(after));
            const known = new Set(small.resources.map(({ urn }) => urn));
            const more = grown.resources.filter(({ urn }) => !known.has(urn));
            assert.ok(more.length > 0);
            assert.deepEqual(
                more.map(({ name }) => name).filter((name) => !own.test(name)),
                [],
            );
            const touched = changed(small, grown).map(({ type }) => type);
            assert.deepEqual(distinct(touched), distinct([root, ...shared]));
            const stay = new Set(grown.resources.map(({ urn }) => urn));
            assert.deepEqual(
                small.resources.filter(({ urn }) => !stay.has(urn)),
                [],
            );
        });
    }
});
