import {
    GetHostedZoneCommand,
    ListHostedZonesByNameCommand,
    type HostedZone,
    type ListHostedZonesByNameRequest,
    type ListHostedZonesByNameResponse,
    type Route53Client,
} from "@aws-sdk/client-route-53";
import { bareId } from "../evaluate/keys";
import { canonicalName } from "../names";
import type { Zone } from "../zone";
import { asked } from "./client";
import { visibilityOf } from "./hosted-zone";
import { LiveZoneError } from "./problem";

/** At most 32 characters (HostedZoneId of the API); AWS gives capitals and digits, and domain names are hardly ever written so. */
const idPattern = /^(?:\/hostedzone\/)?([A-Z0-9]{1,32})$/;
const namePattern = /^[a-z0-9_*!$&'()+,\\-]+(?:\.[a-z0-9_*!$&'()+,\\-]+)*\.?$/i;

/** What GetHostedZone says of a zone. */
type FoundZone = Pick<Zone, "HostedZone" | "DelegationSet" | "VPCs">;

/**
 * A hosted zone by its id or its name.
 * @throws LiveZoneError 2 when the text is neither, no zone has it, or several have the name
 */
export async function findZone(client: Route53Client, zone: string): Promise<FoundZone> {
    const [, id] = idPattern.exec(zone) ?? [];
    if (id === undefined && !namePattern.test(zone)) {
        throw new LiveZoneError(
            2,
            `"${zone}": expected the id of a hosted zone (e.g. Z1D633PJN98FT9) or its domain name, e.g. example.com`,
        );
    }
    const found = id ?? (await idOf(client, zone));
    const reply = await asked("GetHostedZone", () => client.send(new GetHostedZoneCommand({ Id: found })));
    const { HostedZone, DelegationSet, VPCs = [] } = reply;
    if (!HostedZone) {
        throw new LiveZoneError(3, `GetHostedZone: expected a hosted zone in the answer for ${found}, got none`);
    }
    return { HostedZone, ...(DelegationSet ? { DelegationSet } : {}), ...(VPCs.length > 0 ? { VPCs } : {}) };
}

async function idOf(client: Route53Client, name: string): Promise<string> {
    const [zone, ...others] = await zonesNamed(client, name);
    if (!zone) {
        throw new LiveZoneError(2, `${name}: expected a hosted zone of this account with that name, found none`);
    }
    if (others.length > 0) {
        const ids = [zone, ...others].map((one) => `${bareId(one.Id)} (${visibilityOf({ HostedZone: one })})`);
        throw new LiveZoneError(
            2,
            `${name} is the name of ${ids.length} hosted zones, ${ids.join(" and ")}: give an id`,
        );
    }
    return bareId(zone.Id);
}

/** The list starts at the name and is in order, so that those with the name come first. */
async function zonesNamed(client: Route53Client, name: string): Promise<HostedZone[]> {
    const wanted = canonicalName(name);
    const found: HostedZone[] = [];
    let from: ListHostedZonesByNameRequest | undefined = { DNSName: `${wanted}.` };
    while (from) {
        const reply = await zonesFrom(client, from);
        found.push(...(reply.HostedZones ?? []).filter(({ Name = "" }) => canonicalName(Name) === wanted));
        const { IsTruncated, NextDNSName = "", NextHostedZoneId } = reply;
        const more = IsTruncated === true && NextHostedZoneId !== undefined && canonicalName(NextDNSName) === wanted;
        from = more ? { DNSName: NextDNSName, HostedZoneId: NextHostedZoneId } : undefined;
    }
    return found;
}

function zonesFrom(client: Route53Client, from: ListHostedZonesByNameRequest): Promise<ListHostedZonesByNameResponse> {
    return asked("ListHostedZonesByName", () => client.send(new ListHostedZonesByNameCommand(from)));
}
