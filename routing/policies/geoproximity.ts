import type { GeoProximityLocation, ResourceRecordSet } from "@aws-sdk/client-route-53";
import { RoutingError } from "../errors";
import type { Client } from "../evaluate/client";
import type { Member } from "../evaluate/group";
import { kilometresBetween, pointOf, type Coordinates } from "../places/place";
import { regionPlaces } from "../places/regions";
import { nearest } from "./latency";
import { certain, everyMember, tooMany, type Policy } from "./policy";

/**
 * The usable resource that is nearest on the earth, after its bias has been applied
 * (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-geoproximity.html). How Route 53 measures is
 * not documented: here it is the great circle between approximate points of regions. Ties go by SetIdentifier.
 */
export const geoproximity: Policy = {
    name: "geoproximity",
    label: ({ SetIdentifier, GeoProximityLocation }) =>
        `"${SetIdentifier ?? ""}" (${locationName(GeoProximityLocation)})`,
    applicable: everyMember,
    choose: (usable, client) => {
        const here = coordinatesOf(client);
        return certain(nearest(usable, (member) => biasedKilometres(member, here), identifierOf));
    },
    reason: (member, _, client) => {
        const { Bias = 0 } = member.record.GeoProximityLocation ?? {};
        const kilometres = biasedKilometres(member, coordinatesOf(client)).toFixed();
        return Bias === 0 ? `${kilometres} km away` : `${kilometres} km away after a bias of ${Bias}`;
    },
    assumption: (usable) =>
        usable.length > 1 ? "distances are great circles between approximate points of regions" : undefined,
    problems: (records) => [...tooMany(records, 30), ...records.flatMap(locationProblems)],
};

/** Records that are measured from a place of which nobody publishes coordinates. */
export function unknownOrigins(records: readonly ResourceRecordSet[]): string[] {
    return records.flatMap(({ GeoProximityLocation: location }) => {
        const { LocalZoneGroup, AWSRegion } = location ?? {};
        if (LocalZoneGroup !== undefined) {
            return [`geoproximity by local zone group (${LocalZoneGroup}) is not built; give its coordinates instead`];
        }
        return AWSRegion === undefined || regionPlaces.has(AWSRegion)
            ? []
            : [
                  `geoproximity by region ${AWSRegion} is not built: where it is, is not known here; give its coordinates instead`,
              ];
    });
}

function coordinatesOf({ place, from }: Client): Coordinates {
    if (!place?.coordinates) {
        const expected = "a region or latitude,longitude";
        throw new RoutingError(
            "unknown-place",
            `geoproximity: expected a client whose coordinates are known (${expected}), got "${from}"`,
        );
    }
    return place.coordinates;
}

/** A positive bias of 50 halves the distance; a negative one of -50 doubles it. */
function biasedKilometres({ record }: Member, here: Coordinates): number {
    const location = record.GeoProximityLocation ?? {};
    const point = originOf(location);
    const share = (location.Bias ?? 0) / 100;
    const kilometres = point ? kilometresBetween(here, point) : Infinity;
    return share > 0 ? kilometres * (1 - share) : kilometres / (1 + share);
}

function originOf({ AWSRegion, Coordinates: own }: GeoProximityLocation): Coordinates | undefined {
    return own ? pointOf(own.Latitude ?? "", own.Longitude ?? "") : regionPlaces.get(AWSRegion ?? "");
}

function identifierOf({ record }: Member): string {
    return record.SetIdentifier ?? "";
}

function locationName({ AWSRegion, LocalZoneGroup, Coordinates: point }: GeoProximityLocation = {}): string {
    return AWSRegion ?? LocalZoneGroup ?? `${point?.Latitude ?? ""},${point?.Longitude ?? ""}`;
}

function locationProblems({ GeoProximityLocation: location }: ResourceRecordSet): string[] {
    const { AWSRegion, LocalZoneGroup, Coordinates: point, Bias = 0 } = location ?? {};
    const given = [AWSRegion, LocalZoneGroup, point].filter((one) => one !== undefined).length;
    const valid = !point || pointOf(point.Latitude ?? "", point.Longitude ?? "") !== undefined;
    return [
        ...(given === 1 ? [] : ["GeoProximityLocation: expected one of AWSRegion, LocalZoneGroup and Coordinates"]),
        ...(valid ? [] : [`Coordinates: expected -90 to 90 and -180 to 180, got ${locationName(location)}`]),
        ...(Number.isInteger(Bias) && Math.abs(Bias) <= 99
            ? []
            : [`Bias: expected a whole number from -99 to 99, got ${Bias}`]),
    ];
}
