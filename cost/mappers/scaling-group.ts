import Big from "big.js";
import { UnknownInput, type CostResource } from "../cost-resource";
import type { Line, MapContext, Mapper } from "../mapping";
import { map, times, usageOf, type Band, type Quantity } from "../quantity";
import {
    attachedVolumes,
    machineLines,
    machineOf,
    machinePrices,
    subnetGivesAddress,
    systemOf,
    templateVolumes,
} from "./machine";
import type { Fleet, Machine } from "./machine";
import { mixedShares } from "./mixed-instances";

const templateType = "aws:ec2/launchTemplate:LaunchTemplate";
const configurationType = "aws:ec2/launchConfiguration:LaunchConfiguration";

/** A group, what it keeps and what its estimate is made with. */
interface Group {
    readonly resource: CostResource;
    readonly count: Quantity;
    readonly context: MapContext;
}

/**
 * Machines of a group: as few as it may have, as many as it wants, as many as it may have. What they are, their volumes,
 * metrics and addresses stand in the launch template that the group refers to.
 */
export const scalingGroup: Mapper = {
    types: ["aws:autoscaling/group:Group"],
    source: "https://aws.amazon.com/ec2/pricing/on-demand/",
    prices: machinePrices,
    usage: { instances: { unit: "instances", meaning: "that run on average; what the group wants if absent" } },
    lines: (resource, context) => {
        const count = instanceCount(resource);
        const group: Group = { resource, count, context };
        if (resource.has("launchConfiguration")) {
            return configurationLines(group);
        }
        const mixed = resource.has("mixedInstancesPolicy");
        const template = launchTemplate(resource, mixed ? mixedPath(resource) : "launchTemplate");
        const addressed = { publicAddress: subnetGivesAddress(resource, "vpcZoneIdentifiers") };
        const shares = mixed
            ? mixedShares(resource.within("mixedInstancesPolicy"), { count, template, addressed })
            : [{ machine: machineOf(template, addressed), count }];
        return [
            ...shares.flatMap((share) => machineLines(share.machine, fleetOf(share.count, context))),
            ...shares.flatMap((share) => templateVolumes(template, share.count)),
            ...warmLines(group, { template, machine: shares[0]?.machine }),
        ];
    },
};

/** The first kind of machine may have a template of its own. */
function mixedPath(resource: CostResource): string {
    const path = "mixedInstancesPolicy.launchTemplate";
    const own = `${path}.overrides.0.launchTemplateSpecification`;
    return resource.has(own) ? own : `${path}.launchTemplateSpecification`;
}

/** A count of machines as a fleet that runs all month. */
export function fleetOf(count: Quantity, { settings }: Pick<MapContext, "settings">): Fleet {
    return { hours: times(count, settings.hoursPerMonth), running: count };
}

/** The launch template that an input names. @throws UnknownInput when it is none of the program's own */
export function launchTemplate(resource: CostResource, path: string): CostResource {
    const found = ["id", "name", "launchTemplateId", "launchTemplateName"]
        .map((key) => resource.follow(`${path}.${key}`, templateType))
        .find((one) => one !== undefined);
    if (!found) {
        throw new UnknownInput(path);
    }
    return found;
}

/** What a usage file says, else min, desired and max. */
function instanceCount(resource: CostResource): Quantity {
    const low = resource.number("minSize") ?? 0;
    const high = resource.number("maxSize") ?? low;
    const typical = Math.min(Math.max(resource.number("desiredCapacity") ?? low, low), high);
    const band: Band = { low: new Big(low), typical: new Big(typical), high: new Big(high) };
    return usageOf(["instances"], (use) => use("instances") ?? band);
}

/** The older way to say what a group's machines are; its metrics come every minute unless it says otherwise. */
function configurationLines({ resource, count, context }: Group): readonly Line[] {
    const configuration = resource.follow("launchConfiguration", configurationType);
    const instanceType = configuration?.text("instanceType");
    if (!configuration || instanceType === undefined) {
        throw new UnknownInput("launchConfiguration");
    }
    const machine: Machine = {
        instanceType,
        system: systemOf(configuration, "imageId"),
        tenancy: configuration.text("placementTenancy"),
        spot: configuration.has("spotPrice"),
        detailedMonitoring: configuration.flag("enableMonitoring") ?? true,
        publicAddress:
            configuration.flag("associatePublicIpAddress") ?? subnetGivesAddress(resource, "vpcZoneIdentifiers"),
    };
    return [...machineLines(machine, fleetOf(count, context)), ...attachedVolumes(configuration, count)];
}

/** Machines that stand by: stopped ones cost their volumes, running ones what every machine costs. */
function warmLines(
    { resource, count, context }: Group,
    { template, machine }: { readonly template: CostResource; readonly machine: Machine | undefined },
): readonly Line[] {
    if (!resource.has("warmPool")) {
        return [];
    }
    const pool = resource.within("warmPool");
    const prepared = pool.number("maxGroupPreparedCapacity") ?? resource.number("maxSize") ?? 0;
    const least = pool.number("minSize") ?? 0;
    const warm = usageOf(["instances"], (use) => {
        const running = count.kind === "known" ? count.band : count.of(use);
        return running && map(running, (machines) => atLeast(new Big(prepared).minus(machines), least));
    });
    const running =
        pool.text("poolState") === "Running" && machine ? machineLines(machine, fleetOf(warm, context)) : [];
    return [...running, ...templateVolumes(template, warm)].map((line) => ({
        ...line,
        name: `warm pool: ${line.name}`,
        input: "warmPool",
    }));
}

function atLeast(amount: Big, least: number): Big {
    return amount.lt(least) ? new Big(least) : amount;
}
