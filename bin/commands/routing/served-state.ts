import type { VersionedState } from "../../../routing/dns/zone-resolver";
import type { Zone, ZoneState } from "../../../routing/zone";
import { readState } from "./state-file";

export interface ServedStateOptions {
    readonly zone: Zone;
    /** What holds unless the file says otherwise. */
    readonly before: ZoneState;
    readonly file: string | undefined;
    readonly addresses: VersionedState["addresses"];
}

/** The state that a server answers by: a file's, and over it what probes have found. */
export class ServedState {
    private inFile: ZoneState;
    private probed: NonNullable<ZoneState["healthChecks"]> = {};
    private versioned: VersionedState;

    /** @throws CommandError 2 when the file is no state of the zone */
    constructor(private readonly options: ServedStateOptions) {
        this.inFile = this.read();
        this.versioned = { version: 1, state: this.merged(), addresses: options.addresses };
    }

    readonly now = (): VersionedState => this.versioned;

    /** Reads the file again. @throws CommandError 2 when it is no longer a state; then the last one stays */
    reload(): void {
        this.inFile = this.read();
        this.change();
    }

    /** A probed check says otherwise from now on. */
    publish(check: string, healthy: boolean): void {
        this.probed = { ...this.probed, [check]: healthy ? "healthy" : "unhealthy" };
        this.change();
    }

    private change(): void {
        this.versioned = { ...this.versioned, version: this.versioned.version + 1, state: this.merged() };
    }

    private read(): ZoneState {
        const { file, zone } = this.options;
        return file === undefined ? {} : readState(file, zone);
    }

    private merged(): ZoneState {
        const { before } = this.options;
        return {
            ...before,
            ...this.inFile,
            latency: { ...before.latency, ...this.inFile.latency },
            healthChecks: { ...this.inFile.healthChecks, ...this.probed },
        };
    }
}
