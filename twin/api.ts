/**
 * What the twin offers to whoever drives it (gameday, the command line): calls over its control socket.
 * All times that cross this border are platform time in seconds unless a name says milliseconds;
 * all instants are wall-clock milliseconds since the epoch.
 */
export type Clock = { readonly factor: number };

export interface TwinStatusRow {
    /** Region of the cell, or `internet` for what stands outside every cell. */
    readonly cell: string;
    /** What it stands for: `balancer`, `app`, `database`, `resolver`, `route53`, `relay`, `client`. */
    readonly kind: string;
    readonly name: string;
    /** The engine that runs: `HAProxy 2.6.12`, `PostgreSQL 15.18`, ... */
    readonly engine: string;
    readonly pid: number;
    readonly address: string;
    /** `healthy`, `starting`, `unhealthy: <why>`, `stopped`. */
    readonly health: string;
    readonly memoryBytes: number;
}

export interface DatabaseMember {
    readonly region: string;
    readonly role: "writer" | "standby" | "fenced" | "rebuilding" | "stopped";
    /** Bytes of WAL that it has not replayed yet, as its writer sees it; absent when the writer cannot see it. */
    readonly lagBytes?: number;
    /** Seconds (platform time) by which its last replayed commit trails the writer; absent as above. */
    readonly lagSeconds?: number;
}

export interface DatabaseStatus {
    readonly writer: string;
    /** Raised by one at every promotion; a row in the database itself. */
    readonly epoch: number;
    readonly members: readonly DatabaseMember[];
}

/** A process that the twin starts in its internet namespace with one of its resolvers as the system's. */
export interface ClientProcess {
    readonly name: string;
    readonly command: readonly string[];
    readonly environment: { readonly [name: string]: string };
    /** Index of the resolver that its resolv.conf names. */
    readonly resolver: number;
    /** Paths (outside) that take its output. */
    readonly stdout: string;
    readonly stderr: string;
}

/** One thing that happened in the twin, as it lies in `events.ndjson` of the twin's folder. */
export type TwinEvent = { readonly at: number } & (
    | {
          readonly type: "health-check";
          readonly check: string;
          readonly region: string;
          readonly healthy: boolean;
          readonly votes: number;
          readonly checkers: number;
      }
    | { readonly type: "target-health"; readonly region: string; readonly healthy: boolean }
    | { readonly type: "fault"; readonly region: string; readonly manner: "refused" | "black-hole" }
    | { readonly type: "healed"; readonly region: string }
    | { readonly type: "database"; readonly step: string; readonly region: string; readonly epoch: number }
    | {
          readonly type: "process";
          readonly name: string;
          readonly state: "started" | "ready" | "exited";
          readonly detail?: string;
      }
    | {
          readonly type: "dns";
          readonly name: string;
          readonly from: string;
          readonly answers: readonly string[];
          readonly region?: string;
          readonly failOpen: boolean;
      }
);

/** The calls of the control socket. Each rejects with an Error whose message is one line for a person. */
export interface Twin {
    status(): Promise<TwinStatusRow[]>;
    database(): Promise<DatabaseStatus>;
    /** Breaks a region; resolves with the instant at which the first packet or process was hit. */
    breakRegion(region: string, manner: "refused" | "black-hole"): Promise<number>;
    /**
     * Restores a broken region: network, balancer, instances, health. The database member that was cut off or
     * killed comes back fenced if another was promoted meanwhile; it stays so until {@link rebuildStandby}.
     */
    healRegion(region: string): Promise<number>;
    /** Aurora's managed failover: waits promotionSeconds, promotes the region's member, raises the epoch, moves the writer name. */
    failover(toRegion: string): Promise<{ at: number; epoch: number }>;
    /** Planned: stops writes, waits until the standby has everything, moves the role; loses nothing. The old writer becomes standby. */
    switchover(toRegion: string): Promise<{ at: number; epoch: number }>;
    /** Rebuilds a fenced or stopped member from the writer by a base backup; resolves when it streams. */
    rebuildStandby(region: string): Promise<void>;
    /** Which of these orders the region's own database holds (also when it is fenced: then its old disk is read). */
    findOrders(region: string, orders: readonly string[]): Promise<string[]>;
    /** Removes an order from one region's database behind the app's back: only to prove that a ledger notices. */
    deleteOrder(region: string, order: string): Promise<void>;
    /** What our Route 53 answers now for a name, asked from a region, without any cache. */
    answer(name: string, fromRegion: string): Promise<{ addresses: string[]; region?: string; failOpen: boolean }>;
    /** The checks' verdicts now, by region. */
    healthChecks(): Promise<{ check: string; region: string; healthy: boolean; votes: number; checkers: number }[]>;
    /**
     * Resolvers that clients can be given, with their addresses and where their users live. `primed` is true once the
     * caches of all were filled, each at its own moment of the TTL: clients that start before would fill them at once.
     */
    resolvers(): Promise<{ address: string; region: string; primed: boolean }[]>;
    startClient(client: ClientProcess): Promise<{ pid: number }>;
    /** Waits until a client has ended. With `graceMilliseconds` it is told to end (SIGINT), and killed when that time is over. */
    clientEnded(name: string, graceMilliseconds?: number): Promise<{ code: number }>;
    stop(): Promise<void>;
}
