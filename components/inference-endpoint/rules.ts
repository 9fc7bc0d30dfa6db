import { problemIf, show, under, type Problem } from "../shared/problems";
import type { Region } from "../shared/regions";
import { checkLimits, inRange, type Range } from "./limits";
import { checkKey, checkModel } from "./model-rules";
import {
    onlyVariant,
    shadowVariant,
    type AsyncSettings,
    type InferenceSettings,
    type ModelSettings,
    type RealtimeSettings,
    type RealtimeVariant,
    type Rollout,
    type ServerlessSettings,
} from "./settings";

/**
 * SageMaker takes ten variants of an endpoint, and ten alarms that take a rollout back; ours has two for each variant
 * (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html,
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AutoRollbackConfig.html).
 */
const mostVariants = 5;

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantServerlessConfig.html */
const mostConcurrency = 200;

/** Of blue/green steps (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TrafficRoutingConfig.html). */
const bakeRange: Range = { min: 0, max: 3600, whole: true };
const stepRange = { canary: { min: 1, max: 50, whole: true }, linear: { min: 10, max: 50, whole: true } } as const;

/**
 * Seconds that the steps of a rollout may wait in all. The provider waits an hour for the endpoint and then fails, while
 * SageMaker goes on (https://github.com/hashicorp/terraform-provider-aws/pull/39090); a quarter of it is left for new
 * instances to start and old ones to end.
 */
const mostWaitSeconds = 2700;

/** Names of endpoints and models end here (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModel.html). */
const nameLength = 63;

/** What Pulumi appends to make a name its own: a dash and seven digits. */
const autonameLength = 8;

const instancePattern = /^ml\.[a-z0-9-]+\.[a-z0-9-]+$/;

const instances: Range = { min: 1, max: Infinity, whole: true };
const percentage: Range = { min: 1, max: 100 };
const positive: Range = { min: Number.MIN_VALUE, max: Infinity };

/** What is wrong with an endpoint, with paths below its settings. */
export function checkInference(settings: InferenceSettings): Problem[] {
    switch (settings.kind) {
        case "realtime":
            return [...checkRealtime(settings), ...checkHosted(settings), ...checkAnswers(settings)];
        case "serverless":
            return [...checkServerless(settings), ...checkAnswers(settings)];
        case "async":
            return [...checkAsync(settings), ...checkHosted(settings), ...checkErrors(settings)];
    }
}

/** Model and image lie in the endpoint's own region: SageMaker reads from no other. */
export function checkModelRegion(endpoint: Region, models: Region): Problem[] {
    return problemIf(models !== endpoint, "models.region", `expected the endpoint's own ${endpoint}, got ${models}`);
}

/** The endpoint's name is ours, because alarms are made before it; a model's is Pulumi's. */
export function checkInferenceName(name: string, settings: InferenceSettings): Problem[] {
    const longest = Math.max(
        name.length + 1 + settings.kind.length,
        ...variantKeys(settings).map((key) => name.length + 1 + key.length + autonameLength),
    );
    return problemIf(
        longest > nameLength,
        "name",
        `expected one that leaves its endpoint and models ${nameLength} characters, got ${show(name)} (${longest})`,
    );
}

/** Names of the variants that answer. */
function variantKeys(settings: InferenceSettings): string[] {
    return settings.kind === "realtime" ? Object.keys(settings.variants) : [onlyVariant];
}

function checkRealtime({ variants, shadow }: RealtimeSettings): Problem[] {
    const entries = Object.entries(variants);
    const count = entries.length;
    const [, only] = entries[0] ?? [];
    return [
        ...problemIf(
            count < 1 || count > mostVariants,
            "variants",
            `expected 1 to ${mostVariants} (each has two alarms that take a rollout back, SageMaker takes ten), got ${count}`,
        ),
        ...problemIf(
            count > 0 && entries.every(([, { weight }]) => weight === 0),
            "variants",
            "expected a weight above 0 in one variant, got 0 in all",
        ),
        ...entries.flatMap(([key, variant]) => under(`variants.${key}`, [...checkKey(key), ...checkVariant(variant)])),
        ...(shadow === "none" ? [] : checkShadow(shadow, { count, production: only?.model.kind })),
        ...problemIf(
            shadow !== "none" && shadowVariant in variants,
            "variants.shadow",
            "expected another name beside a shadow, got shadow",
        ),
    ];
}

function checkVariant({ model, instanceType, weight, capacity }: RealtimeVariant): Problem[] {
    const size = under(
        "capacity",
        capacity.kind === "fixed"
            ? inRange("instances", capacity.instances, instances)
            : [
                  ...checkLimits(capacity, 1),
                  ...checkInitial(capacity),
                  ...(capacity.target.kind === "invocations"
                      ? inRange("target.perInstancePerMinute", capacity.target.perInstancePerMinute, positive)
                      : inRange("target.perModel", capacity.target.perModel, positive)),
              ],
    );
    return [
        ...under("model", checkModel(model)),
        ...checkInstanceType(instanceType),
        ...inRange("weight", weight, { min: 0, max: Infinity }),
        ...size,
    ];
}

