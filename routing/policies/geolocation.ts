import type { GeoLocation, ResourceRecordSet } from "@aws-sdk/client-route-53";
import { continentOf, continents } from "../places/continents";
import type { Place } from "../places/place";
import { certain, repeated, tooMany, type Policy } from "./policy";

/**
 * The record for the smallest area around the client: state, country, continent, default. An unhealthy one gives way to
 * the next wider; without any, there is no answer
 * (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-geo.html, and resource-record-sets-values-geo.html).
 *
 * When every record for this client is unhealthy, the smallest answers ("if all applicable records are unhealthy", same page):
 * records for other places do not count, healthy or not.
 */
export const geolocation: Policy = {
    name: "geolocation",
    label: ({ SetIdentifier, GeoLocation }) => `"${SetIdentifier ?? ""}" (${locationName(GeoLocation)})`,
    applicable: (members, { place }) =>
        members
            .filter(({ record }) => levelOf(record.GeoLocation, place) < elsewhere)
            .sort((a, b) => levelOf(a.record.GeoLocation, place) - levelOf(b.record.GeoLocation, place)),
    choose: (usable) => certain(usable[0]),
    reason: ({ record }, usable, { place, from }) => {
        const level = levelOf(record.GeoLocation, place);
        const narrower = usable.some((other) => levelOf(other.record.GeoLocation, place) < level);
        return narrower ? "wider than another that is usable" : `${levels[level] ?? "not"} for ${from}`;
    },
    assumption: (_, members, { place }) =>
        place?.country === undefined && members.some(({ record }) => record.GeoLocation?.CountryCode !== "*")
            ? "the client's country is not known: only a default location is for it"
            : undefined,
    problems: (records) => [
        ...tooMany(records, 100),
        ...records.flatMap(locationProblems),
        ...repeated(
            "GeoLocation",
            records.map(({ GeoLocation }) => locationName(GeoLocation)),
        ),
    ],
};

const levels = ["state", "country", "continent", "default"];
const elsewhere = levels.length;

/** How wide the record's area is, when the client is in it. */
function levelOf(location: GeoLocation | undefined, place: Place | undefined): number {
    const { CountryCode, ContinentCode, SubdivisionCode } = location ?? {};
    if (CountryCode === "*") {
        return 3;
    }
    if (ContinentCode !== undefined) {
        return ContinentCode === place?.continent ? 2 : elsewhere;
    }
    if (CountryCode === undefined || CountryCode !== place?.country) {
        return elsewhere;
    }
    if (SubdivisionCode === undefined) {
        return 1;
    }
    return SubdivisionCode === place.subdivision ? 0 : elsewhere;
}

function locationName({ CountryCode, ContinentCode, SubdivisionCode }: GeoLocation = {}): string {
    if (CountryCode === "*") {
        return "default";
    }
    return [ContinentCode, CountryCode, SubdivisionCode].filter((code) => code !== undefined).join("-");
}

/**
 * A continent, or a country, or a state of the United States. The API reference has subdivisions of the United States
 * alone; those of Ukraine are in the lists of ListGeoLocations, so they are let through.
 */
function locationProblems({ GeoLocation }: ResourceRecordSet): string[] {
    const { CountryCode, ContinentCode, SubdivisionCode } = GeoLocation ?? {};
    const country = CountryCode === undefined || CountryCode === "*" || continentOf.has(CountryCode);
    const divided = SubdivisionCode === undefined || CountryCode === "US" || CountryCode === "UA";
    return [
        ...(ContinentCode === undefined || continents.has(ContinentCode)
            ? []
            : [`ContinentCode: expected one of ${[...continents].join(", ")}, got ${ContinentCode}`]),
        ...(country ? [] : [`CountryCode: expected * or a country that Route 53 knows, got ${CountryCode}`]),
        ...((ContinentCode ?? CountryCode) === undefined ? ["GeoLocation: expected a continent or a country"] : []),
        ...(ContinentCode !== undefined && (CountryCode ?? SubdivisionCode) !== undefined
            ? ["ContinentCode: expected no CountryCode or SubdivisionCode beside it"]
            : []),
        ...(divided ? [] : [`SubdivisionCode: expected CountryCode US or UA beside it, got ${CountryCode ?? "none"}`]),
    ];
}
