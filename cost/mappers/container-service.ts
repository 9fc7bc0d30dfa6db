import Big from "big.js";
import type { CostResource } from "../cost-resource";
import { UnknownInput, WrongInput, type InputReader } from "../input-reader";
import type { Line, MapContext, Mapper } from "../mapping";
import { price } from "../price";
import { known, map, times, usage, type Band } from "../quantity";
import { addressLines } from "./address";
import { customMetrics } from "./custom-metrics";
import { scaledCount } from "./scaling-target";
import { volumeLines } from "./volume";

const definitionType = "aws:ecs/taskDefinition:TaskDefinition";
const clusterType = "aws:ecs/cluster:Cluster";
const providersType = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders";

const storage = price("AmazonECS-Fargate", "Storage per GB-Hours");

/** Every task has so much temporary storage for nothing (https://aws.amazon.com/fargate/pricing/). */
const freeGibibytes = 20;

/** What one task is. */
export interface Task {
    readonly processors: Big;
    readonly gigabytes: Big;
    readonly storageGibibytes: number;
    /** Before a label of the list: what kind of processor and system. */
    readonly kind: string;
}

/**
 * Tasks on Fargate: processors, memory and storage above the free part, for as many tasks as the service wants or its
 * scaling allows; and a volume for each task that has one, wherever it runs. Tasks on instances of one's own are billed as
 * those. Spot has no row in the list.
 */
export const containerService: Mapper = {
    types: ["aws:ecs/service:Service"],
    source: "https://aws.amazon.com/fargate/pricing/",
    prices: ["", "ARM ", "Spot ", "Spot ARM ", "Windows "]
        .flatMap((kind) => [processorHour(kind), memoryHour(kind)])
        .concat(storage),
    usage: { monthly_hrs: { unit: "hours", meaning: "that the desired tasks run; all month if absent" } },
    lines: (resource, context) => {
        const shares = fargateShares(resource);
        const tasks = scaledCount(resource, resource.number("desiredCount") ?? 0, {
            dimension: "ecs:service:DesiredCount",
        });
        return [
            ...(shares.length > 0 ? shareLines(resource, { shares, tasks }, context) : []),
            ...volumeLines(resource.within("volumeConfiguration.managedEbsVolume"), {
                sizeInput: "sizeInGb",
                typeInput: "volumeType",
                count: known(tasks),
                name: "volumes",
            }),
        ];
    },
};

function shareLines(
    resource: CostResource,
    { shares, tasks }: { readonly shares: readonly Share[]; readonly tasks: Band },
    context: MapContext,
): readonly Line[] {
    const task = taskOf(resource);
    const addressed = resource.flag("networkConfiguration.assignPublicIp") === true;
    return shares.flatMap(({ spot, count }) => [
        ...taskLines(spot ? { ...task, kind: `Spot ${task.kind}` } : task, count(tasks), context),
        ...(addressed ? addressLines(times(context.hours("monthly_hrs"), count(tasks)), "assignPublicIp") : []),
    ]);
}

const enhancedMetrics = price("AmazonCloudWatch", "Container Insights enhanced observability per metric");
const metricsKey = "custom_metrics";

/** Nothing, save the metrics of Container Insights: how many they are is decided by what runs. */
export const containerCluster: Mapper = {
    types: ["aws:ecs/cluster:Cluster"],
    source: "https://aws.amazon.com/cloudwatch/pricing/",
    prices: [customMetrics, enhancedMetrics],
    usage: { [metricsKey]: { unit: "metrics", meaning: "of Container Insights, averaged over the month" } },
    lines: (resource) => {
        const [insights] = resource.list("settings").filter((one) => one.choice("name", ["containerInsights"]));
        const value = insights?.choice("value", ["disabled", "enabled", "enhanced"]) ?? "disabled";
        return value === "disabled"
            ? []
            : [
                  {
                      name: "Container Insights",
                      unit: "metric-month",
                      price: value === "enhanced" ? enhancedMetrics : customMetrics,
                      quantity: usage(metricsKey),
                      input: "settings",
                  },
              ];
    },
};

const managedKey = "monthly_machine_hrs";
const managedHour = price("AmazonECS", "Managed instances per machine hour");

/** Machines of a scaling group are billed as those; ECS takes a fee for the ones that it manages itself. */
export const capacityProvider: Mapper = {
    types: ["aws:ecs/capacityProvider:CapacityProvider"],
    source: "https://aws.amazon.com/ecs/pricing/",
    prices: [managedHour],
    usage: { [managedKey]: { unit: "hours", meaning: "that machines run which ECS manages, all together" } },
    lines: (resource) =>
        resource.has("managedInstancesProvider")
            ? [{ name: "managed instances", unit: "h", price: managedHour, quantity: usage(managedKey) }]
            : [],
};

/** Part of a service's tasks that runs on Fargate, of all that it has. */
interface Share {
    readonly spot: boolean;
    readonly count: (tasks: Band) => Band;
}

