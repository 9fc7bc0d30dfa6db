import { orderRegions } from "../../plan/colours";
import type { Report } from "../report";

/** The platform's regions in the order of its diagram, so that colours agree, then any other that answered a client. */
export function regionsOf({ platform, timeline }: Report): string[] {
    return [
        ...new Set([
            ...orderRegions(platform.regions, platform.initialWriter),
            ...timeline.series.flatMap(({ answeredBy }) => Object.keys(answeredBy)),
            ...timeline.dns.flatMap(({ region }) => region ?? []),
            ...timeline.lag.map(({ region }) => region),
        ]),
    ];
}
