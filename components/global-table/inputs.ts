import type * as aws from "@pulumi/aws";
import type { CapacityRange, Projection, TableKeys, TableSettings } from "./settings";
import { keysOf } from "./rules";

type Index = NonNullable<aws.dynamodb.TableArgs["globalSecondaryIndexes"]>;
type LocalIndexes = NonNullable<aws.dynamodb.TableArgs["localSecondaryIndexes"]>;
type Attributes = NonNullable<aws.dynamodb.TableArgs["attributes"]>;

/** Attributes that are keys; DynamoDB refuses to be told of others. Sorted, so that their order says nothing. */
export function attributes(settings: TableSettings): Attributes {
    const byName = new Map(keysOf(settings).map(([, { name, type }]) => [name, { name, type }]));
    return [...byName.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** How a table is paid, with the capacity that it is born with where it has any. */
export function capacity({ billing }: TableSettings): Partial<aws.dynamodb.TableArgs> {
    if (billing.kind === "provisioned") {
        return { billingMode: "PROVISIONED", ...birthCapacity(billing) };
    }
    const caps = cap(billing);
    return { billingMode: "PAY_PER_REQUEST", ...(caps && { onDemandThroughput: caps }) };
}

/** The scaled capacity starts at its least; from then on it is AWS's. */
function birthCapacity({ read, write }: { readonly read: CapacityRange; readonly write: CapacityRange }) {
    return { readCapacity: read.min, writeCapacity: write.min };
}

interface Caps {
    readonly maxReadUnits?: number;
    readonly maxWriteUnits?: number;
}

function cap({ maxReadUnits, maxWriteUnits }: Caps) {
    return maxReadUnits === undefined && maxWriteUnits === undefined
        ? undefined
        : {
              ...(maxReadUnits !== undefined && { maxReadRequestUnits: maxReadUnits }),
              ...(maxWriteUnits !== undefined && { maxWriteRequestUnits: maxWriteUnits }),
          };
}

/** Global secondary indexes by name, each with capacity of its own. */
export function globalIndexes({ billing, indexes = {} }: TableSettings): Index {
    return sorted(indexes).map(([name, index]) => {
        const common = { name, keySchemas: keySchemas(index), ...projectionOf(index.projection) };
        if (billing.kind === "provisioned") {
            return { ...common, ...birthCapacity(billing.indexes?.[name] ?? billing) };
        }
        const caps = cap(billing.indexes?.[name] ?? {});
        return { ...common, ...(caps && { onDemandThroughput: caps }) };
    });
}

/** Local secondary indexes by name; only a table with eventual consistency has any. */
export function localIndexes({ consistency }: TableSettings): LocalIndexes {
    return consistency.kind === "strong"
        ? []
        : sorted(consistency.localIndexes ?? {}).map(([name, index]) => ({
              name,
              rangeKey: index.rangeKey.name,
              ...projectionOf(index.projection),
          }));
}

function keySchemas({ hashKey, rangeKey }: TableKeys) {
    return [
        { attributeName: hashKey.name, keyType: "HASH" },
        ...(rangeKey === undefined ? [] : [{ attributeName: rangeKey.name, keyType: "RANGE" }]),
    ];
}

function projectionOf(projection: Projection) {
    switch (projection.kind) {
        case "all":
            return { projectionType: "ALL" };
        case "keys-only":
            return { projectionType: "KEYS_ONLY" };
        case "include":
            return { projectionType: "INCLUDE", nonKeyAttributes: [...projection.attributes].sort() };
    }
}

function sorted<T>(entries: Readonly<Record<string, T>>): [string, T][] {
    return Object.entries(entries).sort(([one], [other]) => (one < other ? -1 : 1));
}
