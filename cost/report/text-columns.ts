/** What a terminal is sure to have. */
export const tableWidth = 100;

/** Cut or filled to a width. */
export function fitted(text: string, width: number): string {
    return text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);
}

/** Cut in its middle: the beginning says what it is, and the end which one. */
export function middleCut(text: string, width: number): string {
    const head = Math.ceil((width - 1) / 2);
    return text.length > width ? `${text.slice(0, head)}…${text.slice(text.length - (width - 1 - head))}` : text;
}

/** Cut before what stands in brackets at its end, which tells it from others. */
export function bracketsKept(text: string, width: number): string {
    const [, start = "", end = ""] = /^(.*)( \([^()]*\))$/.exec(text) ?? [];
    const room = width - end.length;
    return text.length > width && end !== "" && room > 1 ? `${start.slice(0, room - 1)}…${end}` : text;
}

/** One text at the left edge and one at the right. */
export function leftRight(left: string, right: string): string {
    return `${fitted(left.trimEnd(), Math.max(0, tableWidth - right.length - 1))} ${right}`;
}

/** In lines that fit, those after the first set in by two. */
export function wrapped(text: string, indent = 0): string {
    const lines: string[] = [];
    let line = " ".repeat(indent);
    for (const word of text.split(" ").flatMap(pieces)) {
        const separator = line.trim() === "" ? "" : " ";
        if (line.trim() !== "" && line.length + separator.length + word.length > tableWidth) {
            lines.push(line);
            line = `${" ".repeat(indent + 2)}${word}`;
        } else {
            line += `${separator}${word}`;
        }
    }
    return [...lines, line].join("\n");
}

/** A word that no line holds, such as a URN, in pieces that fit. */
function pieces(word: string): readonly string[] {
    return word.match(new RegExp(`.{1,${tableWidth - 8}}`, "gu")) ?? [word];
}
