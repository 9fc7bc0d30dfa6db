import { problemIf, show, type Problem } from "../shared/problems";

/** What lies in a bucket, and so how long it stays: what our own programs write, under our key. */
export type OwnSettings =
    | {
          /** What instances and endpoints run: kept until it is replaced. */
          readonly purpose: "app-bundle" | "models";
      }
    | {
          /** What piles up: reports of drills, requests that an endpoint captured. */
          readonly purpose: "reports" | "captures";
          /** Days after which an object goes. */
          readonly retentionDays: number;
      };

/** What balancers write: access, connection and health check logs. */
export interface LogSettings {
    readonly purpose: "balancer-logs";
    /** Days after which a log goes. */
    readonly retentionDays: number;
}

export type BucketSettings = OwnSettings | LogSettings;

/** Ten years. S3 takes more; a number above it is a slip of the keyboard. */
const mostDays = 3650;

/** What is wrong with what an operator chose. */
export function checkBucket(settings: BucketSettings): Problem[] {
    if (!("retentionDays" in settings)) {
        return [];
    }
    const { retentionDays } = settings;
    const inRange = Number.isInteger(retentionDays) && retentionDays >= 1 && retentionDays <= mostDays;
    return problemIf(
        !inRange,
        "retentionDays",
        `expected a whole number from 1 to ${mostDays}, got ${show(retentionDays)}`,
    );
}
