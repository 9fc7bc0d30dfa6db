import { statSync } from "node:fs";
import type { Clock } from "../../../routing/health-checks/clock";

const everyMilliseconds = 250;

/**
 * Calls back when a file was written, replaced or removed. It compares size, time and inode four times a second: the
 * system's own watchers lose sight of a file that an editor replaces, and see nothing on network and container mounts.
 * @returns what ends it
 */
export function watchFile(file: string, clock: Clock, onChange: () => void): () => void {
    let last = stamp(file);
    let cancel = (): void => undefined;
    const look = (): void => {
        const now = stamp(file);
        if (now !== last) {
            last = now;
            onChange();
        }
        cancel = clock.after(everyMilliseconds, look);
    };
    cancel = clock.after(everyMilliseconds, look);
    return () => cancel();
}

function stamp(file: string): string {
    const found = statSync(file, { throwIfNoEntry: false, bigint: true });
    return found ? [found.ino, found.size, found.mtimeNs].join(" ") : "";
}
