import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ContainerSettings, ModelSettings, MultiModel } from "./settings";
import type { Site } from "./site";

/** What a model may do, and where it stands. */
export interface Hosting {
    readonly roleArn: pulumi.Output<string>;
    /** Left out where SageMaker takes neither a network nor isolation: serverless. */
    readonly inside?: { readonly securityGroupId: pulumi.Output<string>; readonly isolated: boolean };
}

interface KeyedModel {
    /** The variant that serves it. */
    readonly key: string;
    readonly model: ModelSettings;
}

/**
 * SageMaker changes no model: whatever differs makes a new one, beside the old, under a name of Pulumi's. The endpoint's
 * configuration names it and so is made anew too, and the endpoint moves over. A protected one is left,
 * like its configuration, for an endpoint that is taken back to it.
 */
export function createModel(site: Site, { key, model }: KeyedModel, hosting: Hosting): aws.sagemaker.Model {
    const { name, network, own, protect } = site;
    const { inside, roleArn } = hosting;
    const standing =
        inside === undefined
            ? {}
            : {
                  enableNetworkIsolation: inside.isolated,
                  vpcConfig: { subnets: network.subnetIds.app, securityGroupIds: [inside.securityGroupId] },
              };
    return new aws.sagemaker.Model(
        `${name}-${key}`,
        { ...own.tagged, executionRoleArn: roleArn, ...standing, ...containersOf(site, model) },
        { ...own.child, retainOnDelete: protect },
    );
}

type Containers = Pick<aws.sagemaker.ModelArgs, "primaryContainer" | "containers" | "inferenceExecutionConfig">;

function containersOf(site: Site, model: ModelSettings): Containers {
    switch (model.kind) {
        case "single":
            return { primaryContainer: { ...container(site, model), modelDataUrl: stored(site, model.artifact) } };
        case "multi-model":
            return { primaryContainer: manyModels(site, model) };
        case "containers":
            return {
                containers: model.order.flatMap((hostname) => {
                    const each = model.containers[hostname];
                    return each === undefined
                        ? []
                        : {
                              ...container(site, each),
                              containerHostname: hostname,
                              modelDataUrl: stored(site, each.artifact),
                          };
                }),
                inferenceExecutionConfig: { mode: model.invocation === "serial" ? "Serial" : "Direct" },
            };
    }
}

function manyModels(site: Site, model: MultiModel): aws.types.input.sagemaker.ModelPrimaryContainer {
    return {
        ...container(site, model),
        mode: "MultiModel",
        modelDataUrl: stored(site, model.prefix),
        multiModelConfig: { modelCacheSetting: model.cache === "enabled" ? "Enabled" : "Disabled" },
    };
}

function container(
    { models }: Site,
    { imageTag, environment }: ContainerSettings,
): aws.types.input.sagemaker.ModelContainer {
    return {
        image: pulumi.interpolate`${models.repositoryUrl}:${imageTag}`,
        ...(environment === undefined ? {} : { environment }),
    };
}

function stored({ models }: Site, key: string): pulumi.Output<string> {
    return pulumi.interpolate`s3://${models.bucket}/${key}`;
}
