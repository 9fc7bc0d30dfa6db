import type { Region } from "../shared/regions";

/** What an operator chooses of a table; the same in every region. All plain. */
export interface TableSettings extends TableKeys {
    /** Global secondary indexes by name; adding or removing one touches no other. @default none */
    readonly indexes?: Readonly<Record<string, TableIndex>>;
    readonly consistency: TableConsistency;
    readonly billing: TableBilling;
    /** Days that point-in-time recovery of the home replica reaches back, 1 to 35; other replicas always have 35. */
    readonly recoveryDays: number;
}

/** Attributes that identify an item. */
export interface TableKeys {
    readonly hashKey: TableKey;
    readonly rangeKey?: TableKey;
}

/** An attribute and its type: string, number or binary. */
export interface TableKey {
    readonly name: string;
    readonly type: "S" | "N" | "B";
}

/** A global secondary index: keys of its own. */
export interface TableIndex extends TableKeys {
    readonly projection: Projection;
}

/** A local secondary index: the table's hash key with another range key. Exists from the table's birth or never. */
export interface LocalIndex {
    readonly rangeKey: TableKey;
    readonly projection: Projection;
}

/** What an index holds besides keys. */
export type Projection =
    | { readonly kind: "all" }
    | { readonly kind: "keys-only" }
    | { readonly kind: "include"; readonly attributes: readonly string[] };

/**
 * Whether a read may miss what another region wrote a moment ago. Never changes after birth.
 *
 * eventual: regions take writes for themselves and the last writer wins. strong: a write returns when a second region
 * has it, so none is lost with a region; such a table can have neither expiry nor local indexes and refuses
 * transactions
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html).
 */
export type TableConsistency =
    | {
          readonly kind: "eventual";
          /** Attribute with the second (Unix time) after which DynamoDB deletes an item. @default none */
          readonly ttlAttribute?: string;
          /**
           * False ends expiry; only then may `ttlAttribute` go, since leaving both out changes nothing in AWS. @default true
           */
          readonly ttlEnabled?: boolean;
          readonly localIndexes?: Readonly<Record<string, LocalIndex>>;
          /** Seconds of replication latency between two regions that are too many. */
          readonly lagAlarmSeconds: number;
      }
    | {
          readonly kind: "strong";
          /** A region that keeps writes but answers nobody; takes the place of a third replica. */
          readonly witness?: Region;
      };

/** Who decides on capacity. Entries of `indexes` are by index name. */
export type TableBilling =
    | ({
          readonly kind: "on-demand";
          readonly indexes?: Readonly<Record<string, OnDemandCaps>>;
      } & OnDemandCaps)
    | ({
          readonly kind: "provisioned";
          /** An index that is not named has the table's own ranges. */
          readonly indexes?: Readonly<Record<string, ScaledCapacity>>;
      } & ScaledCapacity);

/**
 * Request units per second that are not exceeded, whatever it costs clients. -1 lifts a cap; one that is left out is left
 * as it is. @default no cap
 */
export interface OnDemandCaps {
    readonly maxReadUnits?: number;
    readonly maxWriteUnits?: number;
}

/** Reads and writes, each scaled by itself. */
export interface ScaledCapacity {
    readonly read: CapacityRange;
    readonly write: CapacityRange;
}

/** Capacity units per second, and how much of them is in use before more are added. */
export interface CapacityRange {
    readonly min: number;
    readonly max: number;
    readonly targetPercent: number;
}
