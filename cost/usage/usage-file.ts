import type { PlanResource } from "../../plan/plan";
import type { Settings } from "../mapping";
import type { Use } from "../quantity";

/** What a usage file says. */
export interface UsageFile {
    readonly settings: Partial<Settings>;
    /** The keys of one resource: its own entry over the defaults of its type. */
    of(resource: PlanResource): Use;
    /** Traffic that belongs to no resource, by entry of `aws_data_transfer.*`. */
    readonly transfers: readonly Transfer[];
}

export interface Transfer {
    /** As the file names it, e.g. `aws_data_transfer.frankfurt`. */
    readonly name: string;
    readonly region: string;
    readonly use: Use;
}
