import type { Document, LineCounter } from "yaml";

/**
 * What keeps a text from being YAML, each with its line: keys that stand twice, or the first mistake alone, because what
 * is said of the text behind it only follows from it.
 * @param document read with `prettyErrors: false`, so that messages do not repeat the place
 */
export function yamlMistakes(document: Document, lines: LineCounter): readonly { line: number; message: string }[] {
    const first = document.errors.find(({ code }) => code !== "DUPLICATE_KEY");
    const errors = first ? [first] : document.errors;
    return errors.map(({ pos, message }) => ({
        line: lines.linePos(pos[0]).line,
        message: `expected YAML: ${message}`,
    }));
}
