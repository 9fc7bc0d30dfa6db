import { openSync } from "node:fs";
import { basename, dirname } from "node:path";

/** A socket's address holds 108 bytes with its closing zero (unix(7)). */
const longest = 107;
const openFolders = new Map<string, number>();

/**
 * A path for a socket's file that fits into a socket address: the path itself, or, when it is too long, the same file
 * through a descriptor of its folder, which this process keeps open.
 */
export function socketPath(file: string): string {
    if (Buffer.byteLength(file) <= longest) {
        return file;
    }
    const folder = dirname(file);
    const descriptor = openFolders.get(folder) ?? openSync(folder, "r");
    openFolders.set(folder, descriptor);
    return `/proc/self/fd/${descriptor.toFixed()}/${basename(file)}`;
}
