import { isIP } from "node:net";
import { ipv4, ipv6 } from "./rdata-fields";
import type { DnsClient } from "./reply";

/** Where the clients of a network are, e.g. `10.0.0.0/8` in `eu-west-1`. */
export interface SubnetPlace {
    readonly address: string;
    /** Bits. */
    readonly prefix: number;
    /** As a question says it: a region, a location, an address, ... */
    readonly place: string;
}

/** Addresses whose place is remembered; beyond it they are invented, and remembering begins anew. */
const maximumKept = 10_000;

/**
 * Where a client is: by the longest network of the map that its subnet is in (the resolver's address when none was
 * passed on), then `otherwise`, then its address itself, which IP-based records read.
 */
export class ClientPlaces {
    private readonly networks: readonly { readonly bits: string; readonly place: string }[];
    private readonly kept = new Map<string, string>();

    constructor(
        map: readonly SubnetPlace[],
        private readonly otherwise?: string,
    ) {
        this.networks = map
            .map(({ address, prefix, place }) => ({ bits: bitsOf(address).slice(0, prefix + familyDigits), place }))
            .toSorted((a, b) => b.bits.length - a.bits.length);
    }

    readonly of = ({ address, subnet = address }: DnsClient): string => {
        let place = this.kept.get(subnet);
        if (place === undefined) {
            // How a socket for both families names a client of IPv4.
            const plain = subnet.replace(/^::ffff:(?=[\d.]+$)/, "");
            const bits = bitsOf(plain);
            place = this.networks.find((one) => bits.startsWith(one.bits))?.place ?? this.otherwise ?? plain;
            if (this.kept.size >= maximumKept) {
                this.kept.clear();
            }
            this.kept.set(subnet, place);
        }
        return place;
    };
}

const familyDigits = 1;

/** An address as a text of binary digits after the digit of its family; empty for what is no address. */
function bitsOf(address: string): string {
    const family = isIP(address);
    if (family === 0) {
        return "";
    }
    const octets = [...(family === 4 ? ipv4(address) : ipv6(address.replace(/%.*/, "")))];
    return `${family}${octets.map((octet) => octet.toString(2).padStart(8, "0")).join("")}`;
}
