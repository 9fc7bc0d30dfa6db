import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CellModel } from "./model";
import { internet } from "./place";
import type { NamespacePlaces } from "./places";
import { addressAt } from "./subnet";

/** Interface of a cell towards the internet. */
const uplink = "uplink";

/** AWS keeps the second address of a VPC's network for its router and the third for its resolver. */
const routerAddress = (cell: CellModel) => addressAt(cell.network, 1);
export const vpcResolverAddress = (cell: CellModel) => addressAt(cell.network, 2);

/**
 * Addresses of the internet between the cells: RFC 2544 keeps 198.18.0.0/15 for test beds, so no cell may have them.
 */
export const internetAddresses = {
    route53: "198.18.0.53",
    resolver: (i: number) => `198.18.1.${(i + 1).toFixed()}`,
    relay: (i: number) => `198.18.2.${(i + 1).toFixed()}`,
};

/** The twin's networks: the host's own is the internet; each cell has one with the plan's addresses. */
export class CellNetworks {
    constructor(
        private readonly cells: readonly CellModel[],
        private readonly namespaces: string,
        private readonly places: NamespacePlaces,
    ) {}

    /**
     * Makes the networks. Nothing is forwarded: a packet goes from a cell to the internet or back, never between cells.
     * @param addresses What each cell's machines have, by region; under `internet` what stands between the cells.
     */
    async create(addresses: { readonly [place: string]: readonly string[] }): Promise<void> {
        mkdirSync(this.namespaces, { recursive: true });
        writeFileSync("/proc/sys/net/ipv4/ip_forward", "0");
        const own = (addresses[internet] ?? []).map((address) => `addr add ${address}/32 dev lo`);
        await this.configure(internet, ["link set lo up", ...own]);
        await Promise.all(this.cells.map((cell, i) => this.createCell(cell, i)));
        await Promise.all(this.cells.map((cell) => this.joinCell(cell, addresses[cell.region] ?? [])));
    }

    private async createCell(cell: CellModel, i: number): Promise<void> {
        const file = join(this.namespaces, cell.region);
        writeFileSync(file, "");
        await this.places.run(internet, ["unshare", `--net=${file}`, "true"]);
        const link = outside(i);
        const prefix = cell.network.prefix.toFixed();
        await this.configure(internet, [
            `link add ${link} type veth peer name ${uplink} netns ${file}`,
            `addr add ${routerAddress(cell)}/${prefix} dev ${link}`,
            `addr add ${vpcResolverAddress(cell)}/32 dev ${link}`,
            `link set ${link} up`,
        ]);
    }

    private async joinCell(cell: CellModel, addresses: readonly string[]): Promise<void> {
        const prefix = cell.network.prefix.toFixed();
        await this.configure(cell.region, [
            "link set lo up",
            ...addresses.map((address) => `addr add ${address}/${prefix} dev ${uplink}`),
            `link set ${uplink} up`,
            `route add default via ${routerAddress(cell)}`,
        ]);
    }

    private async configure(place: string, lines: readonly string[]): Promise<void> {
        await this.places.feed(place, ["ip", "-batch", "-"], { input: `${lines.join("\n")}\n` });
    }

    /**
     * Lets every packet between a cell and the internet vanish, both ways, without a word to the sender: dropped where
     * it arrives, so that no local call fails. Open connections hang too.
     */
    async dropPackets(region: string): Promise<void> {
        const drop = (link: string) =>
            `table inet ${faultTable(region)} {\nchain arriving {\n` +
            `type filter hook prerouting priority -500; policy accept;\niifname "${link}" drop\n}\n}\n`;
        await Promise.all([
            this.places.feed(region, ["nft", "-f", "-"], { input: drop(uplink) }),
            this.places.feed(internet, ["nft", "-f", "-"], { input: drop(outside(this.indexOf(region))) }),
        ]);
    }

    async passPackets(region: string): Promise<void> {
        const remove = ["nft", "delete", "table", "inet", faultTable(region)];
        await Promise.all([this.places.run(region, remove), this.places.run(internet, remove)]);
    }

    private indexOf(region: string): number {
        return this.cells.findIndex((cell) => cell.region === region);
    }
}

const outside = (i: number) => `cell${i.toFixed()}`;
const faultTable = (region: string) => `fault_${region.replaceAll("-", "_")}`;
