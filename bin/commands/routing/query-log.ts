import { createWriteStream } from "node:fs";
import type { Writable } from "node:stream";
import { queryLine, type QueryLogEntry } from "../../../routing/dns/query-log";
import { reasonOf } from "../../system-errors";
import { unwritable } from "../../text-file";

/** Bytes that may wait for a slow disk or reader; what would be more is left out and counted, so that answers never wait. */
const maximumWaiting = 4_000_000;

/** Queries as lines of JSON, to a file (at its end) or to standard output (`-`). */
export class QueryLog {
    leftOut = 0;
    private isBroken = false;

    private constructor(private readonly stream: Writable) {}

    /**
     * @param onBroken told once when the file cannot be written any more, on a full disk perhaps: the server goes on without it
     * @throws CommandError 2 when the file cannot be opened
     */
    static async open(file: string, onBroken: (message: string) => void): Promise<QueryLog> {
        if (file === "-") {
            return new QueryLog(process.stdout);
        }
        const stream = createWriteStream(file, { flags: "a" });
        await new Promise<void>((resolve, reject) => {
            stream.once("open", () => resolve());
            stream.once("error", (error) => reject(unwritable(file, "--log", error)));
        });
        const log = new QueryLog(stream);
        stream.on("error", (error) => {
            log.isBroken = true;
            onBroken(`--log ${file}: ${reasonOf(error)}; no more queries are logged`);
        });
        return log;
    }

    readonly add = (entry: QueryLogEntry): void => {
        if (this.isBroken || this.stream.writableLength > maximumWaiting) {
            this.leftOut += 1;
            return;
        }
        this.stream.write(`${JSON.stringify(queryLine(entry))}\n`);
    };

    /** Resolves when all is written. */
    async end(): Promise<void> {
        if (this.stream !== process.stdout && !this.isBroken) {
            await new Promise<void>((resolve) => this.stream.end(() => resolve()));
        }
    }
}
