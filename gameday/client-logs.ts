import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import type { RequestLine } from "./client-log";

/** Follows the logs of a drill's clients while they grow. A line counts once it is whole. */
export class ClientLogs {
    readonly lines: RequestLine[] = [];
    private readonly files: { readonly path: string; offset: number; rest: string }[];
    /** Lines that are not a request: what k6 itself prints, e.g. an error of the script. */
    readonly strange: string[] = [];

    constructor(
        directory: string,
        readonly clients: readonly string[],
    ) {
        this.files = clients.map((client) => ({ path: logFile(directory, client), offset: 0, rest: "" }));
    }

    /** Reads what was written since the last call; returns all lines. */
    refresh(): readonly RequestLine[] {
        for (const file of this.files) {
            const text = file.rest + readFrom(file);
            const whole = text.split("\n");
            file.rest = whole.pop() ?? "";
            whole.filter((line) => line !== "").forEach((line) => this.take(line));
        }
        return this.lines;
    }

    private take(line: string): void {
        const parsed = parseLine(line);
        if (parsed === undefined) {
            this.strange.push(line);
        } else {
            this.lines.push(parsed);
        }
    }
}

/** Where a client's log lies. */
export function logFile(directory: string, client: string): string {
    return join(directory, `${client}.ndjson`);
}

/** A request's line; undefined for anything else. */
function parseLine(line: string): RequestLine | undefined {
    try {
        const value = JSON.parse(line) as Partial<RequestLine> | null;
        return typeof value?.seq === "number" && typeof value.start === "number" ? (value as RequestLine) : undefined;
    } catch {
        return undefined;
    }
}

function readFrom(file: { readonly path: string; offset: number }): string {
    let descriptor: number;
    try {
        descriptor = openSync(file.path, "r");
    } catch {
        // The client has not opened it yet.
        return "";
    }
    try {
        const buffer = Buffer.alloc(Math.max(0, fstatSync(descriptor).size - file.offset));
        const read = readSync(descriptor, buffer, 0, buffer.length, file.offset);
        file.offset += read;
        return buffer.toString("latin1", 0, read);
    } finally {
        closeSync(descriptor);
    }
}