/** A start between the limits, when these make sense themselves. */
function checkInitial({ initial, min, max }: Readonly<Record<"initial" | "min" | "max", number>>): Problem[] {
    return min > max ? [] : inRange("initial", initial, { min, max, whole: true });
}

interface ShadowedBy {
    readonly count: number;
    readonly production: ModelSettings["kind"] | undefined;
}

/**
 * One production variant and one shadow, single models both
 * (https://docs.aws.amazon.com/sagemaker/latest/dg/shadow-tests-exclusions.html).
 */
function checkShadow(
    shadow: Exclude<RealtimeSettings["shadow"], "none">,
    { count, production }: ShadowedBy,
): Problem[] {
    const below = [
        ...under("model", checkModel(shadow.model)),
        ...checkInstanceType(shadow.instanceType),
        ...inRange("instances", shadow.instances, instances),
        ...inRange("samplePercent", shadow.samplePercent, percentage),
    ];
    return [
        ...problemIf(count > 1, "shadow", `expected none beside several variants, or one variant, got ${count}`),
        ...problemIf(
            production !== undefined && production !== "single",
            "shadow",
            `expected none beside a ${production ?? ""} model: SageMaker shadows single models only`,
        ),
        ...under("shadow", below),
    ];
}

function checkServerless({ model, maxConcurrency, provisioned }: ServerlessSettings): Problem[] {
    const warm =
        provisioned === "none"
            ? []
            : under("provisioned", [
                  ...checkLimits(provisioned, 1),
                  ...checkInitial(provisioned),
                  ...inRange("utilizationPercent", provisioned.utilizationPercent, percentage),
                  ...problemIf(
                      provisioned.max > maxConcurrency,
                      "max",
                      `expected at most maxConcurrency (${maxConcurrency}), got ${provisioned.max}`,
                  ),
              ]);
    return [
        ...under("model", checkModel(model)),
        ...inRange("maxConcurrency", maxConcurrency, { min: 1, max: mostConcurrency, whole: true }),
        ...warm,
    ];
}

function checkAsync(settings: AsyncSettings): Problem[] {
    const { model, instanceType, capacity, concurrentPerInstance, oldestRequestSeconds } = settings;
    return [
        ...under("model", checkModel(model)),
        ...checkInstanceType(instanceType),
        // https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AsyncInferenceClientConfig.html
        ...inRange("concurrentPerInstance", concurrentPerInstance, { min: 1, max: 1000, whole: true }),
        ...under("capacity", [
            ...checkLimits(capacity, 0),
            ...inRange("backlogPerInstance", capacity.backlogPerInstance, positive),
        ]),
        ...inRange("oldestRequestSeconds", oldestRequestSeconds, { min: 60, max: Infinity, whole: true }),
    ];
}

/** What endpoints on instances have in common. */
function checkHosted({ rollout, capture }: RealtimeSettings | AsyncSettings): Problem[] {
    return [
        ...under("rollout", checkRollout(rollout)),
        ...(capture === "none" ? [] : inRange("capture.percent", capture.percent, { ...percentage, whole: true })),
    ];
}

function checkRollout(rollout: Rollout): Problem[] {
    const problems = [
        ...inRange("bakeSeconds", rollout.bakeSeconds, bakeRange),
        ...(rollout.kind === "all-at-once" ? [] : inRange("percent", rollout.percent, stepRange[rollout.kind])),
    ];
    return problems.length > 0 ? problems : checkWait(rollout);
}

function checkWait(rollout: Rollout): Problem[] {
    const steps = rollout.kind === "linear" ? Math.ceil(100 / rollout.percent) : 1;
    const seconds = steps * rollout.bakeSeconds;
    return problemIf(
        seconds > mostWaitSeconds,
        "bakeSeconds",
        `expected at most ${Math.floor(mostWaitSeconds / steps)} (${mostWaitSeconds} in all steps, before the provider gives up), got ${rollout.bakeSeconds}`,
    );
}

function checkAnswers({ p99Milliseconds, errorPercent }: RealtimeSettings | ServerlessSettings): Problem[] {
    return [...inRange("p99Milliseconds", p99Milliseconds, positive), ...checkErrors({ errorPercent })];
}

function checkErrors({ errorPercent }: Pick<InferenceSettings, "errorPercent">): Problem[] {
    return inRange("errorPercent", errorPercent, { min: Number.MIN_VALUE, max: 100 });
}

function checkInstanceType(type: string): Problem[] {
    return problemIf(
        !instancePattern.test(type),
        "instanceType",
        `expected a type such as ml.c7g.xlarge, got ${show(type)}`,
    );
}
