/** What an operator chooses of one endpoint; plain, so that a plan is whole. */
export type InferenceSettings = RealtimeSettings | ServerlessSettings | AsyncSettings;

/** Replies at once, from instances that are always there. */
export interface RealtimeSettings extends InstanceSettings, AnswerLimits {
    readonly kind: "realtime";
    /** By name; each gets its weight's share of the requests. A client may also ask for one by its name. */
    readonly variants: Readonly<Record<string, RealtimeVariant>>;
    /** Gets copies of requests and answers nobody: a candidate under production's load. */
    readonly shadow: "none" | ShadowVariant;
}

/**
 * Replies at once; the first request after a pause waits for a cold start. CPU only, no VPC, no network isolation, no
 * data capture, one variant: AWS's own list (https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html).
 */
export interface ServerlessSettings extends AnswerLimits {
    readonly kind: "serverless";
    readonly model: SingleModel;
    readonly memoryMegabytes: (typeof serverlessMegabytes)[number];
    /** Requests at once; one more is refused. At most 200. */
    readonly maxConcurrency: number;
    readonly provisioned: "none" | ProvisionedConcurrency;
}

/** Queues requests that lie in a bucket and puts the answers there; the only kind whose instances go down to none. */
export interface AsyncSettings extends InstanceSettings, FailureLimit {
    readonly kind: "async";
    readonly model: SingleModel;
    /** E.g. "ml.g5.xlarge". */
    readonly instanceType: string;
    /** Requests that one instance works on at once. */
    readonly concurrentPerInstance: number;
    readonly capacity: BacklogCapacity;
    /** Age, in seconds, of the oldest request in the queue that rings. */
    readonly oldestRequestSeconds: number;
}

interface InstanceSettings {
    /** How a new configuration takes over. */
    readonly rollout: Rollout;
    readonly capture: "none" | Capture;
    /**
     * `isolated`: the container makes no call at all; SageMaker fetches its model for it. `vpc`: it may call over 443
     * what the VPC reaches.
     */
    readonly network: "isolated" | "vpc";
}

/** What rings, and what takes a rollout back. */
interface FailureLimit {
    /** Replies of the model with 5xx, in percent of all. */
    readonly errorPercent: number;
}

interface AnswerLimits extends FailureLimit {
    /** Of model and overhead together. */
    readonly p99Milliseconds: number;
}

export interface RealtimeVariant {
    readonly model: ModelSettings;
    /** E.g. "ml.c7g.xlarge". A variant that scales keeps its type until its scaling is "fixed" for one update. */
    readonly instanceType: string;
    /** Share of the requests, relative to the other variants. */
    readonly weight: number;
    readonly capacity: FixedCapacity | ScaledCapacity;
}

export interface ShadowVariant {
    readonly model: SingleModel;
    readonly instanceType: string;
    readonly instances: number;
    /** Requests that are copied to it, in percent. */
    readonly samplePercent: number;
}

export interface FixedCapacity {
    readonly kind: "fixed";
    readonly instances: number;
}

export interface ScaledCapacity {
    readonly kind: "scaled";
    /** Instances that each new configuration starts with; afterwards their number is AWS's. */
    readonly initial: number;
    readonly min: number;
    readonly max: number;
    readonly target: ScalingTarget;
}

export type ScalingTarget =
    | {
          /** Requests that one instance answers in a minute. */
          readonly kind: "invocations";
          readonly perInstancePerMinute: number;
      }
    | {
          /** Requests that one model has at once, queued ones included; sees a rush within seconds. */
          readonly kind: "concurrency";
          readonly perModel: number;
      };

export interface ProvisionedConcurrency {
    /** Warm places that each new configuration starts with; afterwards their number is AWS's. */
    readonly initial: number;
    readonly min: number;
    readonly max: number;
    /** Use of the warm places that scaling keeps to, in percent. */
    readonly utilizationPercent: number;
}

export interface BacklogCapacity {
    /** Instances; 0 lets them all go when the queue is empty. */
    readonly min: number;
    readonly max: number;
    /** Queued requests for each instance that scaling keeps to. */
    readonly backlogPerInstance: number;
}

/** How traffic moves from the old instances to the new; alarms take it back at any moment of it. */
export type Rollout =
    | { readonly kind: "all-at-once"; readonly bakeSeconds: number }
    | {
          readonly kind: "canary";
          /** Capacity that goes first, in percent. */
          readonly percent: number;
          readonly bakeSeconds: number;
      }
    | {
          readonly kind: "linear";
          /** Capacity of each step, in percent. */
          readonly percent: number;
          readonly bakeSeconds: number;
      };

/** Requests and replies that are kept, for looking at what a model was asked. */
export interface Capture {
    readonly percent: number;
}

export type ModelSettings = SingleModel | MultiModel | ContainersModel;

/**
 * One container and its model. Images and models are named within the model store, never by address, so they are
 * always those of the endpoint's own region.
 */
export interface SingleModel extends ContainerSettings {
    readonly kind: "single";
    /** Key in the store, e.g. "fraud/2026-09-01/model.tar.gz". A new model has a new key: only that reaches instances. */
    readonly artifact: string;
}

/** One container for many models: a request names the one that it wants, and it is loaded then. */
export interface MultiModel extends ContainerSettings {
    readonly kind: "multi-model";
    /** Where the models lie in the store, e.g. "tenants/". */
    readonly prefix: string;
    /** Whether loaded models stay in memory. */
    readonly cache: "enabled" | "disabled";
}

/** Several containers: one after the other, or the one that a request names. */
export interface ContainersModel {
    readonly kind: "containers";
    readonly invocation: "serial" | "direct";
    readonly containers: Readonly<Record<string, ContainerSettings & { readonly artifact: string }>>;
    /** The order of a pipeline, by name; each exactly once. */
    readonly order: readonly string[];
}

export interface ContainerSettings {
    /** Tag of an image in the store's repository; tags there never move. */
    readonly imageTag: string;
    readonly environment?: Readonly<Record<string, string>>;
}

/** Source: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantServerlessConfig.html. */
export const serverlessMegabytes = [1024, 2048, 3072, 4096, 5120, 6144] as const;

/** What serverless and asynchronous endpoints call their only variant. */
export const onlyVariant = "main";

/** What an endpoint calls its shadow. */
export const shadowVariant = "shadow";
