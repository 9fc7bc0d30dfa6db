import type { CostResource } from "../cost-resource";
import { UnknownInput, WrongInput, type InputReader } from "../input-reader";
import type { Line, MapContext } from "../mapping";
import { price, type PriceName } from "../price";
import { times, usage, type Quantity } from "../quantity";
import { addressLines } from "./address";
import { customMetrics } from "./custom-metrics";
import { tenancyIn } from "./placement";
import { volumeLines } from "./volume";

/** An EC2 instance as its price sees it, whatever states it: an instance, a launch template, a node group. */
export interface Machine {
    readonly instanceType: string;
    /** As the price list spells it. @default "Linux" */
    readonly system?: string | undefined;
    /** @default "default" */
    readonly tenancy?: Tenancy | undefined;
    readonly spot?: boolean;
    /** Metrics every minute. */
    readonly detailedMonitoring?: boolean | undefined;
    readonly publicAddress?: boolean | undefined;
}

/** Whose hardware a machine runs on: everybody's, its account's, or that of a host which is billed itself. */
export const tenancies = ["default", "dedicated", "host"] as const;

/** One of {@link tenancies}. */
export type Tenancy = (typeof tenancies)[number];

/** How many machines there are, and how long they run. */
export interface Fleet {
    /** Hours that all of them run together. */
    readonly hours: Quantity;
    /** How many run, on average over the month. */
    readonly running: Quantity;
}

/** Of basic EC2 monitoring, sent every minute and billed as custom metrics (https://aws.amazon.com/cloudwatch/pricing/). */
const detailedMetrics = 7;

const creditHour = price("AmazonEC2", "CPU credits per vCPU-hour");

/** What machines may cost beside their hours, for whoever bills some. */
export const machinePrices = [customMetrics, creditHour];

/**
 * An hour of a machine. The book has Linux, shared, on demand; any other name is honest about the row that is missing,
 * and a file of one's own prices may have it.
 */
function instanceHour({ instanceType, system = "Linux", tenancy, spot }: Machine): PriceName {
    const held = tenancy === "dedicated" ? "Dedicated" : "Shared";
    const term = spot === true ? "Spot" : "OnDemand";
    return price("AmazonEC2", `instanceType=${instanceType};os=${system};tenancy=${held};term=${term}`);
}

/** A count of machines as a fleet that runs all month. */
export function fleetOf(count: Quantity, { settings }: Pick<MapContext, "settings">): Fleet {
    return { hours: times(count, settings.hoursPerMonth), running: count };
}

/**
 * Hours of a fleet of one kind of machine, and what comes with each of them; volumes apart. On a host of one's own it is the
 * host's hours that are billed (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/dedicated-hosts-overview.html).
 */
export function machineLines(machine: Machine, { hours, running }: Fleet): readonly Line[] {
    const { instanceType, spot, tenancy } = machine;
    const name = `${instanceType} hours${spot === true ? " (spot)" : ""}`;
    const monitoring = { name: "detailed monitoring", unit: "metric-month", price: customMetrics, input: "monitoring" };
    return [
        ...(tenancy === "host"
            ? []
            : [{ name, unit: "h", price: instanceHour(machine), quantity: hours, input: "instanceType" }]),
        ...(machine.detailedMonitoring === true ? [{ ...monitoring, quantity: times(running, detailedMetrics) }] : []),
        ...(machine.publicAddress === true ? addressLines(hours, "associatePublicIpAddress") : []),
    ];
}

const creditKey = "monthly_surplus_vcpu_hrs";

/** How usage files explain what bursting machines may take. */
export const creditKeys = {
    [creditKey]: {
        unit: "vCPU-hours",
        meaning: "that machines of the t families burst beyond their credits, together",
    },
};

/**
 * What bursting machines took beyond the credits that they earn: only where it is stated, since it is nobody's plan, and
 * since most may do so without asking (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances-unlimited-mode.html).
 */
