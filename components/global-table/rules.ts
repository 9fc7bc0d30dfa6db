import { problemIf, show, under, type Problem } from "../shared/problems";
import type { Region } from "../shared/regions";
import { noCap } from "./caps";
import { checkExpiry } from "./expiry";
import type { CapacityRange, Projection, TableBilling, TableKey, TableSettings } from "./settings";

/**
 * Quotas of one table, of which AWS raises the first on request
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html).
 */
const most = { indexes: 20, localIndexes: 5, projectedAttributes: 100 };

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
const indexName = /^[\w.-]{3,255}$/;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html */
const targetPercent = { min: 20, max: 90 };

/**
 * Regions that strong consistency spans, each set by itself
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html).
 */
const strongSets: readonly (readonly Region[])[] = [
    ["us-east-1", "us-east-2", "us-west-2"],
    ["eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1"],
    ["ap-northeast-1", "ap-northeast-2", "ap-northeast-3"],
];

/** Replicas, or replicas and a witness, of a table with strong consistency: no more and no fewer. */
const strongMembers = 3;

/** What is wrong with a table, with paths relative to its settings; `regions` are those with a replica, home included. */
export function checkTable(settings: TableSettings, regions: readonly Region[]): Problem[] {
    return [
        ...checkIndexes(settings),
        ...checkAttributes(settings),
        ...checkConsistency(settings, regions),
        ...checkExpiry(settings.consistency),
        ...checkBilling(settings),
        ...problemIf(
            settings.recoveryDays < 1 || settings.recoveryDays > 35,
            "recoveryDays",
            `expected 1 to 35, got ${settings.recoveryDays}`,
        ),
    ];
}

function checkIndexes({ indexes = {}, consistency, rangeKey }: TableSettings): Problem[] {
    const local = consistency.kind === "eventual" ? (consistency.localIndexes ?? {}) : {};
    const [names, localNames] = [Object.keys(indexes), Object.keys(local)];
    const projected = [...Object.values(indexes), ...Object.values(local)]
        .map(({ projection }) => (projection.kind === "include" ? projection.attributes.length : 0))
        .reduce((sum, count) => sum + count, 0);
    return [
        ...problemIf(names.length > most.indexes, "indexes", `expected at most ${most.indexes}, got ${names.length}`),
        ...problemIf(
            localNames.length > most.localIndexes,
            "consistency.localIndexes",
            `expected at most ${most.localIndexes}, got ${localNames.length}`,
        ),
        ...problemIf(
            localNames.length > 0 && rangeKey === undefined,
            "consistency.localIndexes",
            "expected a table with a rangeKey (a local index replaces it by another), got one without",
        ),
        ...localNames.flatMap((name) =>
            problemIf(name in indexes, `consistency.localIndexes.${name}`, "expected a name that no other index has"),
        ),
        ...problemIf(
            projected > most.projectedAttributes,
            "indexes",
            `expected at most ${most.projectedAttributes} included attributes in all indexes together, got ${projected}`,
        ),
        ...names.flatMap((name) => checkIndex(`indexes.${name}`, name, indexes[name]?.projection)),
        ...localNames.flatMap((name) => checkIndex(`consistency.localIndexes.${name}`, name, local[name]?.projection)),
    ];
}

function checkIndex(path: string, name: string, projection: Projection | undefined): Problem[] {
    return [
        ...problemIf(!indexName.test(name), path, `expected 3 to 255 letters, digits, _ . or -, got ${show(name)}`),
        ...problemIf(
            projection?.kind === "include" && projection.attributes.length === 0,
            `${path}.projection.attributes`,
            'expected at least one (kind "keys-only" includes none), got none',
        ),
    ];
}

/** Every attribute that is a key somewhere, with the path of that place. */
export function keysOf({ hashKey, rangeKey, indexes = {}, consistency }: TableSettings): [string, TableKey][] {
    const local = consistency.kind === "eventual" ? (consistency.localIndexes ?? {}) : {};
    const found: [string, TableKey | undefined][] = [
        ["hashKey", hashKey],
        ["rangeKey", rangeKey],
        ...Object.entries(indexes).flatMap(([name, index]): [string, TableKey | undefined][] => [
            [`indexes.${name}.hashKey`, index.hashKey],
            [`indexes.${name}.rangeKey`, index.rangeKey],
        ]),
        ...Object.entries(local).map(([name, index]): [string, TableKey] => [
            `consistency.localIndexes.${name}.rangeKey`,
            index.rangeKey,
        ]),
    ];
    return found.flatMap(([path, key]) => (key === undefined ? [] : [[path, key] satisfies [string, TableKey]]));
}

function checkAttributes(settings: TableSettings): Problem[] {
    const keys = keysOf(settings);
    return keys.flatMap(([path, { name, type }]) => {
        const first = keys.find(([, other]) => other.name === name)?.[1].type;
        return problemIf(
            first !== type,
            `${path}.type`,
            `expected ${show(first)}, as ${name} is elsewhere, got ${show(type)}`,
        );
    });
}

function checkConsistency({ consistency }: TableSettings, regions: readonly Region[]): Problem[] {
    if (consistency.kind === "eventual") {
        return problemIf(
            consistency.lagAlarmSeconds < 1,
            "consistency.lagAlarmSeconds",
            `expected 1 or more (latency within a second is normal), got ${consistency.lagAlarmSeconds}`,
        );
    }
    const { witness } = consistency;
    const members = witness === undefined ? regions : [...regions, witness];
    const set = strongSets.find((candidate) => members.every((region) => candidate.includes(region)));
    return [
        ...problemIf(
            witness !== undefined && regions.includes(witness),
            "consistency.witness",
            `expected a region without a replica, got ${show(witness)}`,
        ),
        ...problemIf(
            members.length !== strongMembers,
            "consistency",
            `expected three regions, or two and a witness, for strong consistency, got ${members.join(", ")}`,
        ),
        ...problemIf(
            set === undefined,
            "consistency",
            `expected regions of one set (${strongSets.map((one) => one.join(", ")).join("; ")}) for strong consistency, got ${members.join(", ")}`,
        ),
    ];
}

function checkBilling({ billing, indexes = {} }: TableSettings): Problem[] {
    const strangers = Object.keys(billing.indexes ?? {}).filter((name) => !(name in indexes));
    return under("billing", [
        ...strangers.map((name) => ({
            path: `indexes.${name}`,
            message: "expected the name of an index, got another",
        })),
        ...checkCapacity(billing),
        ...Object.entries(billing.indexes ?? {}).flatMap(([name, capacity]) =>
            under(`indexes.${name}`, checkCapacity({ ...capacity, kind: billing.kind } as TableBilling)),
        ),
    ]);
}

function checkCapacity(billing: TableBilling): Problem[] {
    if (billing.kind === "provisioned") {
        return [...checkRange("read", billing.read), ...checkRange("write", billing.write)];
    }
    return (["maxReadUnits", "maxWriteUnits"] as const).flatMap((key) => {
        const units = billing[key];
        return units === undefined
            ? []
            : problemIf(units < 1 && units !== noCap, key, `expected 1 or more, or ${noCap} for no cap, got ${units}`);
    });
}

function checkRange(path: string, { min, max, targetPercent: target }: CapacityRange): Problem[] {
    return under(path, [
        ...problemIf(min < 1, "min", `expected 1 or more, got ${min}`),
        ...problemIf(max < min, "max", `expected at least min (${min}), got ${max}`),
        ...problemIf(
            target < targetPercent.min || target > targetPercent.max,
            "targetPercent",
            `expected ${targetPercent.min} to ${targetPercent.max}, got ${target}`,
        ),
    ]);
}
