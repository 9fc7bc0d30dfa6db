import { answer } from "../../../routing/answer";
import { ClientPlaces, type SubnetPlace } from "../../../routing/dns/client-places";
import { createDnsServer, type DnsServer, type Endpoint } from "../../../routing/dns/server";
import { standInAddresses } from "../../../routing/dns/stand-ins";
import { createZoneResolver } from "../../../routing/dns/zone-resolver";
import { machineClock } from "../../../routing/health-checks/clock";
import { CommandError } from "../../exit";
import { watchSignals } from "../../interruption";
import { reasonOf } from "../../system-errors";
import { readZone, type ZoneInput } from "./inputs";
import type { ZoneOptions } from "./zone-options";
import { QueryLog } from "./query-log";
import { refuseUnknown } from "./question";
import { probesOf } from "./serve-probes";
import { ServedState } from "./served-state";
import { watchFile } from "./watched-file";

export interface ServeOptions extends ZoneOptions {
    readonly state?: string;
    readonly listen: Endpoint;
    readonly doh?: Endpoint;
    readonly from?: string;
    readonly fromSubnet: readonly SubnetPlace[];
    readonly address: { readonly [name: string]: readonly string[] };
    readonly log?: string;
    readonly clock: number;
    readonly probe?: true;
    readonly format: "text" | "json";
}

interface Serving {
    readonly options: ServeOptions;
    readonly input: ZoneInput;
    readonly state: ServedState;
    readonly server: DnsServer;
    readonly log: QueryLog | undefined;
}

/** `antipode routing serve`: answers over DNS until it is told to end; then prints what it counted. */
export async function serve(options: ServeOptions): Promise<void> {
    const signals = watchSignals();
    const ends: (() => void)[] = [];
    try {
        const serving = await prepare(options);
        const { server, state, input, log } = serving;
        try {
            printStart(serving, await listen(server, options));
            ends.push(...followState(options.state, state), ...probe(serving));
            await signals.given;
        } finally {
            ends.forEach((end) => end());
            await server.close();
            await log?.end();
        }
        printCounters(serving, input);
    } finally {
        signals.release();
    }
}

async function prepare(options: ServeOptions): Promise<Serving> {
    const input = await readZone(options);
    const { zone } = input;
    const addresses = standInAddresses(zone, options.address);
    const state = new ServedState({ zone, before: input.state, file: options.state, addresses });
    const name = zone.HostedZone.Name ?? "";
    const places = [
        ...(options.from === undefined ? [] : [options.from]),
        ...options.fromSubnet.map((one) => one.place),
    ];
    refuseUnknown(input, { names: [], lost: [], places, state: state.now().state });
    // A zone that Route 53 would refuse is told before anybody asks.
    answer(zone, state.now().state, { name, type: "SOA", from: options.from ?? "us-east-1" });
    const log = options.log === undefined ? undefined : await QueryLog.open(options.log, emit);
    const clients = new ClientPlaces(options.fromSubnet, options.from);
    const resolve = createZoneResolver({
        zone,
        clockFactor: options.clock,
        now: state.now,
        from: clients.of,
        random: Math.random,
    });
    const server = createDnsServer({ resolve, onError: tellOnce(), ...(log ? { onQuery: log.add } : {}) });
    return { options, input, state, server, log };
}

async function listen(server: DnsServer, { listen: endpoint, doh }: ServeOptions) {
    const dns = await had(server.listen(endpoint), "--listen", endpoint);
    return { dns, http: doh && (await had(server.listenHttp(doh), "--doh", doh)) };
}

/** @throws CommandError 3 when the address or the port cannot be had */
async function had(listening: Promise<Endpoint>, option: string, wanted: Endpoint): Promise<Endpoint> {
    try {
        return await listening;
    } catch (error) {
        const where = `${option} ${shown(wanted)}`;
        throw new CommandError(`${where}: expected an address and port that can be had; ${reasonOf(error)}`, 3, {
            cause: error,
        });
    }
}

/** At a change of the file, and at SIGHUP. A file that is no state, half written perhaps, leaves the last one in force. */
function followState(file: string | undefined, state: ServedState): (() => void)[] {
    if (file === undefined) {
        return [];
    }
    const reload = () => {
        try {
            state.reload();
            emit(`state read from ${file}`);
        } catch (error) {
            emit(`state kept: ${error instanceof Error ? error.message : String(error)}`);
        }
    };
    process.on("SIGHUP", reload);
    return [watchFile(file, machineClock, reload), () => process.off("SIGHUP", reload)];
}

function probe({ options, input, state }: Serving): (() => void)[] {
    if (options.probe === undefined) {
        return [];
    }
    const { prober, asked, left } = probesOf(input.zone, state, { clockFactor: options.clock, emit });
    emit(`checks that are asked: ${asked.join(", ") || "none"}`);
    if (left.length > 0) {
        emit(`checks that are not, because no loopback or private address is known for them: ${left.join(", ")}`);
    }
    prober.start();
    return [() => prober.stop()];
}

/** The same problem comes back with every query: it is told once. */
function tellOnce(): (error: unknown) => void {
    const told = new Set<string>();
    return (error) => {
        const message = error instanceof Error ? error.message : String(error);
        if (!told.has(message) && told.size < 1000) {
            told.add(message);
            emit(message);
        }
    };
}

function emit(event: string): void {
    process.stderr.write(`antipode: ${event}\n`);
}

function printStart({ options, input }: Serving, { dns, http }: { dns: Endpoint; http: Endpoint | undefined }): void {
    const zone = input.zone.HostedZone.Name ?? "";
    const line =
        options.format === "json"
            ? JSON.stringify({ type: "listening", zone, source: input.source, dns, ...(http ? { http } : {}) })
            : [
                  `${zone} of ${input.source} on ${shown(dns)}, UDP and TCP`,
                  ...(http ? [`HTTP on http://${shown(http)}/resolve and /dns-query`] : []),
              ].join("\n");
    process.stdout.write(`${line}\n`);
}

function printCounters({ options, server, log }: Serving, { zone }: ZoneInput): void {
    const { counters } = server;
    const all = { ...counters, ...(log ? { logLeftOut: log.leftOut } : {}) };
    const line =
        options.format === "json"
            ? JSON.stringify({ type: "counters", zone: zone.HostedZone.Name ?? "", ...all })
            : Object.entries(all)
                  .filter(([name, count]) => count > 0 || ["udp", "tcp", "noerror"].includes(name))
                  .map(([name, count]) => `${name} ${count}`)
                  .join(", ");
    process.stdout.write(`${line}\n`);
}

function shown({ address, port }: Endpoint): string {
    return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}
