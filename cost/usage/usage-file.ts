import type { PlanResource } from "../../plan/plan";
import type { Settings } from "../mapping";
import type { Use } from "../quantity";

/** What of the settings a usage file may say. */
export type UsageSettings = Partial<Omit<Settings, "today">>;

/** How long a month may be said to be, in hours: no month has more than 31 days. */
export const monthHours = { least: 1, most: 744 } as const;

/** What a usage file says. */
export interface UsageFile {
    readonly settings: UsageSettings;
    /** The keys of one resource: its own entry over the defaults of its type. */
    of(resource: PlanResource): ResourceUsage;
    /** Traffic that belongs to no resource: an entry `aws_data_transfer.<name>` each. */
    readonly transfers: readonly PlanResource[];
}

export interface ResourceUsage {
    readonly band: Use;
    readonly choice: (key: string) => string | undefined;
}

/** The type of the resources that stand for traffic; no program makes one. */
export const transferType = "antipode:cost:DataTransfer";

const nothing: ResourceUsage = { band: () => undefined, choice: () => undefined };

/** A file that says nothing. */
export const noUsage: UsageFile = { settings: {}, of: () => nothing, transfers: [] };
