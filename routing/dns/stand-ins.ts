import { bareId } from "../evaluate/keys";
import { canonicalName } from "../names";
import type { Zone } from "../zone";

/**
 * Addresses for the resources outside the zone that its aliases lead to (load balancers, distributions, ...), which only
 * AWS knows: of the range for benchmarks (RFC 2544, section C.2.2) and of that for documents (RFC 3849), where nobody
 * answers. The same zone has the same ones.
 */
export function standInAddresses(
    zone: Zone,
    known: { readonly [name: string]: readonly string[] },
): { [name: string]: readonly string[] } {
    const own = bareId(zone.HostedZone.Id);
    const targets = zone.ResourceRecordSets.flatMap(({ AliasTarget }) =>
        AliasTarget && bareId(AliasTarget.HostedZoneId) !== own ? [canonicalName(AliasTarget.DNSName ?? "")] : [],
    );
    const given = Object.fromEntries(Object.entries(known).map(([name, values]) => [canonicalName(name), values]));
    const missing = [...new Set(targets)].filter((name) => !(name in given)).toSorted();
    const invented = missing.map((name, at) => {
        const number = at + 1;
        return [name, [`198.18.${number >> 8}.${number & 0xff}`, `2001:db8::${number.toString(16)}`]] as const;
    });
    return { ...Object.fromEntries(invented), ...given };
}
