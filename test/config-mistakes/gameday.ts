import type { RawPlatform } from "../components/platforms";

const gameday = { region: "eu-central-1", cidr: "10.255.0.0/24" };
const weekly = { drill: "region-loss", cron: "0 10 ? * TUE *", timeZone: "Europe/Dublin" };

/** What a person may get wrong about drills on AWS, and about who is told, of a platform in Ireland and Virginia. */
export const gamedayMistakes: readonly [title: string, change: (raw: RawPlatform) => unknown, problems: string[]][] = [
    [
        "a runner of drills in a region that they take away, on a block of it",
        (raw) => (raw["gameday"] = { region: "eu-west-1", cidr: "10.0.1.0/24" }),
        [
            'platform.gameday.region: expected a region without a cell, and not us-east-1, got "eu-west-1": it must outlive what it breaks',
            'platform.gameday.cidr: expected a block apart from that of eu-west-1 (10.0.0.0/16), got "10.0.1.0/24"',
        ],
    ],
    [
        "a schedule that is no cron, and one in no time zone",
        (raw) =>
            (raw["gameday"] = {
                ...gameday,
                schedules: { weekly: { ...weekly, cron: "weekly" }, monthly: { ...weekly, timeZone: "Dublin" } },
            }),
        [
            'platform.gameday.schedules.weekly.cron: expected six fields such as "0 10 ? * TUE *", got "weekly"',
            'platform.gameday.schedules.monthly.timeZone: expected an IANA time zone such as Europe/Dublin, got "Dublin"',
        ],
    ],
    [
        "a blackout that is over before it begins",
        (raw) => (raw["gameday"] = { ...gameday, blackouts: { sale: { from: "2026-11-20", to: "2026-11-01" } } }),
        ['platform.gameday.blackouts.sale.to: expected 2026-11-20 or later, got "2026-11-01"'],
    ],
    [
        "a state that a schedule cannot have",
        (raw) => (raw["gameday"] = { ...gameday, schedules: { weekly: { ...weekly, state: "on" } } }),
        ['platform.gameday.schedules.weekly.state: expected one of enabled, disabled, got "on"'],
    ],
    [
        "subscribers who are no addresses",
        (raw) => (raw["watching"] = { subscribers: ["sre"] }),
        ['platform.watching.subscribers.0: expected an e-mail address, got "sre"'],
    ],
    [
        "one subscriber twice",
        (raw) => (raw["watching"] = { subscribers: ["sre@example.com", "sre@example.com"] }),
        ['platform.watching.subscribers: expected each address once, got ["sre@example.com","sre@example.com"]'],
    ],
];
