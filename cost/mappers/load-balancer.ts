import type Big from "big.js";
import type { CostResource } from "../cost-resource";
import type { Line, MapContext, Mapper } from "../mapping";
import { price, type PriceName } from "../price";
import { combine, exactly, map, times, usage, usageOf, type Band, type Quantity, type Use } from "../quantity";
import { addressLines } from "./address";
import { subnetTypes } from "./placement";

/** What one capacity unit carries; the dimension that needs most units is billed (https://aws.amazon.com/elasticloadbalancing/pricing/). */
interface CapacityUnit {
    readonly newPerSecond: number;
    readonly activePerMinute: number;
    readonly gigabytesPerHour: number;
    readonly rulesPerSecond?: number;
}

/** A kind of balancer: what an hour of it and of a unit costs. */
interface Kind {
    readonly hour: PriceName;
    readonly unitHour: PriceName;
    readonly unit: CapacityUnit;
}

const source = "https://aws.amazon.com/elasticloadbalancing/pricing/";
const listenerTypes = ["aws:lb/listener:Listener", "aws:alb/listener:Listener"];

const kinds = {
    application: kind("Application", { newPerSecond: 25, activePerMinute: 3000, rulesPerSecond: 1000 }),
    network: kind("Network", { newPerSecond: 800, activePerMinute: 100_000 }),
    gateway: kind("Gateway", { newPerSecond: 600, activePerMinute: 60_000 }),
} satisfies { readonly [type: string]: Kind };

/** What an application balancer's traffic is billed by. */
export const applicationUnit = { hour: kinds.application.unitHour, carries: kinds.application.unit };

/** Units of a network balancer's other protocols, the dearest first: which traffic comes by which is not known. */
const protocolUnits: readonly (readonly [protocol: RegExp, unit: CapacityUnit])[] = [
    [/TLS/, { newPerSecond: 50, activePerMinute: 3000, gigabytesPerHour: 1 }],
    [/UDP|QUIC/, { newPerSecond: 400, activePerMinute: 50_000, gigabytesPerHour: 1 }],
];

const usageKeys = {
    monthly_hrs: { unit: "hours", meaning: "that the load balancer exists; all month if absent" },
    new_connections: { unit: "connections per second", meaning: "average" },
    active_connections: { unit: "connections", meaning: "at a time, average" },
    processed_bytes_gb: { unit: "GB", meaning: "processed in the month; the hourly average counts" },
    rule_evaluations: { unit: "evaluations per second", meaning: "average, without the ten that are free" },
};

function kindOf(balancer: CostResource): keyof typeof kinds {
    return balancer.choice("loadBalancerType", ["application", "network", "gateway"]) ?? "application";
}

/**
 * Hours, units of capacity by the dimension that needs most, and one public address in each subnet of a balancer that
 * faces the internet. Addresses that the program gives it are billed as those.
 */
export const loadBalancer: Mapper = {
    types: [
        "aws:lb/loadBalancer:LoadBalancer",
        "aws:alb/loadBalancer:LoadBalancer",
        "aws:applicationloadbalancing/loadBalancer:LoadBalancer",
        "aws:elasticloadbalancingv2/loadBalancer:LoadBalancer",
    ],
    source,
    prices: Object.values(kinds).flatMap(({ hour, unitHour }) => [hour, unitHour]),
    usage: usageKeys,
    lines: (resource, context) => {
        const type = kindOf(resource);
        const { hour, unitHour, unit } = kinds[type];
        const hours = context.hours("monthly_hrs");
        const reserved = resource.number("minimumLoadBalancerCapacity.capacityUnits") ?? 0;
        const carried = { unit: type === "network" ? networkUnit(resource, unit) : unit, reserved };
        const addresses = type === "gateway" ? 0 : publicAddresses(resource);
        return [
            { name: "hours", unit: "h", price: hour, quantity: hours, input: "loadBalancerType" },
            {
                name: "capacity units",
                unit: "LCU-h",
                price: unitHour,
                quantity: unitHours(carried, context),
                ...(reserved > 0 ? { input: "minimumLoadBalancerCapacity" } : {}),
            },
            ...(addresses > 0 ? addressLines(times(hours, addresses), "subnets") : []),
        ];
    },
};

