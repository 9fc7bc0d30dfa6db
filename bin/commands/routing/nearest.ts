import { distance } from "fastest-levenshtein";

/** The known word that a person most likely meant: at most a third of the letters differ. */
export function nearest(got: string, known: readonly string[]): string | undefined {
    const most = Math.max(1, Math.floor(got.length / 3));
    const [best] = known
        .map((word) => ({ word, edits: distance(got.toLowerCase(), word.toLowerCase()) }))
        .filter(({ edits }) => edits <= most)
        .sort((a, b) => a.edits - b.edits);
    return best?.word;
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
