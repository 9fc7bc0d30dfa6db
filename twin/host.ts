import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assemble } from "./assembly";
import { controlSocket } from "./connection";
import { serveControl } from "./control";
import { HostTwin } from "./host-twin";
import type { FromHost } from "./host-messages";
import { loadSettings } from "./settings";

/** The program that runs a twin inside its namespaces: the first argument is the twin's folder. */
async function main(directory: string): Promise<void> {
    const tell = (message: FromHost) => process.stdout.write(`${JSON.stringify(message)}\n`);
    const loaded = loadSettings(directory);
    const assembly = await assemble({ directory, loaded, onProgress: (progress) => tell({ progress }) });
    const twin = new HostTwin(assembly, () => {
        // Tells whoever waits for the twin that its end was asked for.
        writeFileSync(join(directory, "stopped"), "");
        process.exit(0);
    });
    rmSync(join(directory, "control.sock"), { force: true });
    await serveControl(controlSocket(directory), twin);
    tell({ ready: true });
}

// Whoever started the twin holds the other end of standard input: its end is ours, and the end of every process here.
process.stdin.on("end", () => process.exit(0));
process.stdin.on("error", () => process.exit(0));
process.stdin.resume();
// Nobody reads any more: the end of standard input follows.
process.stdout.on("error", () => undefined);

main(process.argv[2] ?? "").catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${error instanceof Error ? (error.stack ?? message) : message}\n`);
    const failed: FromHost = { failed: message };
    process.stdout.write(`${JSON.stringify(failed)}\n`, () => process.exit(1));
});
