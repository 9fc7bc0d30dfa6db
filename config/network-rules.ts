import {
    checkAdopted,
    checkNatAddresses,
    checkTierPlaces,
    checkTierSizes,
    checkZones,
} from "../components/network/rules";
import { problemIf, show, under, type Problem } from "../components/shared/problems";
import type { CellDraft, PlatformDraft } from "./draft";
import type { NetworkConfig } from "./network";

/** The rules that the network component has, asked of each region with the path that a person wrote. */
export function checkNetworks({ cells, network }: PlatformDraft): Problem[] {
    const perCell = cells.flatMap((cell) =>
        under(`platform.regions.${cell.region}`, [
            ...checkZones(cell.region, cell.zones ?? []),
            ...(network === undefined ? [] : checkCell(cell, network)),
        ]),
    );
    const sizes = network === undefined ? [] : cells.flatMap((cell) => checkSizes(cell, network));
    return [
        ...perCell,
        ...under("platform.network", [...checkTierPlaces(network?.tiers ?? {}), ...firstByPath(sizes)]),
    ];
}

function checkCell({ cidr, zones, natAddresses, adopt }: CellDraft, network: NetworkConfig): Problem[] {
    if (cidr === undefined || zones === undefined) {
        return [];
    }
    if (adopt === undefined || adopt === "none") {
        return checkNatAddresses({ nat: network.nat, zones, ...(natAddresses && { natAddresses }) });
    }
    const given = Object.keys(natAddresses ?? {});
    const tiers = Object.keys(network.tiers);
    return [
        ...under("adopt", checkAdopted({ kind: "adopt", cidr, zones, ...adopt })),
        ...problemIf(
            given.length > 0,
            "natAddresses",
            `expected no address with adopt (an adopted VPC keeps its gateways), got ${show(given)}`,
        ),
        ...problemIf(
            tiers.length > 0,
            "adopt",
            `expected none with network.tiers (an adopted VPC has no place for ${tiers.join(", ")})`,
        ),
        ...problemIf(
            network.dualStack,
            "adopt",
            "expected none with network.dualStack (an adopted VPC keeps its blocks)",
        ),
    ];
}

function checkSizes({ cidr, zones, adopt }: CellDraft, { tiers }: NetworkConfig): Problem[] {
    return cidr === undefined || zones === undefined || (adopt !== undefined && adopt !== "none")
        ? []
        : checkTierSizes({ cidr, zones, tiers });
}

/** Tiers are the same in every region: one that is too small in several is one mistake. */
function firstByPath(problems: readonly Problem[]): Problem[] {
    return problems.filter(({ path }, index) => problems.findIndex((other) => other.path === path) === index);
}
