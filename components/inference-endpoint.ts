import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createDoor, createRole, logGroupName } from "./inference-endpoint/access";
import { createAlarms, type WatchedAlarm } from "./inference-endpoint/alarms";
import { createConfiguration, deployment, type ModelNames } from "./inference-endpoint/configuration";
import { createModel, type Hosting } from "./inference-endpoint/model";
import { checkInference, checkInferenceName, checkModelRegion } from "./inference-endpoint/rules";
import { createScaling } from "./inference-endpoint/scaling";
import { shadowVariant, type InferenceSettings, type ModelSettings } from "./inference-endpoint/settings";
import { modelsOf, prefixes, type InferenceEndpointArgs, type Site } from "./inference-endpoint/site";
import type { TierAlarm } from "./shared/alarm";
import type { Statement } from "./shared/iam";
import { childrenOf } from "./shared/region";
import { rejectProblems } from "./shared/reject";

const logDays = 30;

/**
 * A model that answers in one cell: at once from instances, at once without instances, or by a queue.
 *
 * A new model has a new key in the store: it makes a new model, a new configuration and moves the endpoint over, by the
 * rollout, back again when an alarm rings. Five things that AWS or its provider do not do:
 * - A rollout that is taken back looks like one that succeeded: `pulumi up` ends well, and only `pulumi refresh` shows
 *   the former configuration (https://github.com/hashicorp/terraform-provider-aws/issues/48997). Where it is protected,
 *   former configurations and models are left in AWS, so that it serves on; they cost nothing, and people delete them.
 * - SageMaker refuses a model whose file or image is not in its region yet: a platform's first `pulumi up` stops there.
 *   Put both into the store, wait until they are copied, and run it again.
 * - Every new configuration starts with the counts and weights that are written here, whatever scaling had reached:
 *   UpdateEndpoint can retain them, the provider does not ask it to
 *   (https://github.com/hashicorp/terraform-provider-aws/issues/48990). `initial` is therefore what a day's load needs.
 * - SageMaker refuses to remove a variant that scales, or to change its instance type
 *   (https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-scaling-update.html): make its capacity fixed, update,
 *   then change it. Blue/green falls back to all at once when variants' names change.
 * - Instances never go down to none but for `async`, and then the first request waits minutes for the first of them.
 *
 * Cost: instances by the hour, also while idle; serverless only its provisioned places; `async` none at `min: 0`.
 * Loses: with one instance, minutes when its zone dies; with the region, what is queued or captured there. No other
 * region holds capacity back: whether a standby gets its instances, GPUs above all, is known only by running them there.
 */
export class InferenceEndpoint extends pulumi.ComponentResource {
    /**
     * What a client asks for: `INFERENCE_ENDPOINT` of an app. Ours, so known before the endpoint is there: an app must
     * start without it, and a model that is not yet in its bucket keeps nothing else of a cell from being made.
     */
    readonly endpointName: string;
    /** By variant: what a batch job names (`antipode inference transform --endpoint-model`). */
    readonly modelNames: ModelNames;
    /** What a client needs to ask it, in the way that its kind is asked. */
    readonly access: readonly Statement[];
    readonly alarms: readonly TierAlarm[];

    constructor(name: string, args: InferenceEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:inference-endpoint:InferenceEndpoint", name, {}, opts);
        const { models, place, settings } = args;
        rejectProblems(this, `InferenceEndpoint "${name}"`, [
            ...checkInference(settings),
            ...checkInferenceName(name, settings),
            ...checkModelRegion(place.region, models.region),
        ]);
        const own = childrenOf(this, place);
        const site: Site = { ...args, name, endpointName: `${name}-${settings.kind}`, own };
        const logs = new aws.cloudwatch.LogGroup(
            name,
            { ...own.tagged, name: logGroupName(site), retentionInDays: logDays, kmsKeyId: args.keyArn },
            own.child,
        );
        this.modelNames = createModels(site);
        const configuration = createConfiguration(site, this.modelNames);
        const alarms = createAlarms(site);
        createScaling(site, createEndpoint(site, { configuration, alarms, logs }));

        this.endpointName = site.endpointName;
        this.access = askingRights(site);
        this.alarms = alarms.map(({ alarm }) => alarm);
        this.registerOutputs({ endpointName: this.endpointName, modelNames: this.modelNames });
    }
}

function createModels(site: Site): ModelNames {
    const { settings } = site;
    const door = settings.kind === "serverless" ? undefined : createDoor(site);
    const roleArn = createRole(site, door);
    const hosting: Hosting =
        settings.kind === "serverless" || door === undefined
            ? { roleArn }
            : { roleArn, inside: { securityGroupId: door.id, isolated: settings.network === "isolated" } };
    const models = [...modelsOf(settings), ...shadowOf(settings)];
    return Object.fromEntries(models.map(([key, model]) => [key, createModel(site, { key, model }, hosting).name]));
}

function shadowOf(settings: InferenceSettings): [string, ModelSettings][] {
    return settings.kind === "realtime" && settings.shadow !== "none" ? [[shadowVariant, settings.shadow.model]] : [];
}

interface EndpointParts {
    readonly configuration: aws.sagemaker.EndpointConfiguration;
    readonly alarms: readonly WatchedAlarm[];
    readonly logs: aws.cloudwatch.LogGroup;
}

/** After its log group, which SageMaker would make by itself, to be kept for ever under AWS's key. */
function createEndpoint(site: Site, { configuration, alarms, logs }: EndpointParts): aws.sagemaker.Endpoint {
    const { endpointName, name, own, settings } = site;
    return new aws.sagemaker.Endpoint(
        name,
        {
            ...own.tagged,
            name: endpointName,
            endpointConfigName: configuration.name,
            ...(settings.kind === "serverless"
                ? {}
                : {
                      deploymentConfig: deployment(
                          settings.rollout,
                          alarms.map((alarm) => alarm.name),
                      ),
                  }),
        },
        { ...own.child, dependsOn: [logs] },
    );
}

/** An asynchronous request lies in the bucket before it is asked, and its answer after. */
function askingRights({ account, endpointName, keyArn, place, results, settings }: Site): Statement[] {
    const endpointArn = `arn:aws:sagemaker:${place.region}:${account}:endpoint/${endpointName}`;
    if (settings.kind !== "async") {
        return [{ Effect: "Allow", Action: "sagemaker:InvokeEndpoint", Resource: endpointArn }];
    }
    const below = (prefix: string): pulumi.Output<string> => pulumi.interpolate`${results.arn}/${prefix}*`;
    return [
        { Effect: "Allow", Action: "sagemaker:InvokeEndpointAsync", Resource: endpointArn },
        { Effect: "Allow", Action: "s3:PutObject", Resource: below(prefixes.requests) },
        { Effect: "Allow", Action: "s3:GetObject", Resource: [below(prefixes.answers), below(prefixes.failures)] },
        {
            Effect: "Allow",
            Action: ["kms:Decrypt", "kms:GenerateDataKey"],
            Resource: keyArn,
            Condition: { StringEquals: { "kms:ViaService": `s3.${place.region}.amazonaws.com` } },
        },
    ];
}
