import type { Report } from "../report";

/**
 * Okabe and Ito's colours, which people with any colour vision can tell apart (https://jfly.uni-koeln.de/color/),
 * by a region's place in the stack's config; yellow and black are left out because no page shows both well.
 */
export const regionColours = ["#0072b2", "#e69f00", "#cc79a7", "#56b4e9", "#009e73", "#d55e00"] as const;

/** The platform's regions in the order of its config, then any other that answered a client. */
export function regionsOf({ platform, timeline }: Report): string[] {
    return [
        ...new Set([
            ...platform.regions.map(({ region }) => region),
            ...timeline.series.flatMap(({ answeredBy }) => Object.keys(answeredBy)),
            ...timeline.dns.flatMap(({ region }) => region ?? []),
            ...timeline.lag.map(({ region }) => region),
        ]),
    ];
}

export function regionColour(regions: readonly string[], region: string): string {
    const place = regions.indexOf(region);
    return regionColours[(place < 0 ? 0 : place) % regionColours.length] ?? regionColours[0];
}
