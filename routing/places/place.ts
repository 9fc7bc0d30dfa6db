import { addressBlock, type AddressBlock } from "./address";
import { continentOf } from "./continents";
import { regionPlaces } from "./regions";

/** A point on the earth, in degrees. */
export interface Coordinates {
    /** -90 to 90, north is positive. */
    readonly latitude: number;
    /** -180 to 180, east is positive. */
    readonly longitude: number;
}

/** What is known of where a client is. */
export interface Place {
    /** `EU` */
    readonly continent?: string;
    /** `IE` */
    readonly country?: string;
    /** `VA` of `US-VA` */
    readonly subdivision?: string;
    readonly coordinates?: Coordinates;
    readonly address?: AddressBlock;
}

/**
 * The place that a question comes from: a region code, a country (`IE`), a state or region of a country (`US-VA`, `UA-05`),
 * an address or a client subnet (`203.0.113.7`, `2001:db8::/48`), or `latitude,longitude`. Undefined when it is none of
 * these. An address has no country here: AWS's map from addresses to places is not public.
 */
export function placeOf(from: string): Place | undefined {
    const region = regionPlaces.get(from);
    if (region) {
        const { country, state, latitude, longitude } = region;
        const place = { ...countryPlace(country), coordinates: { latitude, longitude } };
        return state === undefined ? place : { ...place, subdivision: state };
    }
    const [, country, subdivision] = /^([A-Z]{2})(?:-([A-Z0-9]{1,3}))?$/i.exec(from) ?? [];
    if (country !== undefined) {
        const place = continentOf.has(country.toUpperCase()) ? countryPlace(country.toUpperCase()) : undefined;
        return place && subdivision !== undefined ? { ...place, subdivision: subdivision.toUpperCase() } : place;
    }
    const coordinates = coordinatesOf(from);
    if (coordinates) {
        return { coordinates };
    }
    const address = addressBlock(from);
    return address && { address };
}

function countryPlace(country: string): { country: string; continent?: string } {
    const continent = continentOf.get(country);
    return continent === undefined ? { country } : { country, continent };
}

function coordinatesOf(text: string): Coordinates | undefined {
    const [, north, east] = /^(-?\d+(?:\.\d+)?),\s*(-?\d+(?:\.\d+)?)$/.exec(text) ?? [];
    return north === undefined || east === undefined ? undefined : pointOf(north, east);
}

const degrees = /^[-+]?\d{1,3}(?:\.\d+)?$/;

/** A point from two texts; undefined when one is no number or off the earth. */
export function pointOf(north: string, east: string): Coordinates | undefined {
    const [latitude = NaN, longitude = NaN] = [north, east].map((text) => (degrees.test(text) ? Number(text) : NaN));
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined;
}

const earthRadiusKilometres = 6371;

/** Great-circle distance by the haversine formula, on a sphere. */
export function kilometresBetween(a: Coordinates, b: Coordinates): number {
    const radians = Math.PI / 180;
    const north = Math.sin(((b.latitude - a.latitude) * radians) / 2) ** 2;
    const east = Math.sin(((b.longitude - a.longitude) * radians) / 2) ** 2;
    const across = Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * east;
    return 2 * earthRadiusKilometres * Math.asin(Math.min(1, Math.sqrt(north + across)));
}
