import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { ClientPlaces } from "../../../routing/dns/client-places";
import { createDnsServer, type DnsServer } from "../../../routing/dns/server";
import { createZoneResolver } from "../../../routing/dns/zone-resolver";
import type { Verdict } from "../../../routing/zone";
import { address, alias, zone } from "../../routing/zones";

/** One record of each type that Route 53 stores and dig knows, in the text that dig prints; `TYPE.example.com` is its name. */
export const recordTexts: { readonly [type: string]: string } = {
    A: "192.0.2.1",
    AAAA: "2001:db8::1",
    CNAME: "a.example.com.",
    TXT: '"v=spf1 -all" "a \\"quoted\\" word"',
    MX: "10 mail.example.net.",
    PTR: "host.example.net.",
    SRV: "1 2 5060 sip.example.net.",
    CAA: '0 issue "ca.example.net; policy=ev"',
    NAPTR: '100 50 "s" "SIP+D2U" "" _sip._udp.example.net.',
    DS: "12345 13 2 " + "AB".repeat(28) + " " + "CD".repeat(4),
    SSHFP: "4 2 " + "0F".repeat(28) + " " + "1E".repeat(4),
    TLSA: "3 1 1 " + "A9".repeat(28) + " " + "B8".repeat(4),
    HTTPS: '1 . alpn="h2,h3" port=8443 ipv4hint=192.0.2.7 ipv6hint=2001:db8::7',
    SVCB: '16 svc.example.net. alpn="dot" port=853',
    SPF: '"v=spf1 ~all"',
};

export const soaText = "ns1.example.com. hostmaster.example.com. 7 7200 900 1209600 300";
export const nameServers = ["ns1.example.com.", "ns2.example.com."];
/** More than fits into 1232 bytes, let alone 512. */
export const manyAddresses = Array.from({ length: 100 }, (_, at) => `198.51.100.${at.toFixed()}`);

/** Addresses of the two regions that `app` fails over between; anything on loopback can listen on them. */
export const regionAddresses = { "eu-west-1": "127.0.0.2", "eu-central-1": "127.0.0.3" } as const;
export const appTtlSeconds = 30;

/** The place that dig names with `+subnet`. */
export const frankfurtSubnet = "203.0.113.0/24";

const latency = {
    "eu-west-1": { "eu-west-1": 1, "eu-central-1": 20 },
    "eu-central-1": { "eu-west-1": 20, "eu-central-1": 1 },
};

export interface ServedZone {
    readonly port: number;
    readonly server: DnsServer;
    /** The name in each query so far, as it was spelled. */
    readonly heard: readonly string[];
    /** What the checkers say of the primary region's health from now on. */
    readonly say: (verdict: Verdict) => void;
}

/** `example.com` with a record of each type, on a free port of an address of loopback or on the one given. */
export async function serveZone(endpoint = { address: "127.0.0.1", port: 0 }): Promise<ServedZone> {
    let current = { version: 1, state: { latency }, addresses: {} };
    const places = new ClientPlaces([{ address: "203.0.113.0", prefix: 24, place: "eu-central-1" }], "eu-west-1");
    const resolve = createZoneResolver({
        zone: servedZone(),
        clockFactor: 1,
        now: () => current,
        from: places.of,
        random: Math.random,
    });
    const heard: string[] = [];
    const server = createDnsServer({ resolve, onQuery: ({ question }) => heard.push(question.name) });
    const { port } = await server.listen(endpoint);
    return {
        port,
        server,
        heard,
        say: (verdict) => {
            const state = { latency, healthChecks: { primary: verdict } };
            current = { ...current, version: current.version + 1, state };
        },
    };
}

function servedZone() {
    const apex = [
        { ...record("example.com", "SOA", [soaText]), TTL: 900 },
        record("example.com", "NS", nameServers),
        address("ns1.example.com", "192.0.2.53"),
    ];
    const kinds = Object.entries(recordTexts).map(([type, text]) => record(nameOf(type), type, [text]));
    const delegated = [
        record("child.example.com", "NS", ["ns.child.example.com."]),
        address("ns.child.example.com", "192.0.2.54"),
    ];
    const near = Object.entries(regionAddresses).map(([region, value]) =>
        address("near.example.com", value, {
            SetIdentifier: region,
            Region: region as keyof typeof regionAddresses,
        }),
    );
    const many = record("many.example.com", "A", manyAddresses);
    return zone([...apex, ...kinds, ...delegated, ...near, many, ...failover()], { primary: {} });
}

/** `app` is a failover pair of aliases: the primary region has a check. */
function failover(): ResourceRecordSet[] {
    const regions = Object.entries(regionAddresses);
    const cells = regions.map(([region, value]) => address(`${region}.app.example.com`, value, { TTL: appTtlSeconds }));
    const side = (Failover: "PRIMARY" | "SECONDARY", region: string, HealthCheckId?: string) =>
        alias(
            "app.example.com",
            { to: `${region}.app.example.com` },
            { SetIdentifier: region, Failover, ...(HealthCheckId === undefined ? {} : { HealthCheckId }) },
        );
    return [...cells, side("PRIMARY", "eu-west-1", "primary"), side("SECONDARY", "eu-central-1")];
}

/** Where the record of a type is. */
export function nameOf(type: string): string {
    return `${type.toLowerCase()}.example.com`;
}

function record(Name: string, type: string, values: readonly string[]): ResourceRecordSet {
    return {
        Name,
        Type: type as NonNullable<ResourceRecordSet["Type"]>,
        TTL: 30,
        ResourceRecords: values.map((Value) => ({ Value })),
    };
}
