import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
    onlyVariant,
    shadowVariant,
    type AsyncSettings,
    type Capture,
    type InferenceSettings,
    type RealtimeSettings,
    type RealtimeVariant,
    type Rollout,
    type ServerlessSettings,
} from "./settings";
import { prefixes, type Site } from "./site";

/** A model's name, by the variant that serves it. */
export type ModelNames = Readonly<Record<string, pulumi.Output<string>>>;

type Configured = Pick<
    aws.sagemaker.EndpointConfigurationArgs,
    "productionVariants" | "shadowProductionVariants" | "asyncInferenceConfig" | "dataCaptureConfig" | "kmsKeyArn"
>;

/**
 * Instance families whose models lie on disks of the instance's own: AWS encrypts those by itself, and refuses a
 * configuration that names a key (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html,
 * KmsKeyId). A `d` after the generation says that there is such a disk; families for accelerators do not say it
 * (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-store-volumes.html).
 */
const localStorage = /^ml\.([a-z]+\d+[a-z]*d[a-z]*|p3dn|p[45]\w*|p6\S*|g[4-6]\w*|gr6\w*|trn\w+|i\d\w*)\./;

/**
 * Makes a configuration anew whenever anything in it differs: SageMaker changes none. A protected one is left in AWS when
 * it is replaced, at no cost, and so are its models: the provider takes a rollout that SageMaker took back for one that
 * succeeded (https://github.com/hashicorp/terraform-provider-aws/issues/48997), and would delete what still serves.
 */
export function createConfiguration(site: Site, models: ModelNames): aws.sagemaker.EndpointConfiguration {
    const { name, own, protect } = site;
    return new aws.sagemaker.EndpointConfiguration(
        name,
        { ...own.tagged, ...configured(site, models) },
        { ...own.child, retainOnDelete: protect },
    );
}

function configured(site: Site, models: ModelNames): Configured {
    const { settings } = site;
    switch (settings.kind) {
        case "realtime":
            return { ...realtime(settings, models), ...captured(site, settings.capture), ...sealed(site) };
        case "serverless":
            return { productionVariants: [serverless(settings, models)] };
        case "async":
            return { ...asynchronous(site, settings, models), ...captured(site, settings.capture), ...sealed(site) };
    }
}

/** Variants by name, so that the order in which they are written changes nothing. */
function realtime({ variants, shadow }: RealtimeSettings, models: ModelNames): Configured {
    const entries = Object.entries(variants).sort(([one], [other]) => (one < other ? -1 : 1));
    const weight = entries[0]?.[1].weight ?? 1;
    return {
        productionVariants: entries.map(([key, variant]) => ({
            ...modelOf(key, models),
            instanceType: variant.instanceType,
            initialInstanceCount: initialInstances(variant),
            initialVariantWeight: variant.weight,
        })),
        ...(shadow === "none"
            ? {}
            : {
                  shadowProductionVariants: [
                      {
                          ...modelOf(shadowVariant, models),
                          instanceType: shadow.instanceType,
                          initialInstanceCount: shadow.instances,
                          // Of a shadow, the weight says which part of production's requests it sees.
                          initialVariantWeight: (weight * shadow.samplePercent) / 100,
                      },
                  ],
              }),
    };
}

function initialInstances({ capacity }: RealtimeVariant): number {
    return capacity.kind === "fixed" ? capacity.instances : capacity.initial;
}

function serverless(
    { memoryMegabytes, maxConcurrency, provisioned }: ServerlessSettings,
    models: ModelNames,
): aws.types.input.sagemaker.EndpointConfigurationProductionVariant {
    return {
        ...modelOf(onlyVariant, models),
        initialVariantWeight: 1,
        serverlessConfig: {
            memorySizeInMb: memoryMegabytes,
            maxConcurrency,
            ...(provisioned === "none" ? {} : { provisionedConcurrency: provisioned.initial }),
        },
    };
}

function asynchronous(
    { keyArn, results }: Site,
    { capacity, concurrentPerInstance, instanceType }: AsyncSettings,
    models: ModelNames,
): Configured {
    return {
        productionVariants: [
            {
                ...modelOf(onlyVariant, models),
                instanceType,
                // SageMaker begins with one at least, to see that the container starts; scaling takes it away again.
                initialInstanceCount: Math.max(1, capacity.min),
                initialVariantWeight: 1,
            },
        ],
        asyncInferenceConfig: {
            clientConfig: { maxConcurrentInvocationsPerInstance: concurrentPerInstance },
            outputConfig: {
                kmsKeyId: keyArn,
                s3OutputPath: pulumi.interpolate`s3://${results.bucket}/${prefixes.answers}`,
                s3FailurePath: pulumi.interpolate`s3://${results.bucket}/${prefixes.failures}`,
            },
        },
    };
}

function modelOf(key: string, models: ModelNames): { readonly variantName: string; modelName: pulumi.Output<string> } {
    const modelName = models[key];
    if (modelName === undefined) {
        throw new RangeError(`variant: expected one of ${Object.keys(models).join(", ")}, got ${key}`);
    }
    return { variantName: key, modelName };
}

function captured({ keyArn, results }: Site, capture: "none" | Capture): Configured | object {
    return capture === "none"
        ? {}
        : {
              dataCaptureConfig: {
                  enableCapture: true,
                  initialSamplingPercentage: capture.percent,
                  destinationS3Uri: pulumi.interpolate`s3://${results.bucket}/${prefixes.captures}`,
                  kmsKeyId: keyArn,
                  captureOptions: [{ captureMode: "Input" }, { captureMode: "Output" }],
              },
          };
}

/** The volumes under our key, unless a disk of an instance's own makes SageMaker refuse it. */
function sealed({ keyArn, settings }: Site): Pick<Configured, "kmsKeyArn"> {
    return instanceTypes(settings).some((type) => localStorage.test(type)) ? {} : { kmsKeyArn: keyArn };
}

function instanceTypes(settings: InferenceSettings): string[] {
    switch (settings.kind) {
        case "realtime":
            return [...Object.values(settings.variants), ...(settings.shadow === "none" ? [] : [settings.shadow])].map(
                ({ instanceType }) => instanceType,
            );
        case "async":
            return [settings.instanceType];
        case "serverless":
            return [];
    }
}

/** Seconds that old instances stay after the last step, in case an alarm still rings. */
const terminationWaitSeconds = 120;

/** Blue/green, taken back when one of the alarms rings. */
export function deployment(
    rollout: Rollout,
    alarmNames: readonly pulumi.Output<string>[],
): aws.types.input.sagemaker.EndpointDeploymentConfig {
    const size = (percent: number) => ({ type: "CAPACITY_PERCENT", value: percent });
    const wait = { waitIntervalInSeconds: rollout.bakeSeconds };
    const routing = {
        "all-at-once": () => ({ type: "ALL_AT_ONCE", ...wait }),
        canary: (percent: number) => ({ type: "CANARY", ...wait, canarySize: size(percent) }),
        linear: (percent: number) => ({ type: "LINEAR", ...wait, linearStepSize: size(percent) }),
    };
    return {
        blueGreenUpdatePolicy: {
            terminationWaitInSeconds: terminationWaitSeconds,
            trafficRoutingConfiguration:
                rollout.kind === "all-at-once" ? routing[rollout.kind]() : routing[rollout.kind](rollout.percent),
        },
        autoRollbackConfiguration: { alarms: alarmNames.map((alarmName) => ({ alarmName })) },
    };
}
