import type { ChildProcess } from "node:child_process";
import type { ClientProcess } from "./api";
import type { EventLog } from "./event-log";
import { internet, type Places } from "./place";
import type { Resolver } from "./resolvers";

/** Load must not take the processor from what it measures. */
const niceness = 5;

interface Running {
    readonly child: ChildProcess;
    readonly ended: Promise<{ code: number }>;
}

/** Programs in the internet namespace that ask one of the twin's resolvers. */
export class Clients {
    private readonly running = new Map<string, Running>();

    constructor(
        private readonly places: Places,
        private readonly resolvers: readonly Resolver[],
        private readonly log: EventLog,
    ) {}

    start(client: ClientProcess): { pid: number } {
        const resolver = this.resolvers[client.resolver];
        if (resolver === undefined) {
            const last = (this.resolvers.length - 1).toFixed();
            throw new Error(
                `client ${client.name}: expected a resolver from 0 to ${last}, got ${client.resolver.toFixed()}`,
            );
        }
        if (this.running.get(client.name)?.child.exitCode === null) {
            throw new Error(`client ${client.name} runs already`);
        }
        const child = this.places.start(internet, ["nice", "-n", niceness.toFixed(), ...client.command], {
            name: client.name,
            environment: client.environment,
            resolvConf: resolver.resolvConf,
            stdout: client.stdout,
            stderr: client.stderr,
        });
        const { name } = client;
        this.log.note({ type: "process", name, state: "started" });
        const ended = new Promise<{ code: number }>((resolve) => {
            child.on("error", () => resolve({ code: 127 }));
            child.on("exit", (code, signal) => {
                this.log.note({ type: "process", name, state: "exited", detail: signal ?? `code ${String(code)}` });
                // A shell's way to tell a signal: 128 and more.
                resolve({ code: code ?? 128 });
            });
        });
        this.running.set(name, { child, ended });
        return { pid: child.pid ?? 0 };
    }

    async ended(name: string, graceMilliseconds?: number): Promise<{ code: number }> {
        const client = this.running.get(name);
        if (client === undefined) {
            throw new Error(`no client ${name} was started`);
        }
        if (graceMilliseconds === undefined) {
            return client.ended;
        }
        client.child.kill("SIGINT");
        const timer = setTimeout(() => client.child.kill("SIGKILL"), graceMilliseconds);
        const result = await client.ended;
        clearTimeout(timer);
        return result;
    }

    get processes(): readonly { name: string; pid: number }[] {
        const alive = [...this.running].filter(([, { child }]) => child.exitCode === null && child.signalCode === null);
        return alive.map(([name, { child }]) => ({ name, pid: child.pid ?? 0 }));
    }
}
