import type { ClientClass, Operation } from "../../../gameday/client-log";
import type { Timeline, TimelineRow } from "../../../gameday/report";

export const start = -60;
export const end = 420;
const bucket = 2;
export const back = { read: 71.6, write: 148.4 };
export const survivor = "eu-central-1";
export const victim = "eu-west-1";

/** The same numbers each time, so that a screenshot differs only when the page does. */
function wobble(at: number, size: number): number {
    return size * (Math.sin(at * 1.7) + Math.sin(at * 0.61) + 2) * 0.25;
}

function row(at: number, clientClass: ClientClass, operation: Operation): TimelineRow {
    const requests = clientClass === "honest" ? 16 : 2;
    const lastBack = back[operation];
    const firstBack = operation === "read" ? 38 : lastBack;
    const part = at < 0 ? 1 : at < firstBack ? 0 : at >= lastBack ? 1 : (at - firstBack) / (lastBack - firstBack);
    const good = Math.round(requests * Math.min(1, part));
    const base = operation === "read" ? 9 : 14;
    const failing = good < requests;
    return {
        at,
        class: clientClass,
        operation,
        requests,
        good,
        p50Milliseconds: good === 0 ? 2000 : base + wobble(at, 4),
        p99Milliseconds: failing ? 2000 : base * 3 + wobble(at, 30),
        answeredBy:
            good === 0
                ? {}
                : at < 0
                  ? { [victim]: good }
                  : at >= 330
                    ? {
                          [victim]: Math.round(good * Math.min(1, (at - 328) / 40)),
                          [survivor]: good - Math.round(good * Math.min(1, (at - 328) / 40)),
                      }
                    : { [survivor]: good },
    };
}

export function timeline(): Timeline {
    const series: TimelineRow[] = [];
    for (let at = start; at < end; at += bucket) {
        // A pause of the keep-alive client: gaps stay gaps.
        const classes: ClientClass[] = at >= 200 && at < 220 ? ["honest"] : ["honest", "keep-alive"];
        for (const clientClass of classes) {
            series.push(row(at, clientClass, "read"), row(at, clientClass, "write"));
        }
    }
    const resolvers = Array.from({ length: 8 }, (_, index) => ({ name: `resolver-${index}`, moves: 38 + index * 4.7 }));
    return {
        bucket,
        marks: [
            { at: 0, label: "fault" },
            { at: 38.2, label: "detected" },
            { at: 71.4, label: "routed" },
            { at: 148.1, label: "promoted" },
            { at: 149, label: "recovered" },
            { at: 240, label: "healed" },
            { at: 330, label: "failed back" },
        ],
        outage: [0, 149],
        series,
        dns: resolvers.flatMap(({ name, moves }, index) => [
            { resolver: name, from: start, to: 0, region: victim },
            { resolver: name, from: 0, to: moves, region: null },
            { resolver: name, from: moves, to: 334 + index * 5, region: survivor },
            { resolver: name, from: 334 + index * 5, to: end, region: victim },
        ]),
        lag: Array.from({ length: 90 }, (_, index) => ({
            at: start + index * 5,
            region: survivor,
            seconds: 0.45 + wobble(index, 0.2),
        }))
            .filter(({ at }) => at < 0 || at > 255)
            .map((sample) => (sample.at > 255 ? { ...sample, region: victim } : sample)),
    };
}
