/** A text in UTF-8, from its beginning on. */
export interface TextBytes {
    /** Fills the buffer from this place on, as far as it has room; how many bytes, 0 at the text's end. */
    readonly read: (buffer: Buffer, from: number) => number;
}

/** Pulumi's own lines (`json.MarshalIndent` of Go, by four spaces): where the list of steps begins, goes on and ends. */
const opening = '\n    "steps": [\n        {';
const between = "\n        },\n        {";
const closing = "\n        }\n    ]";
const endOfStep = "\n        }".length;

/** V8 takes what JSON.parse makes of texts over 100 kB for long-lived, and most of a step is not. */
const pieceBytes = 64 * 1024;

/**
 * Reads a digest as Pulumi indents it, a few steps at a time: where in its program each resource was made is a third of
 * it, and nobody asks for that.
 *
 * To cut at those lines cuts no string: none in JSON has a line break in it (RFC 8259, section 7). In a text that has
 * them elsewhere too no step is mistaken: what is between two cuts has to be a list, and what is around all of them JSON
 * in which whatever stands in their place is the steps.
 * @param take is given the steps, in their order
 * @returns what is around the steps; undefined for any other text, of whose beginning `take` may have been given steps
 */
export function readInPieces({ read }: TextBytes, take: Take): object | undefined {
    const text = new Window(read);
    text.more();
    const begin = text.find(opening);
    if (begin < 0) {
        return undefined;
    }
    // The byte before the first step is left for the list's bracket.
    const head = text.cut(begin + opening.length - "_{".length);
    while (!takesLast(text, take)) {
        if (!text.more()) {
            return undefined;
        }
    }
    const rest = text.rest();
    const around = parsed(`${head}0${rest}`);
    // The text may have other steps, before or after these, and those may be `[0]`: they are not `[1]` as well.
    return hasOneStep(around, 0) && hasOneStep(parsed(`${head}1${rest}`), 1) ? around : undefined;
}

type Take = (steps: readonly unknown[]) => void;

/** Takes the steps that the window holds as a whole; true when the last was one of them. */
function takesLast(text: Window, take: Take): boolean {
    // Most windows hold nothing but steps. When these are out, little is left to look through for the end of them all.
    takesBefore(text, text.findLast(between), take);
    return takesBefore(text, text.find(closing), take);
}

function takesBefore(text: Window, line: number, take: Take): boolean {
    const end = line + endOfStep;
    const steps = line < 0 ? undefined : parsed(text.listBefore(end));
    if (!Array.isArray(steps)) {
        return false;
    }
    text.drop(end);
    take(steps);
    return true;
}

function hasOneStep(value: unknown, step: number): value is object {
    return (
        typeof value === "object" &&
        value !== null &&
        "steps" in value &&
        Array.isArray(value.steps) &&
        value.steps.length === 1 &&
        value.steps[0] === step
    );
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

/** The part of a text that is in memory. */
class Window {
    private bytes = Buffer.allocUnsafeSlow(pieceBytes);
    private held = 0;

    constructor(private readonly read: TextBytes["read"]) {}

    /** Reads on; false at the text's end. A step that is longer than the window makes it larger. */
    more(): boolean {
        if (this.held === this.bytes.length) {
            const smaller = this.bytes;
            this.bytes = Buffer.allocUnsafeSlow(2 * smaller.length);
            smaller.copy(this.bytes);
        }
        const count = this.read(this.bytes, this.held);
        this.held += count;
        return count > 0;
    }

    find(line: string): number {
        return this.bytes.subarray(0, this.held).indexOf(line);
    }

    findLast(line: string): number {
        return this.bytes.subarray(0, this.held).lastIndexOf(line);
    }

    /**
     * What stands before a place, as a list. Its brackets are written over the bytes around it, because a text that is
     * put together is copied once more: the one before is the comma at which the last list ended.
     */
    listBefore(end: number): string {
        const next = this.bytes.toString("latin1", end, end + 1);
        this.bytes.write("[", 0);
        this.bytes.write("]", end);
        const text = this.bytes.toString("utf8", 0, end + 1);
        this.bytes.write(next, end);
        return text;
    }

    /** Takes out what stands before a place. */
    cut(end: number): string {
        const text = this.bytes.toString("utf8", 0, end);
        this.drop(end);
        return text;
    }

    drop(end: number): void {
        this.bytes.copyWithin(0, end, this.held);
        this.held -= end;
    }

    /** All that is left. */
    rest(): string {
        while (this.more());
        return this.cut(this.held);
    }
}
