import type { ChildProcess } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { internetAddresses } from "./network";
import { internet, type Places } from "./place";

export interface ResolverOptions {
    readonly directory: string;
    readonly places: Places;
    /** Zones of the platform, each without its last dot. */
    readonly zones: readonly string[];
    /** Regions whose users ask them, in turn. */
    readonly regions: readonly string[];
}

export interface Resolver {
    readonly name: string;
    readonly address: string;
    /** Where its users live: what Route 53's latency rule sees. */
    readonly region: string;
    /** A resolv.conf that names it alone. */
    readonly resolvConf: string;
    readonly process: ChildProcess;
}

/** Honest clients, with a resolver each; the keep-alive class has one more. */
export const honestCount = 8;
export const resolverCount = honestCount + 1;

/** One unbound for each client: a resolver is one sample of where in its TTL a fault finds a cache. */
export function startResolvers(options: ResolverOptions): Resolver[] {
    const folder = join(options.directory, "resolvers");
    mkdirSync(folder, { recursive: true });
    return Array.from({ length: resolverCount }, (_, i) => {
        const name = `resolver-${i.toFixed()}`;
        const address = internetAddresses.resolver(i);
        const region = options.regions[i % options.regions.length] ?? "";
        const resolvConf = writeResolvConf(join(folder, `${name}.resolv.conf`), address);
        writeFileSync(join(folder, `${name}.conf`), unboundConfig(address, options.zones));
        const command = ["unbound", "-d", "-c", `${name}.conf`];
        const process = options.places.start(internet, command, { name, directory: folder });
        return { name, address, region, resolvConf, process };
    });
}

/** The system's resolver settings: one try of two seconds, as long as a client waits for a reply. */
export function writeResolvConf(file: string, address: string): string {
    writeFileSync(file, `nameserver ${address}\noptions timeout:2 attempts:1\n`);
    return file;
}

/** A cache that obeys TTLs and nothing else: no prefetch, no stale answers, no floor under a TTL, no DNSSEC. */
function unboundConfig(address: string, zones: readonly string[]): string {
    const settings = [
        `interface: ${address}`,
        `outgoing-interface: ${address}`,
        "access-control: 198.18.0.0/15 allow",
        "access-control: 127.0.0.0/8 allow",
        'chroot: ""',
        'username: ""',
        'pidfile: ""',
        "use-syslog: no",
        "do-ip6: no",
        "num-threads: 1",
        "msg-cache-size: 64k",
        "rrset-cache-size: 64k",
        "key-cache-size: 64k",
        'module-config: "iterator"',
        "prefetch: no",
        "serve-expired: no",
        "cache-min-ttl: 0",
        "cache-max-negative-ttl: 1",
        ...zones.map((zone) => `local-zone: "${zone}." nodefault`),
    ];
    const stubs = zones.map((zone) => ["stub-zone:", `name: "${zone}."`, `stub-addr: ${internetAddresses.route53}`]);
    const sections = [["server:", ...settings], ...stubs, ["remote-control:", "control-enable: no"]];
    return `${sections.map(([head, ...lines]) => [head, ...lines.map((line) => `    ${line}`)].join("\n")).join("\n")}\n`;
}
