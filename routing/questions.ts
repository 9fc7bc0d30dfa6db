import { canonicalName } from "./names";
import type { Zone, ZoneState } from "./zone";

/**
 * The names that clients are given, in the zone's order: those with a routing policy that no alias of the zone leads to;
 * without any such, every name of the type.
 */
export function entryNames(zone: Zone, type: string): string[] {
    const records = zone.ResourceRecordSets.filter(({ Type }) => Type === type || Type === "CNAME");
    const inner = new Set(records.map(({ AliasTarget }) => canonicalName(AliasTarget?.DNSName ?? "")));
    const names = (some: typeof records) => [...new Set(some.map(({ Name }) => canonicalName(Name ?? "")))];
    const entries = names(records.filter(({ SetIdentifier }) => SetIdentifier !== undefined)).filter(
        (name) => !inner.has(name),
    );
    return entries.length > 0 ? entries : names(records);
}

/** Where to ask from when nobody says: these regions, others whose latency is known, then the countries of the zone. */
export function defaultPlaces(zone: Zone, { latency = {} }: ZoneState, first: readonly string[]): string[] {
    const regions = new Set([...first, ...Object.keys(latency)]);
    const countries = zone.ResourceRecordSets.flatMap(({ GeoLocation }) => {
        const { CountryCode, SubdivisionCode } = GeoLocation ?? {};
        const country = CountryCode === undefined || CountryCode === "*" ? [] : [CountryCode];
        return country.map((code) => (SubdivisionCode === undefined ? code : `${code}-${SubdivisionCode}`));
    });
    const places = [...regions, ...new Set(countries)];
    return places.length > 0 ? places : ["us-east-1"];
}
