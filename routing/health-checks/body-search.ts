/** The string has to lie within so many bytes from the body's beginning (Route 53 guide, "How ... determines whether a health check is healthy"). */
const searchedBytes = 5120;

/**
 * Looks for a check's string in a body, its case and all. It has an opinion once it has all that is searched: the first
 * 5,120 bytes or a shorter body's end.
 */
export class BodySearch {
    private readonly wanted: Buffer;
    private searched = Buffer.alloc(0);

    constructor(text: string) {
        this.wanted = Buffer.from(text);
    }

    /** @returns whether it has all that is searched. */
    add(bytes: Buffer): boolean {
        this.searched = Buffer.concat([this.searched, bytes]).subarray(0, searchedBytes);
        return this.searched.length === searchedBytes;
    }

    get found(): boolean {
        return this.searched.includes(this.wanted);
    }
}
