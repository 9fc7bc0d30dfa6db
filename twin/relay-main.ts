import { rmSync } from "node:fs";
import net from "node:net";
import readline from "node:readline";
import { Relay } from "./relay";
import type { RelayReply, RelayRequest } from "./relay-control";

/*
 * The relay as a process of its own: delays must not wait for anything else that the twin computes.
 * Its one argument is the path of the control socket; it ends when its controller's connection does.
 */
const orphanedAfterMilliseconds = 30_000;
const socketPath = process.argv[2];
if (socketPath === undefined) {
    process.stderr.write("relay: expected one argument, the path of its control socket\n");
    process.exit(2);
}

const relay = new Relay();
const control = net.createServer((connection) => {
    clearTimeout(orphaned);
    // One controller for a lifetime; whoever connects later is not served.
    control.close();
    rmSync(socketPath, { force: true });
    connection.on("error", () => process.exit(0));
    connection.on("close", () => process.exit(0));
    readline.createInterface({ input: connection }).on("line", (line) => {
        const request = JSON.parse(line) as RelayRequest;
        void perform(request).then((reply) => connection.write(`${JSON.stringify(reply)}\n`));
    });
});
const orphaned = setTimeout(() => process.exit(3), orphanedAfterMilliseconds);
control.listen(socketPath);

async function perform(request: RelayRequest): Promise<RelayReply> {
    try {
        switch (request.command) {
            case "open":
                await relay.open(request.route);
                break;
            case "set-delay":
                relay.setDelay(request.name, request.delay);
                break;
            case "cut":
                relay.cut(request.region, request.manner);
                break;
            case "heal":
                relay.heal(request.region);
                break;
        }
        return { id: request.id };
    } catch (error) {
        return { id: request.id, error: error instanceof Error ? error.message : String(error) };
    }
}
