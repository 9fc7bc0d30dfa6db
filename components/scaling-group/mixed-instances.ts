import type * as aws from "@pulumi/aws";
import { problemIf, show, type Problem } from "../shared/problems";
import type { ScalingSettings } from "./settings";

/** Several types, and spot instances beside those on demand. All are Graviton: the group has one image. */
export interface MixedInstances {
    /** Which types: a list, first ones first, or what a type must have. */
    readonly choose: TypeList | TypeRequirements;
    /** Instances (units) that are always on demand. */
    readonly onDemandBase: number;
    /** Percent on demand of what comes on top; the rest is spot. */
    readonly onDemandPercent: number;
    /** Which spot pools. Default: price-capacity-optimized, which AWS advises. */
    readonly spotStrategy?:
        "price-capacity-optimized" | "capacity-optimized" | "capacity-optimized-prioritized" | "lowest-price";
    /** Whether a spot instance is replaced before AWS takes it, when AWS sees that coming. Default: yes. */
    readonly rebalance?: boolean;
}

interface TypeList {
    readonly kind: "types";
    /** In order of preference. Weights, units that an instance counts for, are given to all or none. */
    readonly types: readonly { readonly type: string; readonly weight?: number }[];
}

interface TypeRequirements {
    readonly kind: "requirements";
    readonly vcpus: { readonly min: number; readonly max: number };
    readonly memoryGib: { readonly min: number; readonly max: number };
}

/** Types of one group (https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_autoscaling.MixedInstancesPolicy.html). */
const mostTypes = 40;

/** Units that an instance may count for (https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_LaunchTemplateOverrides.html). */
const mostWeight = 999;

/** AWS's own processors, arm64 like the image. */
const gravitonOnly = ["amazon-web-services"];

/** A type whose family ends as Graviton's do, e.g. "m7gd.large". */
export const arm64Type = /^[a-z]+\d+g[a-z]*\.\w+$/;

/** Whether any instance of the group may be spot. */
export function usesSpot({ mix }: Pick<ScalingSettings, "mix">): boolean {
    return mix !== undefined && mix.onDemandPercent < 100;
}

/** Whether the group's sizes are units instead of instances. */
export function isWeighted({ mix }: Pick<ScalingSettings, "mix">): boolean {
    return mix?.choose.kind === "types" && mix.choose.types.some(({ weight }) => weight !== undefined);
}

/** The rules of a mix; paths begin at the settings. */
export function checkMix({ mix, image }: Pick<ScalingSettings, "mix" | "image">): Problem[] {
    if (mix === undefined) {
        return [];
    }
    const { choose, onDemandBase, onDemandPercent } = mix;
    return [
        ...problemIf(
            !Number.isInteger(onDemandBase) || onDemandBase < 0,
            "mix.onDemandBase",
            `expected a whole number from 0, got ${onDemandBase}`,
        ),
        ...problemIf(
            onDemandPercent < 0 || onDemandPercent > 100,
            "mix.onDemandPercent",
            `expected 0 to 100, got ${onDemandPercent}`,
        ),
        ...(choose.kind === "types" ? checkTypes(choose) : checkRequirements(choose, image)),
    ];
}

function checkTypes({ types }: TypeList): Problem[] {
    const path = "mix.choose.types";
    const names = types.map(({ type }) => type);
    const weighted = types.filter(({ weight }) => weight !== undefined).length;
    return [
        ...problemIf(
            types.length === 0 || types.length > mostTypes,
            path,
            `expected 1 to ${mostTypes} types, got ${types.length}`,
        ),
        ...problemIf(new Set(names).size < names.length, path, `expected each type once, got ${show(names)}`),
        ...problemIf(
            weighted > 0 && weighted < types.length,
            path,
            `expected a weight for all types or none, got ${weighted} of ${types.length}`,
        ),
        ...types.flatMap(({ type, weight = 1 }, index) => [
            ...problemIf(
                !arm64Type.test(type),
                `${path}[${index}].type`,
                `expected an arm64 type such as t4g.small, got ${show(type)}`,
            ),
            ...problemIf(
                !Number.isInteger(weight) || weight < 1 || weight > mostWeight,
                `${path}[${index}].weight`,
                `expected a whole number from 1 to ${mostWeight}, got ${weight}`,
            ),
        ]),
    ];
}

/** Source: https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html. */
function checkRequirements({ vcpus, memoryGib }: TypeRequirements, image: ScalingSettings["image"]): Problem[] {
    return [
        ...problemIf(
            image?.kind !== "ami",
            "image",
            "expected a fixed image (kind ami): AWS chooses no types by requirements for an image named by a parameter",
        ),
        ...Object.entries({ vcpus, memoryGib }).flatMap(([key, { min, max }]) =>
            problemIf(
                min <= 0 || max < min,
                `mix.choose.${key}`,
                `expected 0 < min <= max, got min ${min} and max ${max}`,
            ),
        ),
    ];
}

/** What the group launches: one template, or a mix of types made of it. */
export function launchFrom(
    mix: MixedInstances | undefined,
    template: aws.types.input.autoscaling.GroupLaunchTemplate,
): Pick<aws.autoscaling.GroupArgs, "launchTemplate" | "mixedInstancesPolicy" | "capacityRebalance"> {
    if (mix === undefined) {
        return { launchTemplate: template };
    }
    return {
        capacityRebalance: (mix.rebalance ?? true) && usesSpot({ mix }),
        mixedInstancesPolicy: {
            instancesDistribution: {
                // The order of the list is only kept when it is asked for; requirements have none.
                onDemandAllocationStrategy: mix.choose.kind === "types" ? "prioritized" : "lowest-price",
                onDemandBaseCapacity: mix.onDemandBase,
                onDemandPercentageAboveBaseCapacity: mix.onDemandPercent,
                spotAllocationStrategy: mix.spotStrategy ?? "price-capacity-optimized",
            },
            launchTemplate: {
                launchTemplateSpecification: { launchTemplateId: template.id, version: template.version },
                overrides: overridesOf(mix),
            },
        },
    };
}

function overridesOf({
    choose,
}: MixedInstances): aws.types.input.autoscaling.GroupMixedInstancesPolicyLaunchTemplateOverride[] {
    if (choose.kind === "types") {
        return choose.types.map(({ type, weight }) => ({
            instanceType: type,
            ...(weight !== undefined && { weightedCapacity: String(weight) }),
        }));
    }
    const { vcpus, memoryGib } = choose;
    return [
        {
            instanceRequirements: {
                cpuManufacturers: gravitonOnly,
                vcpuCount: vcpus,
                memoryMib: { min: memoryGib.min * 1024, max: memoryGib.max * 1024 },
            },
        },
    ];
}
