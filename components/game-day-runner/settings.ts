import type { Region } from "../shared/regions";

/** What an operator chooses of drills on AWS. */
export interface GameDaySettings {
    /** Where the runner stands: in no region with a cell, and not in us-east-1, because it must outlive what it breaks. */
    readonly region: Region;
    /** Block of its own small network, e.g. "10.255.0.0/24". It is joined to no other. */
    readonly cidr: string;
    /** By name: which drill, and when. */
    readonly schedules: Readonly<Record<string, DrillSchedule>>;
    /**
     * By name: when no drill starts, whatever the schedules say. Not overlapping. Take out those that are over before
     * you change a schedule: AWS refuses to change one that began in the past.
     */
    readonly blackouts: Readonly<Record<string, Blackout>>;
}

export interface DrillSchedule {
    /** A drill by name, e.g. "region-loss". */
    readonly drill: string;
    /** EventBridge's six fields, e.g. "0 10 ? * TUE *": minute, hour, day of month, month, day of week, year. */
    readonly cron: string;
    /** An IANA time zone, e.g. "Europe/Dublin"; its summer time is heeded. */
    readonly timeZone: string;
    readonly state: "enabled" | "disabled";
}

/** Whole days in UTC, first and last included, as "2026-12-20". */
export interface Blackout {
    readonly from: string;
    readonly to: string;
}
