import type * as pulumi from "@pulumi/pulumi";

/** What of a cell an alarm looks at. */
export type AlarmTier = "balancer" | "web" | "database" | "table" | "cache" | "inference" | "traffic";

/** A promise of the stack's config that an alarm stands for. */
export type WatchedPromise =
    "readRtoSeconds" | "writeRtoSeconds" | "rpoSeconds" | "p99Milliseconds" | "availabilityPercent";

/**
 * An alarm as the component that made it publishes it. It notifies nobody by itself: composite alarms, one for each
 * cell and one for each promise, do that, so that one cause makes one message.
 */
export interface TierAlarm {
    readonly tier: AlarmTier;
    /** Which promise is in danger while it rings, or which several; left out when none is. */
    readonly promise?: WatchedPromise | readonly WatchedPromise[];
    readonly arn: pulumi.Output<string>;
}
