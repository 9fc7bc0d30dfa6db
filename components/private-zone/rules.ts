import { problemIf, show, type Problem } from "../shared/problems";
import type { Region } from "../shared/regions";

/** VPCs that AWS associates with a private zone without being asked for more (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html). */
const mostNetworks = 300;

/** A name below `.internal`, which ICANN keeps for private use: whoever asks outside gets no answer and leaks no name to an owner. */
const privateName = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+internal$/;

/** What is wrong with a private zone's name, or with where it is born. */
export function checkPrivateZone(domain: string, home: Region, regions: readonly Region[]): Problem[] {
    return [
        ...problemIf(
            !privateName.test(domain),
            "domain",
            `expected a name below .internal such as orders.internal, got ${show(domain)}`,
        ),
        ...problemIf(
            !regions.includes(home),
            "place.region",
            `expected one of the cells (${regions.join(", ")}), got ${home}: a private zone is born in a network`,
        ),
        ...problemIf(
            regions.length > mostNetworks,
            "cells",
            `expected at most ${mostNetworks} networks (Route 53's quota), got ${regions.length}`,
        ),
    ];
}
