import { platformSchema } from "../config";
import { cell, type RawPlatform } from "./components/platforms";
import { balancerMistakes } from "./config-mistakes/balancer";
import { databaseMistakes } from "./config-mistakes/database";
import { gamedayMistakes } from "./config-mistakes/gameday";
import { inferenceMistakes } from "./config-mistakes/inference";
import { modeMistakes } from "./config-mistakes/mode";
import { networkMistakes } from "./config-mistakes/network";
import { storeMistakes } from "./config-mistakes/stores";
import { trafficMistakes } from "./config-mistakes/traffic";
import { waiverMistakes } from "./config-mistakes/waivers";
import { webMistakes } from "./config-mistakes/web";

/** What a person may get wrong, and every problem that the config then reports. */
export const mistakes: readonly [title: string, change: (raw: RawPlatform) => unknown, problems: string[]][] = [
    [
        "a misspelt key, saying which it probably was",
        (raw) => ((raw as Record<string, unknown>)["budgetMonthlyUds"] = 1),
        [
            `platform.budgetMonthlyUds: expected one of ${Object.keys(platformSchema.shape).join(", ")} (did you mean budgetMonthlyUsd?), got "budgetMonthlyUds"`,
        ],
    ],
    [
        "a misspelt key of a region",
        (raw) => (cell(raw, "eu-west-1")["zonse"] = []),
        [
            'platform.regions.eu-west-1.zonse: expected one of role, cidr, zones, web, natAddresses, adopt (did you mean zones?), got "zonse"',
        ],
    ],
    [
        "a misspelt key of the health check",
        (raw) => (raw["traffic"] = { healthCheck: { treshold: 3 } }),
        [
            'platform.traffic.healthCheck.treshold: expected one of path, intervalSeconds, failureThreshold, got "treshold"',
        ],
    ],
    [
        "logs that are gone before a day is over",
        (raw) => (raw["security"] = { balancerLogs: { retentionDays: 0 } }),
        ["platform.security.balancerLogs.retentionDays: expected a whole number from 1 to 3650, got 0"],
    ],
    [
        "a kind of layer that there is not",
        (raw) => (raw["layer"] = { kind: "cel" }),
        ['platform.layer.kind: expected one of all, foundation, cell, traffic (did you mean cell?), got "cel"'],
    ],
    [
        "a layer that lacks the stack it reads",
        (raw) => (raw["layer"] = { kind: "cell", region: "eu-west-1" }),
        ["platform.layer.foundation: expected a string, got nothing"],
    ],
    [
        "a key of another kind of layer",
        (raw) => (raw["layer"] = { kind: "cell", region: "eu-west-1", foundation: "example/antipode/prod", cells: {} }),
        ['platform.layer.cells: expected one of kind, region, foundation, got "cells"'],
    ],
    [
        "a layer that builds another platform's cell",
        (raw) => (raw["layer"] = { kind: "cell", region: "sa-east-1", foundation: "example/antipode/prod" }),
        ['platform.layer.region: expected one of platform.regions (eu-west-1, us-east-1), got "sa-east-1"'],
    ],
    [
        "a traffic layer with a cell too few and one too many",
        (raw) =>
            (raw["layer"] = {
                kind: "traffic",
                foundation: "example/antipode/prod",
                cells: { "eu-west-1": "example/antipode/a", "sa-east-1": "example/antipode/b" },
            }),
        [
            "platform.layer.cells.us-east-1: expected the stack of this cell, got nothing",
            'platform.layer.cells.sa-east-1: expected one of platform.regions (eu-west-1, us-east-1), got "sa-east-1"',
        ],
    ],
    ["a missing key", (raw) => delete raw["domain"], ["platform.domain: expected a string, got nothing"]],
    [
        "a region that AWS does not have",
        (raw) => (raw.regions["eu-wset-1"] = cell(raw, "eu-west-1")),
        ['platform.regions.eu-wset-1: expected an AWS region (did you mean eu-west-1?), got "eu-wset-1"'],
    ],
    [
        "a block that is none",
        (raw) => (cell(raw, "eu-west-1").cidr = "10.20.0.0/8"),
        [
            'platform.regions.eu-west-1.cidr: expected a private IPv4 block of /16 to /21 such as 10.20.0.0/16, got "10.20.0.0/8"',
        ],
    ],
    [
        "blocks that overlap",
        (raw) => (cell(raw, "us-east-1").cidr = "10.0.128.0/17"),
        [
            'platform.regions.us-east-1.cidr: expected a block apart from that of eu-west-1 (10.0.0.0/16), got "10.0.128.0/17"',
        ],
    ],
    [
        "a single zone",
        (raw) => (cell(raw, "eu-west-1").zones = ["euw1-az1"]),
        ['platform.regions.eu-west-1.zones: expected at least two zones, got ["euw1-az1"]'],
    ],
    [
        "a zone's name instead of its id",
        (raw) => (cell(raw, "eu-west-1").zones = ["euw1-az1", "eu-west-1b"]),
        [
            'platform.regions.eu-west-1.zones.1: expected a zone id such as euw1-az1, got "eu-west-1b"',
            'platform.regions.eu-west-1.zones.1: expected a zone of eu-west-1, such as euw1-az1, got "eu-west-1b"',
        ],
    ],
    [
        "a zone of another region",
        (raw) => (cell(raw, "eu-west-1").zones = ["euw1-az1", "use1-az2"]),
        ['platform.regions.eu-west-1.zones.1: expected a zone of eu-west-1, such as euw1-az1, got "use1-az2"'],
    ],
    [
        "a zone twice",
        (raw) => (cell(raw, "eu-west-1").zones = ["euw1-az1", "euw1-az1"]),
        ['platform.regions.eu-west-1.zones.1: expected each zone once, got "euw1-az1" again'],
    ],
    [
        "a zone that the address plan has no place for",
        (raw) => (cell(raw, "eu-west-1").zones = ["euw1-az1", "euw1-az9"]),
        [
            'platform.regions.eu-west-1.zones.1: expected a number up to 8 (the address plan has no more places), got "euw1-az9"',
        ],
    ],
    [
        "a capacity whose maximum is below its minimum",
        (raw) => (cell(raw, "us-east-1").web = { min: 3, max: 2 }),
        ["platform.regions.us-east-1.web.max: expected at least web.min (3), got 2"],
    ],
    [
        "a capacity by another name",
        (raw) => (cell(raw, "us-east-1").web = { min: 2, max: 2, desired: 2 }),
        ['platform.regions.us-east-1.web.desired: expected one of min, max, got "desired"'],
    ],
    [
        "an active region without instances",
        (raw) => (cell(raw, "eu-west-1").web = { min: 0, max: 2 }),
        ["platform.regions.eu-west-1.web.min: expected 1 or more where role is active, got 0"],
    ],
    [
        "no active region",
        (raw) => (cell(raw, "eu-west-1").role = "warm"),
        [
            "platform.regions: expected at least one active region, got 0 active and 2 standby",
            'platform.initialWriter: expected a region whose role is active, got "eu-west-1", whose role is warm',
        ],
    ],
    [
        "a writer in no region of the platform",
        (raw) => (raw.initialWriter = "eu-west-2"),
        [
            'platform.initialWriter: expected one of platform.regions (eu-west-1, us-east-1), got "eu-west-2" (did you mean eu-west-1?)',
        ],
    ],
    [
        "a pair of regions without a round trip",
        (raw) => (raw.assumptions.regionRttMilliseconds = {}),
        [
            "platform.assumptions.regionRttMilliseconds.eu-west-1.us-east-1: expected the round trip of this pair once, got it nowhere",
        ],
    ],
    [
        "a pair of regions with two round trips",
        (raw) => (raw.assumptions.regionRttMilliseconds["us-east-1"] = { "eu-west-1": 70 }),
        [
            "platform.assumptions.regionRttMilliseconds.eu-west-1.us-east-1: expected the round trip of this pair once, got it twice",
        ],
    ],
    [
        "a round trip to a region that is not there",
        (raw) => (raw.assumptions.regionRttMilliseconds["us-east-1"] = { "us-west-2": 60 }),
        [
            "platform.assumptions.regionRttMilliseconds.us-east-1.us-west-2: expected two different regions of platform.regions",
        ],
    ],
    [
        "a longest time below the shortest",
        (raw) => (raw.assumptions["healthToDnsSeconds"] = { min: 5, max: 1 }),
        ["platform.assumptions.healthToDnsSeconds.max: expected at least min (5), got 1"],
    ],
    [
        "an interval that Route 53 does not offer",
        (raw) => (raw["traffic"] = { healthCheck: { intervalSeconds: 20 } }),
        ["platform.traffic.healthCheck.intervalSeconds: expected one of 10, 30, got 20"],
    ],
    [
        "a threshold above Route 53's",
        (raw) => (raw["traffic"] = { healthCheck: { failureThreshold: 11 } }),
        ["platform.traffic.healthCheck.failureThreshold: expected 10 or less, got 11"],
    ],
    [
        "a name too long for a balancer's",
        (raw) => (raw["name"] = "orders-for-the-world"),
        ['platform.name: expected 2 to 16 lower-case letters, digits and single dashes, got "orders-for-the-world"'],
    ],
    [
        "a domain too long for a certificate's name",
        (raw) => (raw["domain"] = `${"a".repeat(53)}.example`),
        [
            `platform.domain: expected at most 60 characters (the certificate's name ends at 64), got "${"a".repeat(53)}.example"`,
        ],
    ],
    [
        "an instance of another processor",
        (raw) => (raw["web"] = { instanceType: "t3.small" }),
        ['platform.web.instanceType: expected an arm64 type such as t4g.small, got "t3.small"'],
    ],
    [
        "a database class that a global database refuses",
        (raw) => (raw["database"] = { capacity: { kind: "provisioned", instanceClass: "db.t4g.medium" } }),
        [
            'platform.database.capacity.instanceClass: expected a memory-optimised class such as db.r6g.large (a global database takes no other: Aurora guide, "Configuration requirements of an Aurora global database"), got "db.t4g.medium"',
        ],
    ],
    [
        "a promise of nothing",
        (raw) => ((raw["promises"] as Record<string, unknown>)["readRtoSeconds"] = 0),
        ["platform.promises.readRtoSeconds: expected more than 0, got 0"],
    ],
    ...balancerMistakes,
    ...databaseMistakes,
    ...networkMistakes,
    ...trafficMistakes,
    ...inferenceMistakes,
    ...gamedayMistakes,
    ...storeMistakes,
    ...modeMistakes,
    ...waiverMistakes,
    ...webMistakes,
];
