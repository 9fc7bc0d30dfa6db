import type { CostResource } from "../cost-resource";
import { UnknownInput, type InputReader } from "../input-reader";
import type { Hours, Line, Mapper } from "../mapping";
import { price } from "../price";
import { known, map, times, usage, type Band } from "../quantity";
import { scaledCount } from "./scaling-target";

const storage = price("AmazonSageMaker", "Endpoint ML storage (gp2)");
const dataIn = price("AmazonSageMaker", "Endpoint data in");
const dataOut = price("AmazonSageMaker", "Endpoint data out");
/** No public source of the book has its rate, which depends on the memory. */
const serverless = price("AmazonSageMaker", "Serverless inference per GB-second");
const provisioned = price("AmazonSageMaker", "Serverless inference provisioned concurrency per GB-second");

const megabytesPerGigabyte = 1024;
const secondsPerHour = 3600;

/** SageMaker endpoints: the instances of every variant, by the hour, as the endpoint's configuration has them. */
export const inferenceEndpoint: Mapper = {
    types: ["aws:sagemaker/endpoint:Endpoint"],
    source: "https://aws.amazon.com/sagemaker/pricing/",
    prices: [storage, dataIn, dataOut, serverless],
    usage: {
        monthly_data_in_gb: { unit: "GB", meaning: "of requests" },
        monthly_data_out_gb: { unit: "GB", meaning: "of replies" },
        monthly_inference_gb_seconds: { unit: "GB-seconds", meaning: "serverless: memory times the time of requests" },
    },
    lines: (endpoint, { hours, states }) => {
        const config = endpoint.lead("endpointConfigName", "aws:sagemaker/endpointConfiguration:EndpointConfiguration");
        if (!config) {
            throw new UnknownInput("the configuration that endpointConfigName names");
        }
        const variants = [...config.list("productionVariants"), ...config.list("shadowProductionVariants")];
        const asynchronous = config.has("asyncInferenceConfig");
        return [
            ...variants.flatMap((variant) => variantLines(endpoint, variant, { hours, asynchronous })),
            ...trafficLines(states),
        ];
    },
};

function variantLines(
    endpoint: CostResource,
    variant: InputReader,
    { hours, asynchronous }: { readonly hours: Hours; readonly asynchronous: boolean },
): readonly Line[] {
    const name = variant.text("variantName") ?? "variant";
    if (variant.has("serverlessConfig")) {
        const quantity = usage("monthly_inference_gb_seconds");
        return [
            { name: `${name}: serverless`, unit: "GB-s", price: serverless, quantity, input: "serverlessConfig" },
            ...readyLines(endpoint, variant, { name, hours }),
        ];
    }
    const type = variant.text("instanceType");
    if (type === undefined) {
        throw new UnknownInput("productionVariants.instanceType");
    }
    const count = instancesOf(endpoint, variant);
    const component = asynchronous ? "Asynchronous inference" : "Hosting (real-time inference)";
    return [
        {
            name: `${name}: ${type}`,
            unit: "h",
            price: price("AmazonSageMaker", `instance=${type};component=${component}`),
            quantity: times(hours(), count),
            input: "productionVariants",
        },
        ...volumeLines(variant, name, count),
    ];
}

/** Memory that is kept ready for requests, whether or not they come. */
function readyLines(
    endpoint: CostResource,
    variant: InputReader,
    { name, hours }: { readonly name: string; readonly hours: Hours },
): readonly Line[] {
    const ready = variant.number("serverlessConfig.provisionedConcurrency");
    const megabytes = variant.number("serverlessConfig.memorySizeInMb");
    if (ready === undefined) {
        return [];
    }
    if (megabytes === undefined) {
        throw new UnknownInput("productionVariants.serverlessConfig.memorySizeInMb");
    }
    const part = variant.text("variantName");
    const dimension = "sagemaker:variant:DesiredProvisionedConcurrency";
    const count = scaledCount(endpoint, ready, { dimension, ...(part === undefined ? {} : { part }) });
    const gigabyteSeconds = map(count, (one) => one.times(megabytes).div(megabytesPerGigabyte).times(secondsPerHour));
    return [
        {
            name: `${name}: kept ready`,
            unit: "GB-s",
            price: provisioned,
            quantity: times(hours(), gigabyteSeconds),
            input: "serverlessConfig",
        },
    ];
}

/** What scaling makes of a variant's instances: a target of Application Auto Scaling, or the variant's own limits. */
function instancesOf(endpoint: CostResource, variant: InputReader): Band {
    const count = variant.number("initialInstanceCount") ?? 1;
    const own = "managedInstanceScaling";
    const part = variant.text("variantName");
    const scaled = scaledCount(endpoint, count, {
        dimension: "sagemaker:variant:DesiredInstanceCount",
        // AWS names one that has no name, and then any target may be for it.
        ...(part === undefined ? {} : { part }),
    });
    if (variant.choice(`${own}.status`, ["ENABLED", "DISABLED"]) !== "ENABLED") {
        return scaled;
    }
    const low = variant.number(`${own}.minInstanceCount`);
    const high = variant.number(`${own}.maxInstanceCount`);
    return {
        low: low === undefined ? scaled.low : scaled.low.times(0).plus(low),
        typical: scaled.typical,
        high: high === undefined ? scaled.high : scaled.high.times(0).plus(high),
    };
}

function volumeLines(variant: InputReader, name: string, count: Band): readonly Line[] {
    const size = variant.number("volumeSizeInGb");
    return size === undefined
        ? []
        : [
              {
                  name: `${name}: volumes`,
                  unit: "GB-month",
                  price: storage,
                  quantity: times(known(size), count),
                  input: "productionVariants",
              },
          ];
}

/** Traffic costs a hundredth of the instances and has a price in one region alone: it is asked for only where it is stated. */
function trafficLines(states: (key: string) => boolean): readonly Line[] {
    const lines = [
        { name: "data in", price: dataIn, key: "monthly_data_in_gb" },
        { name: "data out", price: dataOut, key: "monthly_data_out_gb" },
    ];
    return lines
        .filter(({ key }) => states(key))
        .map(({ key, ...line }) => ({ ...line, unit: "GB", quantity: usage(key) }));
}