export function creditLines({ states }: Pick<MapContext, "states">): readonly Line[] {
    return states(creditKey)
        ? [{ name: "surplus CPU credits", unit: "vCPU-h", price: creditHour, quantity: usage(creditKey) }]
        : [];
}

/**
 * Whether what an instance or a template asks for is Spot capacity.
 * @throws WrongInput for capacity that is paid for when it is reserved, or at a price that nobody has written down
 */
export function isSpot(reader: InputReader): boolean {
    const path = "instanceMarketOptions.marketType";
    const market = reader.choice(path, ["spot", "capacity-block", "interruptible-capacity-reservation"]);
    if (market !== undefined && market !== "spot") {
        throw new WrongInput(path, "spot or none, which alone have prices by the hour", market);
    }
    return market === "spot";
}

/**
 * What a launch template says of the machines that it makes.
 * @throws UnknownInput when neither it nor `over` names an instance type
 */
export function machineOf(template: CostResource, over: Partial<Machine> = {}): Machine {
    const instanceType = over.instanceType ?? template.text("instanceType");
    if (instanceType === undefined) {
        throw new UnknownInput("instanceType");
    }
    const addressed = template.list("networkInterfaces").map((one) => one.flag("associatePublicIpAddress"));
    return {
        system: systemOf(template, "imageId"),
        spot: isSpot(template),
        detailedMonitoring: template.flag("monitoring.enabled"),
        ...over,
        tenancy: tenancyIn(over.tenancy, template.choice("placement.tenancy", tenancies)),
        publicAddress: addressed.find((one) => one !== undefined) ?? over.publicAddress,
        instanceType,
    };
}

/** Windows when the image's own name says so; an id says nothing, and is taken as Linux. */
export function systemOf(reader: InputReader, path: string): string {
    try {
        return /windows/i.test(reader.text(path) ?? "") ? "Windows" : "Linux";
    } catch (error) {
        if (error instanceof UnknownInput) {
            return "Linux";
        }
        throw error;
    }
}

/** Names that images give their root volume (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html). */
const rootNames = ["/dev/xvda", "/dev/sda1"];

/** A root volume is of its image's type unless one is asked for; others are gp2 then. */
const imageType = "as the image says";

/**
 * Volumes that a launch template attaches to each machine, save those that the machine itself states by their device.
 * One without a size has its image's and is not counted.
 */
export function templateVolumes(
    template: CostResource,
    count: Quantity,
    stated: readonly string[] = [],
): readonly Line[] {
    return template.list("blockDeviceMappings").flatMap((mapping) => {
        const name = mapping.text("deviceName") ?? "";
        const inputs = { sizeInput: "volumeSize", typeInput: "volumeType", count, name };
        return stated.includes(name)
            ? []
            : volumeLines(mapping.within("ebs"), {
                  ...inputs,
                  ...(rootNames.includes(name) ? { typeOtherwise: imageType } : {}),
              });
    });
}

/** Devices that a machine states itself; a root volume is one of the names that images give it. */
export function statedDevices(resource: CostResource): readonly string[] {
    return [
        ...(resource.has("rootBlockDevice.volumeSize") ? rootNames : []),
        ...resource.list("ebsBlockDevices").map((device) => device.text("deviceName") ?? ""),
    ];
}

/** Volumes of the older way to write machines: an input for the root and a list for the others. */
export function attachedVolumes(resource: CostResource, count: Quantity): readonly Line[] {
    const inputs = { sizeInput: "volumeSize", typeInput: "volumeType", count };
    return [
        ...volumeLines(resource.within("rootBlockDevice"), {
            ...inputs,
            name: "root",
            typeOtherwise: imageType,
        }),
        ...resource
            .list("ebsBlockDevices")
            .flatMap((device) => volumeLines(device, { ...inputs, name: device.text("deviceName") ?? "" })),
    ];
}
