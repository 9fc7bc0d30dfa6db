import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Twin } from "../twin/api";
import type { ClientClass } from "./client-log";
import { logFile } from "./client-logs";
import type { ClientSummary } from "./measure/validation";

/** How many clients of which class ask how often; loadtest/workloads/ holds them. */
export interface WorkloadNumbers {
    /** Requests a second of each operation, a client; wall clock, whatever the target's clock. */
    readonly rate: number;
    readonly clients: { readonly [name in ClientClass]: number };
    readonly seedOrders: number;
    /** Platform milliseconds. */
    readonly timeoutMilliseconds: number;
}

/** One k6 process. */
export interface ClientSpec {
    readonly name: string;
    readonly class: ClientClass;
    /** Index of the resolver that it alone uses. */
    readonly resolver: number;
}

export function clientSpecs({ clients }: Pick<WorkloadNumbers, "clients">): ClientSpec[] {
    const classes: readonly ClientClass[] = ["honest", "keep-alive"];
    return classes
        .flatMap((name) =>
            Array.from({ length: clients[name] }, (_, index) => ({ name: `${name}-${index}`, class: name })),
        )
        .map((client, resolver) => ({ ...client, resolver }));
}

/** A client's patience, wall clock: two platform seconds say, but never under one real second, which a busy machine may need. */
export function timeoutMilliseconds(workload: WorkloadNumbers, factor: number): number {
    return Math.max(1000, Math.round(workload.timeoutMilliseconds / factor));
}

export interface ClientSettings {
    /** Folder for logs and output. */
    readonly directory: string;
    readonly k6: string;
    readonly scenarioFile: string;
    readonly workload: WorkloadNumbers;
    readonly factor: number;
    readonly targetUrl: string;
    readonly caFile: string;
    /** Longer than the drill can last: clients are told to end when it is over. */
    readonly durationSeconds: number;
}

/** Starts one client; its log is {@link logFile}. */
export async function startClient(
    twin: Pick<Twin, "startClient">,
    spec: ClientSpec,
    settings: ClientSettings,
): Promise<void> {
    const { directory, k6, scenarioFile, workload, factor } = settings;
    mkdirSync(directory, { recursive: true });
    await twin.startClient({
        name: spec.name,
        command: [
            ...[k6, "run", "--quiet", "--no-usage-report", "--log-format", "raw"],
            ...["--console-output", logFile(directory, spec.name), scenarioFile],
        ],
        environment: {
            TARGET_URL: settings.targetUrl,
            RATE: String(workload.rate),
            DURATION: `${Math.ceil(settings.durationSeconds)}s`,
            CLIENT_CLASS: spec.class,
            TIMEOUT_MS: String(timeoutMilliseconds(workload, factor)),
            CLIENT: spec.name,
            SEED_ORDERS: String(workload.seedOrders),
            SSL_CERT_FILE: settings.caFile,
            K6_AUTO_EXTENSION_RESOLUTION: "false",
            // One client needs a fraction of a core: a runtime that plans for all of them costs more than it does.
            GOMAXPROCS: "1",
            // HTTP/2 would put all requests on one connection; the keep-alive class is a pool of HTTP/1.1 sockets.
            ...(spec.class === "keep-alive" ? { GODEBUG: "http2client=0" } : {}),
        },
        resolver: spec.resolver,
        stdout: outputFile(directory, spec.name),
        stderr: join(directory, `${spec.name}.stderr`),
    });
}

function outputFile(directory: string, client: string): string {
    return join(directory, `${client}.stdout`);
}

/** Tells every client to end, waits until all have, and reads what they said last. */
export async function stopClients(
    twin: Pick<Twin, "clientEnded">,
    specs: readonly ClientSpec[],
    { directory, graceMilliseconds }: { directory: string; graceMilliseconds: number },
): Promise<ClientSummary[]> {
    await Promise.all(specs.map(({ name }) => twin.clientEnded(name, graceMilliseconds)));
    return specs.map(({ name }) => summaryOf(directory, name));
}

/** The last line of a client's output, as the scenarios' handleSummary writes it. */
function summaryOf(directory: string, client: string): ClientSummary {
    try {
        const last = readFileSync(outputFile(directory, client), "utf8").trimEnd().split("\n").at(-1) ?? "";
        const { iterations, dropped } = JSON.parse(last) as { iterations: number; dropped: number };
        return { client, iterations, dropped };
    } catch {
        return { client, iterations: null, dropped: null };
    }
}

/** Why a client may be silent: the last thing that it wrote to its error output. */
export function lastWords(directory: string, client: string): string {
    try {
        return (
            readFileSync(join(directory, `${client}.stderr`), "utf8")
                .trimEnd()
                .split("\n")
                .at(-1) ?? ""
        );
    } catch {
        return "";
    }
}
