import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { apex, choices, soaValue, ttlSeconds, weightedNames } from "./zone";

/** Where a server keeps its files and what it answers on. */
export interface Place {
    readonly folder: string;
    /** Of 127.0.0.1. */
    readonly port: number;
}

/** The command of a server that answers for the weighted names; what it reads stands in the folder then. */
export type Peer = (place: Place) => readonly string[];

/** One thread for UDP: this is about answers for a processor's second, and a second thread would only wait for the first. */
export function gdnsd({ folder, port }: Place): string[] {
    for (const name of ["zones", "run", "state"]) {
        mkdirSync(join(folder, name), { recursive: true });
    }
    const items = choices.map(({ setIdentifier, address, weight }) => `${setIdentifier} = [${address}, ${weight}]`);
    const groups = weightedNames.map((name) => `${labelOf(name)} => { service_types = up, ${items.join(", ")} }`);
    writeFileSync(
        join(folder, "config"),
        [
            "options => {",
            `  listen => { 127.0.0.1:${port} => { udp_threads = 1, tcp_threads = 1 } }`,
            `  run_dir = "${folder}/run", state_dir = "${folder}/state"`,
            "}",
            "plugins => { weighted => {",
            ...groups,
            "} }",
            "",
        ].join("\n"),
    );
    const records = weightedNames.map((name) => `${labelOf(name)} ${ttlSeconds} DYNA weighted!${labelOf(name)}`);
    const zone = [`@ 900 SOA ${soaValue}`, "@ 3600 NS ns1", "ns1 3600 A 127.0.0.1", ...records, ""];
    writeFileSync(join(folder, "zones", apex), zone.join("\n"));
    return ["gdnsd", "-c", folder, "start"];
}

/** The geoip backend draws by weight too. Its packet cache would answer all of a minute with one draw, so it is off. */
export function powerDnsGeoip(place: Place): string[] {
    const file = join(place.folder, "zone.yaml");
    const dot = /\.(?=\s|$)/g;
    const names = weightedNames.flatMap((name) => [
        `    ${name}:`,
        ...choices.map(({ address, weight }) => `      - a: {content: ${address}, weight: ${weight}}`),
    ]);
    const zone = [
        "domains:",
        `- domain: ${apex}`,
        `  ttl: ${ttlSeconds}`,
        "  records:",
        `    ${apex}:`,
        `      - soa: ${soaValue.replace(dot, "")}`,
        `      - ns: ns1.${apex}`,
        ...names,
        "",
    ];
    writeFileSync(file, zone.join("\n"));
    return powerDns(place, ["--launch=geoip", `--geoip-zones-file=${file}`, "--geoip-database-files="]);
}

/** @param interpreter `yes`: as the manual advises, one for each query; `shared`: one for all, kept from query to query */
export function powerDnsLua(interpreter: "yes" | "shared"): Peer {
    return (place) => {
        const weights = choices.map(({ address, weight }) => `{${weight},'${address}'}`).join(",");
        const records = weightedNames.map((name) => `${name}. ${ttlSeconds} IN LUA A "pickwrandom({${weights}})"`);
        const zone = [`${apex}. 900 IN SOA ${soaValue}`, `${apex}. 3600 IN NS ns1.${apex}.`, ...records, ""];
        writeFileSync(join(place.folder, "zone"), zone.join("\n"));
        const file = join(place.folder, "named.conf");
        writeFileSync(file, `zone "${apex}" { type master; file "${place.folder}/zone"; };\n`);
        return powerDns(place, ["--launch=bind", `--bind-config=${file}`, `--enable-lua-records=${interpreter}`]);
    };
}

/** In the foreground, one thread for queries, none of its caches. */
function powerDns({ folder, port }: Place, options: readonly string[]): string[] {
    return [
        "pdns_server",
        "--no-config",
        "--daemon=no",
        "--guardian=no",
        `--socket-dir=${folder}`,
        `--local-address=127.0.0.1`,
        `--local-port=${port}`,
        "--cache-ttl=0",
        "--query-cache-ttl=0",
        "--negquery-cache-ttl=0",
        "--receiver-threads=1",
        "--distributor-threads=1",
        ...options,
    ];
}

function labelOf(name: string): string {
    return name.slice(0, -apex.length - 1);
}

/** @param bundle a program for plain Node that takes its port */
export function nodeProgram(bundle: string): Peer {
    return ({ port }) => [process.execPath, bundle, port.toFixed()];
}
