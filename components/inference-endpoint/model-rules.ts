import { problemIf, show, under, type Problem } from "../shared/problems";
import type { ModelSettings } from "./settings";

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModel.html */
const mostContainers = 15;

/** Of a variant or container: it becomes a part of a model's name, which ends at 63 characters. */
const keyPattern = /^(?=.{1,20}$)[a-z0-9]+(-[a-z0-9]+)*$/;

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageIdentifier.html */
const tagPattern = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;

/** A name of a variant or container. */
export function checkKey(key: string): Problem[] {
    return problemIf(
        !keyPattern.test(key),
        "name",
        `expected up to 20 of a-z, 0-9 and single dashes, got ${show(key)}`,
    );
}

/** What is wrong with a model, with paths below it. */
export function checkModel(model: ModelSettings): Problem[] {
    switch (model.kind) {
        case "single":
            return checkContainer(model);
        case "multi-model":
            return [
                ...checkTag(model.imageTag),
                ...problemIf(
                    !/^[^/*].*\/$/.test(model.prefix) || model.prefix.includes("*"),
                    "prefix",
                    `expected a prefix that ends with / such as "tenants/", got ${show(model.prefix)}`,
                ),
            ];
        case "containers": {
            const names = Object.keys(model.containers).sort();
            return [
                ...problemIf(
                    names.length < 2 || names.length > mostContainers,
                    "containers",
                    `expected 2 to ${mostContainers} (SageMaker's limit), got ${names.length}`,
                ),
                ...problemIf(
                    [...model.order].sort().join() !== names.join(),
                    "order",
                    `expected each of ${names.join(", ")} once, got ${model.order.join(", ")}`,
                ),
                ...Object.entries(model.containers).flatMap(([key, container]) =>
                    under(`containers.${key}`, [...checkKey(key), ...checkContainer(container)]),
                ),
            ];
        }
    }
}

function checkContainer({ imageTag, artifact }: { readonly imageTag: string; readonly artifact: string }): Problem[] {
    return [
        ...checkTag(imageTag),
        ...problemIf(
            !/^[^/*?]([^*?]*)\.tar\.gz$/.test(artifact),
            "artifact",
            `expected a key that ends with .tar.gz (SageMaker unpacks no other), got ${show(artifact)}`,
        ),
    ];
}

function checkTag(tag: string): Problem[] {
    return problemIf(
        !tagPattern.test(tag) || tag === "latest",
        "imageTag",
        `expected a tag that names one version for good, such as "1.4.0", got ${show(tag)}`,
    );
}
