import type { MixedInstances } from "./mixed-instances";
import type { Policy } from "./policy-settings";

/** What an operator chooses for a group. Desired capacity is missing on purpose: it belongs to AWS. */
export interface ScalingSettings {
    /** An arm64 type, e.g. "t4g.small". In a mix: what stands in the template, and what a mix without a list replaces. */
    readonly instanceType: string;
    /** Instances, or units where a mix gives weights. A standby region lowers `min`, never `max`. */
    readonly min: number;
    readonly max: number;
    /** By name; whichever asks for most instances wins. None: people scale by hand between `min` and `max`. */
    readonly policies: Readonly<Record<string, Policy>>;
    /** Default: the newest Amazon Linux 2023. */
    readonly image?: Image;
    /** Default: on-demand instances of `instanceType` only. */
    readonly mix?: MixedInstances;
    /** Instances that are prepared before they are needed. Default: none. */
    readonly warmPool?: WarmPool;
    /** By name. They begin to hold instances once the group exists: its very first instances are not held. */
    readonly hooks?: Readonly<Record<string, LifecycleHook>>;
    /** How instances are replaced by those of a new version. Default: 100 to 200 % healthy, all at once. */
    readonly refresh?: Refresh;
    /** How instances are replaced at all other times (unhealthy, too old, rebalanced). Default: AWS's for each event. */
    readonly maintenance?: HealthyPercent;
    /** Who says that an instance is dead, and after how many seconds of life they are first asked. Default: elb, 180. */
    readonly health?: { readonly kind: "ec2" | "elb"; readonly graceSeconds: number };
    /** Seconds after which a new instance's load counts in the group's averages. Default: 60. */
    readonly warmupSeconds?: number;
    /** Processes that the group stops doing by itself. Default: none. */
    readonly suspended?: readonly ScalingProcess[];
    /** Days after which an instance is replaced, 1 to 365. Default: never. */
    readonly maxLifetimeDays?: number;
    /** What happens while a zone has no capacity: launch in others, or keep the balance and try again. Default: others. */
    readonly zones?: "balanced-best-effort" | "balanced-only";
    /** Whether capacity that is reserved on demand is used. Default: AWS's (open reservations that match). */
    readonly reservations?: "none" | "capacity-reservations-first" | "capacity-reservations-only";
}

/**
 * What instances boot. `latest` is resolved by EC2 at each launch. A fixed image, an id of the group's region, makes
 * launches repeatable and is the only one that a refresh can roll back to.
 */
export type Image =
    | { readonly kind: "latest" }
    | {
          readonly kind: "ami";
          readonly id: string;
          /** What happens when a refresh fails, or one of the balancer's alarms rings meanwhile. Default: stop. */
          readonly failedRefresh?: "stop" | "rollBack";
      };

/** Percent of the group that must be healthy, and that may run, while instances are replaced. */
export interface HealthyPercent {
    /** 0 to 100. */
    readonly minHealthyPercent: number;
    /** 100 to 200, at most 100 more than `minHealthyPercent`. */
    readonly maxHealthyPercent: number;
}

export interface Refresh extends HealthyPercent {
    /** Whether instances that are like the new ones already are kept. Needs a fixed image. Default: no. */
    readonly skipMatching?: boolean;
    /** Percents of the group at which a refresh waits, ascending, 100 last, and for how long. Default: none. */
    readonly checkpoints?: { readonly percents: readonly number[]; readonly delaySeconds: number };
}

/**
 * A hook on launching holds an instance on its way into the pool and again on its way out: what boots must answer it
 * (`aws autoscaling complete-lifecycle-action`), or a warm start takes as long as the hook's time-out
 * (https://docs.aws.amazon.com/autoscaling/ec2/userguide/warm-pool-instance-lifecycle.html).
 */
export interface WarmPool {
    /** A stopped instance costs its volumes only and boots in seconds; a running one costs all. */
    readonly state: "stopped" | "running";
    /** Instances that always wait. */
    readonly min: number;
    /** Instances at most, waiting and serving together. Default: the group's `max`. */
    readonly maxPrepared?: number;
    /** Whether instances go back to the pool when the group shrinks. Default: no, they end. */
    readonly reuse?: boolean;
}

export interface LifecycleHook {
    readonly on: "launching" | "terminating";
    /** What happens when nobody answers in time. Default: abandon, the instance ends. */
    readonly otherwise?: "continue" | "abandon";
    /** Seconds to answer in, 30 to 7200. */
    readonly timeoutSeconds: number;
    /** Who is told: a queue or a topic, and the role that may tell it. Default: EventBridge only. */
    readonly target?: { readonly arn: string; readonly roleArn: string };
}

/** As AWS names them (https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-suspend-resume-processes.html). */
export type ScalingProcess =
    | "Launch"
    | "Terminate"
    | "AddToLoadBalancer"
    | "AlarmNotification"
    | "AZRebalance"
    | "HealthCheck"
    | "InstanceRefresh"
    | "ReplaceUnhealthy"
    | "ScheduledActions";
