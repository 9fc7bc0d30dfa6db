/** An entry of a table by a text of the program, which may be `constructor` or whatever else every object answers to. */
export function entryOf<Entry>(table: { readonly [key: string]: Entry }, key: string): Entry | undefined {
    return Object.hasOwn(table, key) ? table[key] : undefined;
}
