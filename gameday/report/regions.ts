import type { Report } from "../report";

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
