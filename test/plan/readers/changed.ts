/** Every copy of a value in which one thing within it is another. */
export function* changed(value: unknown, to: unknown): Generator {
    yield to;
    if (typeof value === "object" && value !== null) {
        for (const [key, member] of Object.entries(value)) {
            for (const other of changed(member, to)) {
                yield Array.isArray(value)
                    ? value.map((old: unknown, at) => (String(at) === key ? other : old))
                    : { ...value, [key]: other };
            }
        }
    }
}
