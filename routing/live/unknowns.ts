import { placeOf, type Place } from "../places/place";
import { continentOf } from "../places/continents";
import { regionPlaces } from "../places/regions";
import type { Zone, ZoneState } from "../zone";

interface Known {
    readonly zone: Zone;
    readonly state: ZoneState;
}

interface Asked {
    readonly from: string;
}

/** Types that are answered with addresses. */
export function hasAddress(type: string): boolean {
    return type === "A" || type === "AAAA";
}

/** Something that an answer of the zone may hang on and nobody but AWS knows of this client. */
export interface Unknown {
    /** One line. */
    readonly reason: string;
    /** The state says what to take it for. */
    readonly assumed: boolean;
}

export function unknownsOf({ zone, state }: Known, { from }: Asked): Unknown[] {
    const { regions, places, networks } = axesOf(zone);
    const place = placeOf(from);
    const given = state.latency?.[from] !== undefined;
    const latencies = `the latencies that Route 53 has measured are not public${given ? "" : ", and the state gives none for this client"}`;
    return [
        ...(regions.length > 1 ? [{ reason: latencies, assumed: given }] : []),
        ...(places.length > 0 && !isSomewhere(place)
            ? [{ reason: "where AWS takes this client's address to be is not public", assumed: false }]
            : []),
        ...(networks.length > 0 && place?.address === undefined
            ? [{ reason: "the zone answers by the client's address, and none is given", assumed: false }]
            : []),
    ];
}

function isSomewhere(place: Place | undefined): boolean {
    return place?.country !== undefined || place?.coordinates !== undefined;
}

/** The same question in every world that differs in what nobody knows: enough of them to meet every answer that is possible. */
export function variantsOf({ zone, state }: Known, { from }: Asked): { state: ZoneState; from: string }[] {
    const { regions, places, networks } = axesOf(zone);
    const place = placeOf(from);
    const froms = [...(isSomewhere(place) ? [from] : ["", ...places]), ...(place?.address ? [from] : networks)];
    return [...new Set(froms)].flatMap((client) =>
        orders(regions).map((order) => ({ state: { ...state, latency: { [client]: order } }, from: client })),
    );
}

function axesOf({ ResourceRecordSets, CidrCollections = [] }: Zone) {
    const regions = [...new Set(ResourceRecordSets.flatMap(({ Region }) => Region ?? []))];
    const near = ResourceRecordSets.some(({ GeoProximityLocation }) => GeoProximityLocation !== undefined);
    const located = ResourceRecordSets.flatMap(({ GeoLocation }) => GeoLocation ?? []);
    const states = located.flatMap(({ CountryCode = "", SubdivisionCode }) =>
        SubdivisionCode === undefined ? [] : [`${CountryCode}-${SubdivisionCode}`],
    );
    const places = [...states, ...(located.length > 0 ? continentOf.keys() : []), ...(near ? regionPlaces.keys() : [])];
    const byAddress = ResourceRecordSets.some(({ CidrRoutingConfig }) => CidrRoutingConfig !== undefined);
    const networks = CidrCollections.flatMap(({ CidrBlocks }) =>
        CidrBlocks.flatMap(({ CidrBlock }) => CidrBlock ?? []),
    );
    return { regions, places, networks: byAddress ? ["192.0.2.1", "2001:db8::1", ...networks] : [] };
}

/** Each region nearest, with each other one next: a group leaves its nearest when that is unhealthy. */
function orders(regions: readonly string[]): { [region: string]: number }[] {
    const pairs = regions.flatMap((first) =>
        regions.filter((second) => second !== first).map((second) => ({ [first]: 1, [second]: 2 })),
    );
    return pairs.length > 0 ? pairs : [{}];
}
