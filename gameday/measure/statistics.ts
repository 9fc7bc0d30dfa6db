import type { RequestLine } from "../client-log";

/** A reply that a user would call an answer: any 2xx with the right order in it (k6 gives such a reply no error code). */
export function isGood(line: Pick<RequestLine, "status" | "error">): boolean {
    return line.status >= 200 && line.status < 300 && line.error === 0;
}

/** Nearest-rank percentile, `share` in (0, 1]; null of nothing. Never interpolates, so it is always a measured value. */
export function percentile(values: readonly number[], share: number): number | null {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

export function median(values: readonly number[]): number | null {
    return percentile(values, 0.5);
}

/** Groups in order of first appearance. */
export function groupBy<Item, Key>(items: Iterable<Item>, key: (item: Item) => Key): Map<Key, Item[]> {
    const groups = new Map<Key, Item[]>();
    for (const item of items) {
        const group = groups.get(key(item));
        if (group === undefined) {
            groups.set(key(item), [item]);
        } else {
            group.push(item);
        }
    }
    return groups;
}

/** The order in which clients decided to ask, whatever the order of the replies. */
export function byStart(lines: readonly RequestLine[]): RequestLine[] {
    return [...lines].sort((a, b) => a.start - b.start);
}
