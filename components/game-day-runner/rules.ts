import { isVpcBlock, overlap, parseBlock } from "../shared/cidr";
import { problemIf, show, type Problem } from "../shared/problems";
import type { Region } from "../shared/regions";
import type { GameDaySettings } from "./settings";

/** A cell that drills may take away. */
export interface DrilledCell {
    readonly region: Region;
    readonly cidr?: string | undefined;
}

/**
 * Of a schedule or a blackout: both stand in the name of a schedule of EventBridge, which ends at 64 characters
 * (https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html), 16 of them the platform's.
 */
const mostNameLength = 12;
const namePattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const cronPattern = /^\S+( \S+){5}$/;

/** What a runner needs to outlive its drills, and schedules that EventBridge would take. */
export function checkGameDay(settings: GameDaySettings, cells: readonly DrilledCell[]): Problem[] {
    const { blackouts, region, schedules } = settings;
    return [
        ...problemIf(
            region === "us-east-1" || cells.some((cell) => cell.region === region),
            "region",
            `expected a region without a cell, and not us-east-1, got ${show(region)}: it must outlive what it breaks`,
        ),
        ...checkBlock(settings, cells),
        ...checkNames("schedules", schedules),
        ...checkNames("blackouts", blackouts),
        ...Object.entries(schedules).flatMap(([name, { cron, timeZone }]) => [
            ...problemIf(
                !cronPattern.test(cron),
                `schedules.${name}.cron`,
                `expected six fields such as "0 10 ? * TUE *", got ${show(cron)}`,
            ),
            ...problemIf(
                !isTimeZone(timeZone),
                `schedules.${name}.timeZone`,
                `expected an IANA time zone such as Europe/Dublin, got ${show(timeZone)}`,
            ),
        ]),
        ...checkBlackouts(settings),
    ];
}

function checkNames(path: string, named: Readonly<Record<string, unknown>>): Problem[] {
    return Object.keys(named).flatMap((name) =>
        problemIf(
            name.length > mostNameLength || !namePattern.test(name),
            `${path}.${name}`,
            `expected a name of at most ${mostNameLength} lower-case letters, digits and single dashes, got ${show(name)}`,
        ),
    );
}

/** A /24 is enough for a task in two zones; a /28 is the least that a subnet may be. */
function checkBlock({ cidr }: GameDaySettings, cells: readonly DrilledCell[]): Problem[] {
    const block = parseBlock(cidr);
    if (block === undefined || block.prefix < 16 || block.prefix > 26) {
        return problemIf(true, "cidr", `expected an IPv4 block of /16 to /26 such as 10.255.0.0/24, got ${show(cidr)}`);
    }
    return cells.flatMap(({ region, cidr: other = "" }) => {
        const taken = isVpcBlock(other) ? parseBlock(other) : undefined;
        return problemIf(
            taken !== undefined && overlap(block, taken),
            "cidr",
            `expected a block apart from that of ${region} (${other}), got ${show(cidr)}`,
        );
    });
}

function checkBlackouts({ blackouts }: GameDaySettings): Problem[] {
    const entries = Object.entries(blackouts);
    const days = entries.flatMap(([name, { from, to }]) => [
        ...problemIf(!isDay(from), `blackouts.${name}.from`, `expected a day such as 2026-12-20, got ${show(from)}`),
        ...problemIf(!isDay(to), `blackouts.${name}.to`, `expected a day such as 2026-12-20, got ${show(to)}`),
        ...problemIf(to < from, `blackouts.${name}.to`, `expected ${from} or later, got ${show(to)}`),
    ]);
    const overlaps = entries.flatMap(([name, { from, to }], index) =>
        entries
            .slice(0, index)
            .flatMap(([other, earlier]) =>
                problemIf(
                    from <= earlier.to && earlier.from <= to,
                    `blackouts.${name}`,
                    `expected days apart from those of ${other} (${earlier.from} to ${earlier.to}), got ${from} to ${to}`,
                ),
            ),
    );
    return [...days, ...overlaps];
}

function isDay(text: string): boolean {
    const time = Date.parse(`${text}T00:00:00Z`);
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isTimeZone(text: string): boolean {
    try {
        return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone.length > 0;
    } catch {
        return false;
    }
}
