import type { ChildProcess } from "node:child_process";

/** Where a process of the twin runs: a cell (by region) or the internet between the cells. */
export type PlaceName = string;
export const internet = "internet" satisfies PlaceName;

export interface StartOptions {
    /** Unique in the twin; also the name of its log file. */
    readonly name: string;
    readonly environment?: { readonly [name: string]: string };
    /** Path of a resolv.conf to see as the system's (own mount namespace). */
    readonly resolvConf?: string;
    /** Run under an ordinary uid: PostgreSQL refuses 0. */
    readonly unprivileged?: boolean;
    readonly directory?: string;
    /** Files that take the output; the twin's logs folder when left out. */
    readonly stdout?: string;
    readonly stderr?: string;
}

/** Starts processes inside the twin's namespaces; everything that it started dies with the twin. */
export interface Places {
    start(place: PlaceName, command: readonly string[], options: StartOptions): ChildProcess;
    /** Runs to the end; rejects with the last lines of its error output when the exit code is not 0. */
    run(place: PlaceName, command: readonly string[], options?: Partial<StartOptions>): Promise<string>;
}

/** One database member as the plan describes it, addresses chosen by the twin. */
export interface DatabaseMemberModel {
    readonly region: string;
    /** Inside the cell's data subnet. */
    readonly address: string;
    readonly readerEndpoint: string;
}

/** Everything the database driver needs of a plan. Names are what the apps' environment files hold. */
export interface DatabaseModel {
    readonly writerEndpoint: string;
    readonly port: number;
    readonly databaseName: string;
    readonly user: string;
    readonly password: string;
    readonly initialWriter: string;
    readonly members: readonly DatabaseMemberModel[];
    /** Platform seconds. */
    readonly replicationLagSeconds: number;
    readonly promotionSeconds: number;
    /** Round trip between two regions, platform milliseconds. */
    readonly roundTripMilliseconds: (from: string, to: string) => number;
}
