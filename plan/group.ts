/** Entries by key, keys in order of their first entry. */
export function groupBy<T>(entries: readonly T[], keyOf: (entry: T) => string): Map<string, T[]> {
    const groups = new Map<string, T[]>();
    entries.forEach((entry) => {
        const key = keyOf(entry);
        const group = groups.get(key);
        if (group) {
            group.push(entry);
        } else {
            groups.set(key, [entry]);
        }
    });
    return groups;
}
