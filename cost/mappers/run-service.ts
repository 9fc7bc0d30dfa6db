import Big from "big.js";
import type { CostResource } from "../cost-resource";
import { WrongInput } from "../input-reader";
import type { Mapper } from "../mapping";
import { price } from "../price";
import { combine, exactly, known, times, usage, usageOf, zero, type Band, type Quantity } from "../quantity";

const memoryHour = price("AWSAppRunner", "Compute Provisioned GB-hours");
const processorHour = price("AWSAppRunner", "Compute vCPU hours");
const deployments = price("AWSAppRunner", "Compute AutomaticDeployment");
const buildMinute = price("AWSAppRunner", "Compute Build mins");

const scalingType = "aws:apprunner/autoScalingConfigurationVersion:AutoScalingConfigurationVersion";

/** What an instance is, and how many stay ready, unless a service says otherwise (https://docs.aws.amazon.com/apprunner/latest/dg/manage-configure.html). */
const defaults = { processors: "1 vCPU", memory: "2 GB", ready: 1 };

/** Memory of the instances that stay ready or answer, and processors of those that answer, for as long as they do. */
export const runService: Mapper = {
    types: ["aws:apprunner/service:Service"],
    source: "https://aws.amazon.com/apprunner/pricing/",
    prices: [memoryHour, processorHour, deployments, buildMinute],
    usage: {
        monthly_active_hrs: { unit: "instance-hours", meaning: "in which instances answer requests, all together" },
        monthly_build_mins: { unit: "minutes", meaning: "of builds from source" },
    },
    lines: (resource, { settings, states }) => {
        const processors = sized(resource, "cpu", defaults.processors);
        const gigabytes = sized(resource, "memory", defaults.memory);
        const active = usage("monthly_active_hrs");
        return [
            {
                name: "memory",
                unit: "GB-h",
                price: memoryHour,
                quantity: times(instanceHours(resource, settings.hoursPerMonth), gigabytes),
                input: "instanceConfiguration.memory",
            },
            { name: "processors", unit: "vCPU-h", price: processorHour, quantity: times(active, processors) },
            ...(resource.flag("sourceConfiguration.autoDeploymentsEnabled") === false
                ? []
                : [{ name: "automatic deployments", unit: "month", price: deployments, quantity: known(1) }]),
            ...(states("monthly_build_mins")
                ? [{ name: "builds", unit: "minutes", price: buildMinute, quantity: usage("monthly_build_mins") }]
                : []),
        ];
    },
};

/** Those that stay ready, and those that answer where they are more. */
function instanceHours(resource: CostResource, hoursPerMonth: number): Quantity {
    const scaling = resource.follow("autoScalingConfigurationArn", scalingType);
    const ready = exactly((scaling?.number("minSize") ?? defaults.ready) * hoursPerMonth);
    return usageOf(["monthly_active_hrs"], (use) =>
        combine(ready, use("monthly_active_hrs") ?? zero, (a, b) => (a.gt(b) ? a : b)),
    );
}

/** `1024` of a thousand-and-twenty-fourth each, or `1 vCPU` or `2 GB`. */
function sized(resource: CostResource, path: "cpu" | "memory", otherwise: string): Band {
    const text = resource.text(`instanceConfiguration.${path}`) ?? otherwise;
    const whole = path === "cpu" ? "vCPU" : "GB";
    const [, amount, unit] = /^(\d+(?:\.\d+)?) ?(vCPU|GB)?$/.exec(text) ?? [];
    if (amount === undefined || (unit !== undefined && unit !== whole)) {
        throw new WrongInput(`instanceConfiguration.${path}`, `a size such as 1024 or 1 ${whole}`, text);
    }
    const size = unit === undefined ? new Big(amount).div(1024) : new Big(amount);
    return { low: size, typical: size, high: size };
}
