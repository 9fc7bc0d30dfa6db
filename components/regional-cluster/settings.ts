/** What an operator chooses of a database. The same in every region: whichever is promoted must be able to carry the load. */
export interface DatabaseSettings {
    readonly engine: DatabaseEngine;
    readonly capacity: DatabaseCapacity;
    /** `io-optimized` costs more an hour and nothing an I/O: cheaper once I/O is a quarter of Aurora's bill. */
    readonly storage: "standard" | "io-optimized";
    readonly writeForwarding: WriteForwarding;
    /** `advanced` keeps 465 days of what ran, and shows locks and plans. */
    readonly insights: "standard" | "advanced";
    /** Days that point-in-time recovery reaches back. */
    readonly backupDays: number;
    /** Days that CloudWatch keeps the server's log. */
    readonly logDays: number;
    readonly port: number;
    /** The stack's promise, which the alarms on replication compare with; without it there are none. */
    readonly promisedRpoSeconds?: number;
}

/** The engine, and what only it has. */
export type DatabaseEngine =
    | {
          readonly kind: "postgresql";
          /** E.g. "17.7". */
          readonly version: string;
          /**
           * Commits wait while every secondary is further behind than this. It trades writes for a bound on loss, so
           * it needs a third region: of two, the survivor of a failover would wait for the dead one.
           * @default unbounded, as Aurora's own
           */
          readonly rpoSeconds?: number;
      }
    | {
          readonly kind: "mysql";
          /** E.g. "8.0.mysql_aurora.3.10.1". */
          readonly version: string;
      };

/** What an instance is. */
export type DatabaseCapacity =
    | {
          readonly kind: "provisioned";
          /** Memory-optimised, e.g. "db.r6g.large": a global database takes no other. */
          readonly instanceClass: string;
          /** More readers while those there are busy. Only in a platform of one region, see `checkDatabase`. */
          readonly readerScaling?: ReaderScaling;
      }
    | {
          readonly kind: "serverless";
          /** Capacity units of 2 GiB, in halves; 0 pauses an instance that nobody is connected to. */
          readonly minAcu: number;
          readonly maxAcu: number;
          /** Only with `minAcu: 0`. @default 300, Aurora's own */
          readonly secondsUntilAutoPause?: number;
      };

/** Readers that AWS adds and takes away; they are its own and stand in no plan. */
export interface ReaderScaling {
    /** With those that stand in the plan. */
    readonly maxReaders: number;
    readonly metric: "cpu" | "connections";
    /** Percent of CPU, or connections, on average over the readers. */
    readonly target: number;
}

/** Whether a secondary takes writes and sends them to the writer, wherever it is. */
export type WriteForwarding =
    | { readonly kind: "off" }
    | {
          readonly kind: "on";
          /** What a session of a secondary waits for before it reads: nothing, its own writes, or everybody's. */
          readonly consistency: "eventual" | "session" | "global";
          /** Share of the writer's connections that forwarded sessions may take. */
          readonly connectionsPercent: number;
      };

/** What one region has of the database. */
export type DatabaseMember =
    | {
          readonly kind: "instances";
          /** The second is a reader and the first one's stand-in. */
          readonly count: number;
      }
    /** Storage only: the cheapest copy. Cannot be failed over to before it has an instance. */
    | { readonly kind: "headless" };
