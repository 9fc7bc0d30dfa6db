import assert from "node:assert/strict";
import { checkGameDay, type DrilledCell } from "../../../components/game-day-runner/rules";
import type { GameDaySettings } from "../../../components/game-day-runner/settings";

const cells: readonly DrilledCell[] = [
    { region: "eu-west-1", cidr: "10.20.0.0/16" },
    { region: "ap-northeast-1", cidr: "10.21.0.0/16" },
];
const schedule = {
    drill: "region-loss",
    cron: "0 10 ? * TUE *",
    timeZone: "Europe/Dublin",
    state: "disabled",
} as const;
const good: GameDaySettings = {
    region: "eu-central-1",
    cidr: "10.255.0.0/24",
    schedules: { weekly: schedule },
    blackouts: {
        "year-end": { from: "2026-12-20", to: "2027-01-03" },
        sale: { from: "2026-11-20", to: "2026-11-20" },
    },
};

const name = "expected a name of at most 12 lower-case letters, digits and single dashes";
const days = "expected a day such as 2026-12-20";

const refused: readonly (readonly [title: string, change: Partial<GameDaySettings>, problem: string])[] = [
    [
        "a region with a cell",
        { region: "eu-west-1" },
        'region: expected a region without a cell, and not us-east-1, got "eu-west-1": it must outlive what it breaks',
    ],
    [
        "the region of Route 53's control plane",
        { region: "us-east-1" },
        'region: expected a region without a cell, and not us-east-1, got "us-east-1": it must outlive what it breaks',
    ],
    [
        "a block that is none",
        { cidr: "10.255.0.0" },
        'cidr: expected an IPv4 block of /16 to /26 such as 10.255.0.0/24, got "10.255.0.0"',
    ],
    [
        "a block too small for two zones",
        { cidr: "10.255.0.0/27" },
        'cidr: expected an IPv4 block of /16 to /26 such as 10.255.0.0/24, got "10.255.0.0/27"',
    ],
    [
        "a block larger than a VPC",
        { cidr: "10.0.0.0/8" },
        'cidr: expected an IPv4 block of /16 to /26 such as 10.255.0.0/24, got "10.0.0.0/8"',
    ],
    [
        "a cell's block",
        { cidr: "10.21.7.0/24" },
        'cidr: expected a block apart from that of ap-northeast-1 (10.21.0.0/16), got "10.21.7.0/24"',
    ],
    [
        "five fields, as cron has them elsewhere",
        { schedules: { weekly: { ...schedule, cron: "0 10 * * 2" } } },
        'schedules.weekly.cron: expected six fields such as "0 10 ? * TUE *", got "0 10 * * 2"',
    ],
    [
        "a time zone that there is not",
        { schedules: { weekly: { ...schedule, timeZone: "Europe/Cork" } } },
        'schedules.weekly.timeZone: expected an IANA time zone such as Europe/Dublin, got "Europe/Cork"',
    ],
    [
        "a schedule's name that would not fit",
        { schedules: { "every-tuesday": schedule } },
        `schedules.every-tuesday: ${name}, got "every-tuesday"`,
    ],
    [
        "a blackout's name with other letters",
        { blackouts: { Sale: { from: "2026-11-20", to: "2026-11-20" } } },
        `blackouts.Sale: ${name}, got "Sale"`,
    ],
    [
        "a day that there is not",
        { blackouts: { leap: { from: "2026-02-29", to: "2026-03-01" } } },
        `blackouts.leap.from: ${days}, got "2026-02-29"`,
    ],
    [
        "a moment instead of a day",
        { blackouts: { sale: { from: "2026-11-20", to: "2026-11-20T12:00:00Z" } } },
        `blackouts.sale.to: ${days}, got "2026-11-20T12:00:00Z"`,
    ],
    [
        "a blackout that ends before it begins",
        { blackouts: { sale: { from: "2026-11-20", to: "2026-11-19" } } },
        'blackouts.sale.to: expected 2026-11-20 or later, got "2026-11-19"',
    ],
    [
        "blackouts that share a day",
        { blackouts: { one: { from: "2026-11-20", to: "2026-11-22" }, two: { from: "2026-11-22", to: "2026-11-23" } } },
        "blackouts.two: expected days apart from those of one (2026-11-20 to 2026-11-22), got 2026-11-22 to 2026-11-23",
    ],
];

describe("the rules of a drill's runner", () => {
    it("refuse nothing of a runner that is well placed", () => {
        assert.deepEqual(checkGameDay(good, cells), []);
    });

    it("take days that touch", () => {
        const blackouts = {
            one: { from: "2026-11-20", to: "2026-11-21" },
            two: { from: "2026-11-22", to: "2026-11-23" },
        };
        assert.deepEqual(checkGameDay({ ...good, blackouts }, cells), []);
    });

    for (const [title, change, problem] of refused) {
        it(`refuse ${title}`, () => {
            const found = checkGameDay({ ...good, ...change }, cells);
            assert.deepEqual(
                found.map(({ path, message }) => `${path}: ${message}`),
                [problem],
            );
        });
    }
});
