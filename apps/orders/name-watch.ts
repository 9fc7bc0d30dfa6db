import { lookup as systemLookup } from "node:dns/promises";

export interface NameWatch {
    /** Asks once; used by the timer, and by tests. */
    check(): Promise<void>;
    stop(): void;
}

export interface NameWatchOptions {
    readonly host: string;
    /** Milliseconds between questions. */
    readonly interval: number;
    /** Called when the name leads elsewhere than it did. */
    readonly onMove: (addresses: string) => void;
    /** All addresses of a name. @default the system's */
    readonly lookup?: (host: string) => Promise<readonly string[]>;
}

/**
 * Asks where the writer's name leads. After a failover a fenced writer may still take writes for a moment
 * (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html), and
 * a pool whose connections still work would never look the name up again. A name service that does not answer changes nothing.
 */
export function watchName({ host, interval, onMove, lookup = systemAddresses }: NameWatchOptions): NameWatch {
    let known: string | undefined;
    let asking = false;
    const check = async (): Promise<void> => {
        if (asking) {
            return;
        }
        asking = true;
        const addresses = await lookup(host).then(
            (found) => [...found].sort().join(", "),
            () => undefined,
        );
        asking = false;
        if (addresses === undefined || addresses === known) {
            return;
        }
        const moved = known !== undefined;
        known = addresses;
        if (moved) {
            onMove(addresses);
        }
    };
    const timer = setInterval(() => void check(), interval);
    timer.unref();
    void check();
    return {
        check,
        stop: () => {
            clearInterval(timer);
        },
    };
}

async function systemAddresses(host: string): Promise<string[]> {
    return (await systemLookup(host, { all: true })).map(({ address }) => address);
}
