import type * as pulumi from "@pulumi/pulumi";
import type { Bucket } from "../bucket";
import type { RegionalModels } from "../model-store";
import type { Network } from "../network";
import type { Common, Place } from "../shared/region";
import { onlyVariant, type InferenceSettings, type ModelSettings } from "./settings";

export interface InferenceEndpointArgs {
    readonly place: Place;
    readonly account: string;
    /** Where its instances stand; serverless ones stand in no network of ours. */
    readonly network: Pick<Network, "vpcId" | "subnetIds">;
    /** Models and images of this very region. */
    readonly models: RegionalModels;
    /** Of this region; takes what is captured, what asynchronous requests answer, and what batch jobs read and write. */
    readonly results: Pick<Bucket, "bucket" | "arn">;
    /** The region's key: volumes, captures, answers, logs. */
    readonly keyArn: pulumi.Input<string>;
    readonly settings: InferenceSettings;
    /** Leaves former models and configurations in AWS: an endpoint whose rollout was taken back still runs on them. */
    readonly protect: boolean;
}

/** What every part of one endpoint is made with. */
export interface Site extends InferenceEndpointArgs {
    readonly name: string;
    /**
     * Ours, not Pulumi's: alarms and the log group name the endpoint before it is there. It has the kind in it, because
     * SageMaker turns no endpoint into one of another kind; a change of kind makes a new one.
     */
    readonly endpointName: string;
    readonly own: Common;
}

/** Where things lie in the results bucket. */
export const prefixes = {
    captures: "captures/",
    answers: "async/answers/",
    failures: "async/failures/",
    /** What asynchronous requests and batch jobs ask. */
    requests: "requests/",
    batch: "batch/",
} as const;

/** Each variant's model, by the variant's name; a shadow is not among them. */
export function modelsOf(settings: InferenceSettings): [string, ModelSettings][] {
    return settings.kind === "realtime"
        ? Object.entries(settings.variants).map(([key, { model }]) => [key, model])
        : [[onlyVariant, settings.model]];
}