function fargateShares(resource: CostResource): readonly Share[] {
    const launchType = resource.choice("launchType", ["EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"]);
    if (launchType !== undefined) {
        return launchType === "FARGATE" ? [{ spot: false, count: (tasks) => tasks }] : [];
    }
    const own = resource.list("capacityProviderStrategies");
    const cluster = resource.follow("cluster", clusterType);
    const [providers] = cluster?.namedBy(providersType, "clusterName") ?? [];
    const strategies = own.length > 0 ? own : (providers?.list("defaultCapacityProviderStrategies") ?? []);
    const weights = strategies.map((one) => one.number("weight") ?? 0);
    const weight = weights.reduce((sum, one) => sum + one, 0);
    const base = strategies.reduce((sum, one) => sum + (one.number("base") ?? 0), 0);
    return strategies.flatMap((one, at) => {
        const provider = fargateProvider(one);
        return provider === undefined
            ? []
            : [{ spot: provider === "FARGATE_SPOT", count: shareOf(one, { base, part: [weights[at] ?? 0, weight] }) }];
    });
}

/** Its base comes first; what all bases leave is divided by weight. */
/**
 * Undefined for a provider of one's own, whose name never begins as one of AWS's
 * (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCapacityProvider.html).
 */
function fargateProvider(strategy: InputReader): "FARGATE" | "FARGATE_SPOT" | undefined {
    const ofAws = /^(aws|ecs|fargate)/i.test(strategy.text("capacityProvider") ?? "");
    return ofAws ? strategy.choice("capacityProvider", ["FARGATE", "FARGATE_SPOT"]) : undefined;
}

function shareOf(
    strategy: InputReader,
    { base, part: [own, all] }: { readonly base: number; readonly part: readonly [own: number, all: number] },
): Share["count"] {
    const first = strategy.number("base") ?? 0;
    return (tasks) =>
        map(tasks, (count) => {
            const rest = count.gt(base) ? count.minus(base) : new Big(0);
            const taken = count.lt(first) ? count : new Big(first);
            return all === 0 ? taken : taken.plus(rest.times(own).div(all));
        });
}

function taskOf(resource: CostResource): Task {
    const definition = resource.follow("taskDefinition", definitionType);
    if (!definition) {
        throw new UnknownInput("taskDefinition");
    }
    return definedTask(definition);
}

/** The size of the tasks of a definition. @throws UnknownInput, WrongInput */
export function definedTask(definition: CostResource): Task {
    const processors = definition.text("cpu");
    const memory = definition.text("memory");
    if (processors === undefined || memory === undefined) {
        throw new UnknownInput("taskDefinition.cpu");
    }
    const system = definition.beginning("runtimePlatform.operatingSystemFamily", ["LINUX", "WINDOWS_SERVER_"]);
    const arm = definition.choice("runtimePlatform.cpuArchitecture", ["X86_64", "ARM64"]) === "ARM64";
    return {
        processors: sized(processors, "cpu", / ?vcpu$/i),
        gigabytes: sized(memory, "memory", / ?gb$/i),
        storageGibibytes: definition.number("ephemeralStorage.sizeInGib") ?? freeGibibytes,
        kind: system === "WINDOWS_SERVER_" ? "Windows " : arm ? "ARM " : "",
    };
}

/** `1024` of a thousand-and-twenty-fourth each, or `1 vCPU` or `2 GB`. */
function sized(text: string, path: string, unit: RegExp): Big {
    const whole = unit.test(text);
    const amount = text.replace(unit, "");
    if (amount.trim() === "" || Number.isNaN(Number(amount))) {
        throw new WrongInput(`taskDefinition.${path}`, "a size such as 1024 or 1 vCPU or 2 GB", text);
    }
    return whole ? new Big(amount) : new Big(amount).div(1024);
}

/** Processors, memory and storage above the free part of so many tasks. */
export function taskLines(task: Task, count: Band, { hours }: Pick<MapContext, "hours">): readonly Line[] {
    const { processors, gigabytes, storageGibibytes, kind } = task;
    const own = times(hours("monthly_hrs"), count);
    const more = storageGibibytes - freeGibibytes;
    const each = (amount: Big | number) => {
        const value = new Big(amount);
        return times(own, { low: value, typical: value, high: value });
    };
    const name = kind.toLowerCase().replace("arm", "ARM");
    return [
        {
            name: `${name}processors`,
            unit: "vCPU-h",
            price: processorHour(kind),
            quantity: each(processors),
            input: "desiredCount",
        },
        {
            name: `${name}memory`,
            unit: "GB-h",
            price: memoryHour(kind),
            quantity: each(gigabytes),
            input: "desiredCount",
        },
        ...(more > 0
            ? [
                  {
                      name: "temporary storage",
                      unit: "GB-h",
                      price: storage,
                      quantity: each(more),
                      input: "ephemeralStorage",
                  },
              ]
            : []),
    ];
}

function processorHour(kind: string) {
    return price("AmazonECS-Fargate", `${kind}perCPU per hour`);
}

function memoryHour(kind: string) {
    return price("AmazonECS-Fargate", `${kind}perGB per hour`);
}
