import Big from "big.js";
import type { CostResource } from "../cost-resource";
import { WrongInput } from "../input-reader";
import type { Line, Mapper } from "../mapping";
import { price } from "../price";
import { times, usage, usageOf, type Band, type Quantity } from "../quantity";
import {
    creditKeys,
    creditLines,
    machineLines,
    machineOf,
    machinePrices,
    templateVolumes,
    type Machine,
    fleetOf,
} from "./machine";
import { placementOf } from "./placement";
import { launchTemplate } from "./scaling-group";
import { paidSupport } from "./support-calendar";
import { plainVolume } from "./volume";
import { warmLines } from "./warm-pool";

const source = "https://aws.amazon.com/eks/pricing/";

const clusterHour = price("AmazonEKS", "Compute per Hours");
const extendedHour = price("AmazonEKS", "Compute ExtendedSupport per Hours");
const automaticHour = price("AmazonEKS", "Auto Mode per machine hour");

/** Control planes that are asked for by size cost an hour of it on top (https://aws.amazon.com/eks/pricing/). */
const controlPlaneTiers = ["tier-xl", "tier-2xl", "tier-4xl", "tier-8xl"];

/** Lines for what a usage file may say; standard support costs nothing. */
const saidSupport: { readonly [said: string]: string | undefined } = { extended: "extended support" };

const automaticKey = "monthly_auto_machine_hrs";

/**
 * What nodes are unless their group says otherwise (https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html);
 * the type of their disk cannot be said (https://github.com/aws/containers-roadmap/issues/1417, still so of 1.33:
 * https://github.com/bottlerocket-os/bottlerocket/issues/4799).
 */
const nodeDefaults = { instanceType: "t3.medium", diskGigabytes: 20, windowsDiskGigabytes: 50, diskType: "gp2" };

/** Hours of a control plane, and of extended support for a version that is past its own. Nodes are billed as machines. */
export const kubernetesCluster: Mapper = {
    types: ["aws:eks/cluster:Cluster"],
    source,
    prices: [clusterHour, extendedHour, automaticHour, ...controlPlaneTiers.map(controlPlaneHour)],
    usage: {
        [automaticKey]: { unit: "hours", meaning: "that machines run which Auto Mode started, all together" },
        support: {
            oneOf: ["standard", "extended"],
            meaning: "support that the cluster's version has; decided by the version if absent",
        },
    },
    lines: (resource, { hours, choice, settings }) => {
        const said = choice("support");
        const support = said === undefined ? supportOf(resource, settings.today) : saidSupport[said];
        const tier = resource.text("controlPlaneScalingConfig.tier") ?? "standard";
        return [
            { name: "cluster hours", unit: "h", price: clusterHour, quantity: hours() },
            ...(support
                ? [{ name: support, unit: "h", price: extendedHour, quantity: hours(), input: "version" }]
                : []),
            ...(tier === "standard"
                ? []
                : [
                      {
                          name: `control plane of ${tier}`,
                          unit: "h",
                          price: controlPlaneHour(tier),
                          quantity: hours(),
                          input: "controlPlaneScalingConfig.tier",
                      },
                  ]),
            // Which machines it will start is decided by pods.
            ...(resource.flag("computeConfig.enabled") === true
                ? [{ name: "Auto Mode", unit: "h", price: automaticHour, quantity: usage(automaticKey) }]
                : []),
        ];
    },
};

/** Machines of a node group, by its launch template where it has one (which decides the type, disks and metrics). */
export const kubernetesNodes: Mapper = {
    types: ["aws:eks/nodeGroup:NodeGroup"],
    source,
    prices: machinePrices,
    usage: {
        instances: { unit: "instances", meaning: "that run on average; what the group wants if absent" },
        ...creditKeys,
    },
    lines: (resource, context) => {
        const count = nodeCount(resource);
        const template = resource.has("launchTemplate") ? launchTemplate(resource, "launchTemplate") : undefined;
        const machine = nodeOf(resource, template);
        const volumes = (each: Quantity) => (template ? templateVolumes(template, each) : nodeDisk(resource, each));
        const kept = { count, most: resource.number("scalingConfig.maxSize") ?? 0, machine, volumes };
        return [
            ...machineLines(machine, fleetOf(count, context)),
            ...creditLines(context),
            ...volumes(count),
            ...(resource.has("warmPoolConfig") ? warmLines(resource.within("warmPoolConfig"), kept, context) : []),
        ];
    },
};

