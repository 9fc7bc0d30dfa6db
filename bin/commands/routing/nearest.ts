/** The known word that a person most likely meant: at most a third of the letters differ. */
export function nearest(got: string, known: readonly string[]): string | undefined {
    const most = Math.max(1, Math.floor(got.length / 3));
    const [best] = known
        .map((word) => ({ word, distance: distance(got.toLowerCase(), word.toLowerCase()) }))
        .filter((one) => one.distance <= most)
        .sort((a, b) => a.distance - b.distance);
    return best?.word;
}

/** Levenshtein's: letters to insert, delete or replace. */
function distance(from: string, to: string): number {
    let row = [...Array(to.length + 1).keys()];
    for (let index = 0; index < from.length; index += 1) {
        const letter = from[index];
        const next = [index + 1];
        for (let at = 1; at <= to.length; at += 1) {
            const replaced = (row[at - 1] ?? 0) + (letter === to[at - 1] ? 0 : 1);
            next.push(Math.min(replaced, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
        }
        row = next;
    }
    return row[to.length] ?? 0;
}

/** The end of a message about an unknown word: the nearest one that is known, or a few of all. */
export function suggestion(got: string, known: readonly string[]): string {
    const near = nearest(got, known);
    if (near !== undefined) {
        return `; did you mean ${near}?`;
    }
    const shown = known.slice(0, 6);
    const more = known.length > shown.length ? ` and ${known.length - shown.length} more` : "";
    return known.length === 0
        ? "; there is none"
        : `; there ${known.length === 1 ? "is" : "are"} ${shown.join(", ")}${more}`;
}
