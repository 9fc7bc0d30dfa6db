import { createHash } from "node:crypto";
import { realpathSync } from "node:fs";
import { createServer } from "node:net";
import { TwinError } from "./errors";

/**
 * A folder belongs to one twin from before it is emptied until its last process has gone. The lease is an abstract
 * socket (unix(7)): the kernel gives its name to one holder only, and takes it back however that one ends. A file with a
 * process number was rejected: it stays after `kill -9`, and the number may be another's by then.
 * @returns what gives the folder back
 * @throws TwinError 2 when somebody holds it
 */
export function leaseFolder(directory: string): Promise<() => void> {
    const name = createHash("sha256").update(realpathSync(directory)).digest("hex");
    const server = createServer((socket) => socket.destroy()).unref();
    return new Promise((resolve, reject) => {
        server.once("error", (error) => {
            const taken = "code" in error && error.code === "EADDRINUSE";
            const refusal = `a twin runs in ${directory} already: wait for its end, or end it by antipode twin down`;
            reject(taken ? new TwinError(refusal, 2) : error);
        });
        server.listen(`\0antipode-twin-${name}`, () => resolve(() => void server.close()));
    });
}