const processorHour = price("AmazonECS-Fargate", "perCPU per hour");
const memoryHour = price("AmazonECS-Fargate", "perGB per hour");

/** Pods on Fargate: which ones will match is decided by what is deployed into the cluster. */
export const kubernetesPods: Mapper = {
    types: ["aws:eks/fargateProfile:FargateProfile"],
    source: "https://aws.amazon.com/fargate/pricing/",
    prices: [processorHour, memoryHour],
    usage: {
        monthly_vcpu_hrs: { unit: "vCPU-hours", meaning: "of all pods of the profile" },
        monthly_memory_gb_hrs: { unit: "GB-hours", meaning: "of all pods of the profile" },
    },
    lines: () => [
        { name: "processors", unit: "vCPU-h", price: processorHour, quantity: usage("monthly_vcpu_hrs") },
        { name: "memory", unit: "GB-h", price: memoryHour, quantity: usage("monthly_memory_gb_hrs") },
    ],
};

function controlPlaneHour(tier: string) {
    return price("AmazonEKS", `Provisioned control plane ${tier} per hour`);
}

/** What the version pays for on that day. Clusters that may not have extended support are upgraded instead. */
function supportOf(resource: CostResource, today: string): string | undefined {
    const paid = paidSupport({
        engine: "kubernetes",
        version: resource.text("version") ?? "",
        input: "version",
        today,
    });
    return paid && resource.choice("upgradePolicy.supportType", ["STANDARD", "EXTENDED"]) !== "STANDARD"
        ? `extended support of ${paid.of}`
        : undefined;
}

function nodeCount(resource: CostResource): Quantity {
    const sizes = resource.within("scalingConfig");
    const low = sizes.number("minSize") ?? 0;
    const high = sizes.number("maxSize") ?? low;
    const typical = Math.min(Math.max(sizes.number("desiredSize") ?? low, low), high);
    const band: Band = { low: new Big(low), typical: new Big(typical), high: new Big(high) };
    return usageOf(["instances"], (use) => use("instances") ?? band);
}

function nodeOf(resource: CostResource, template: CostResource | undefined): Machine {
    const [first] = resource.list("instanceTypes");
    const own = {
        spot: isSpot(resource),
        ...placementOf(resource, "subnetIds"),
        ...(isWindows(resource) ? { system: "Windows" } : {}),
    };
    if (template && !first) {
        return machineOf(template, own);
    }
    const instanceType = first?.asText() ?? nodeDefaults.instanceType;
    return template ? machineOf(template, { ...own, instanceType }) : { ...own, instanceType };
}

function nodeDisk(resource: CostResource, count: Quantity): readonly Line[] {
    const otherwise = isWindows(resource) ? nodeDefaults.windowsDiskGigabytes : nodeDefaults.diskGigabytes;
    const gigabytes = resource.number("diskSize") ?? otherwise;
    return [plainVolume(nodeDefaults.diskType, times(count, gigabytes))];
}

// https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html, which gets more of each
const images = ["AL2_", "AL2023_", "BOTTLEROCKET_", "CUSTOM", "WINDOWS_"] as const;

function isWindows(resource: CostResource): boolean {
    return resource.beginning("amiType", images) === "WINDOWS_";
}

/** @throws WrongInput for capacity that is paid for when it is reserved */
function isSpot(resource: CostResource): boolean {
    const capacity = resource.choice("capacityType", ["ON_DEMAND", "SPOT", "CAPACITY_BLOCK"]);
    if (capacity === "CAPACITY_BLOCK") {
        throw new WrongInput("capacityType", "ON_DEMAND or SPOT, which alone have prices by the hour", capacity);
    }
    return capacity === "SPOT";
}