const classicHour = price("ElasticLoadBalancing", "Classic Load Balancer Hours");
const classicData = price("ElasticLoadBalancing", "Classic Load Balancer Data");

/** The oldest kind: hours and gigabytes, and its public addresses. */
export const classicLoadBalancer: Mapper = {
    types: ["aws:elb/loadBalancer:LoadBalancer", "aws:elasticloadbalancing/loadBalancer:LoadBalancer"],
    source,
    prices: [classicHour, classicData],
    usage: {
        monthly_hrs: usageKeys.monthly_hrs,
        monthly_data_processed_gb: { unit: "GB", meaning: "processed" },
    },
    lines: (resource, context) => {
        const hours = context.hours("monthly_hrs");
        const addresses: readonly Line[] =
            resource.flag("internal") === true
                ? []
                : addressLines(
                      times(hours, resource.countOf("subnets", subnetTypes) || resource.count("availabilityZones")),
                      "subnets",
                  );
        return [
            { name: "hours", unit: "h", price: classicHour, quantity: hours },
            { name: "data processed", unit: "GB", price: classicData, quantity: usage("monthly_data_processed_gb") },
            ...addresses,
        ];
    },
};

function kind(name: string, unit: Omit<CapacityUnit, "gigabytesPerHour">): Kind {
    return {
        hour: price("ElasticLoadBalancing", `${name} Load Balancer Hours`),
        unitHour: price("ElasticLoadBalancing", `${name} Load Balancer LCU Hours`),
        unit: { ...unit, gigabytesPerHour: 1 },
    };
}

const addressTypes = ["ipv4", "dualstack", "dualstack-without-public-ipv4"] as const;
const networkProtocols = ["TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"] as const;

function networkUnit(resource: CostResource, otherwise: CapacityUnit): CapacityUnit {
    const protocols = listenerTypes
        .flatMap((type) => resource.namedBy(type, "loadBalancerArn"))
        .map((listener) => listener.choiceOfAnyCase("protocol", networkProtocols) ?? "TCP");
    const dearest = protocolUnits.find(([protocol]) => protocols.some((one) => protocol.test(one)));
    return dearest?.[1] ?? otherwise;
}

/** Units in each dimension that the usage file states; the largest counts, and never less than what is reserved. */
function unitHours(
    { unit, reserved }: { readonly unit: CapacityUnit; readonly reserved: number },
    { settings }: MapContext,
): Quantity {
    const keys = ["new_connections", "active_connections", "processed_bytes_gb"];
    return usageOf(unit.rulesPerSecond === undefined ? keys : [...keys, "rule_evaluations"], (use) => {
        const hours = use("monthly_hrs") ?? exactly(settings.hoursPerMonth);
        const dimensions = [
            unitHoursOf(use, { key: "new_connections", carries: unit.newPerSecond, hours }),
            unitHoursOf(use, { key: "active_connections", carries: unit.activePerMinute, hours }),
            unitHoursOf(use, { key: "rule_evaluations", carries: unit.rulesPerSecond ?? 1000, hours }),
            // A month's gigabytes over its hours, times those hours.
            use("processed_bytes_gb") && map(use("processed_bytes_gb") ?? hours, (gb) => gb.div(unit.gigabytesPerHour)),
            reserved > 0 ? map(hours, (hour) => hour.times(reserved)) : undefined,
        ].filter((band) => band !== undefined);
        return dimensions.length === 0 ? undefined : dimensions.reduce((a, b) => combine(a, b, larger));
    });
}

function unitHoursOf(
    use: Use,
    { key, carries, hours }: { readonly key: string; readonly carries: number; readonly hours: Band },
): Band | undefined {
    const said = use(key);
    return said && combine(said, hours, (amount, hour) => amount.div(carries).times(hour));
}

function larger(a: Big, b: Big): Big {
    return a.gt(b) ? a : b;
}

function publicAddresses(resource: CostResource): number {
    if (
        resource.flag("internal") === true ||
        resource.choice("ipAddressType", addressTypes) === "dualstack-without-public-ipv4" ||
        resource.has("customerOwnedIpv4Pool")
    ) {
        return 0;
    }
    const mapped = resource.list("subnetMappings").filter((one) => !one.has("allocationId"));
    return resource.countOf("subnets", subnetTypes) + mapped.length;
}
