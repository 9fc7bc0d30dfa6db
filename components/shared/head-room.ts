import { problemIf, type Problem } from "./problems";
import type { Region } from "./regions";

/** How many instances a cell may run, and whether clients are sent to it while all is well. */
export interface CellCapacity {
    readonly region: Region;
    readonly role: "active" | "warm" | "pilot";
    readonly min: number;
    readonly max: number;
}

/** What a cell needs when a peer is gone and all of its clients come here. Counts are instances. */
export interface HeadRoom {
    readonly lost: Region;
    readonly carrier: Region;
    /** What the lost peer's clients and its own need, when each active cell's `min` carries its clients. */
    readonly needed: number;
    /** What runs at once. */
    readonly ready: number;
    readonly most: number;
    /** What must first be launched; until then clients are served slower, or not at all. */
    readonly launchedFirst: number;
    /** Percent of `most` that is needed; above 100 there is not enough. Rounded up. */
    readonly percentOfMost: number;
}

/**
 * For each active cell that may be lost, what each cell that would answer instead needs. Other active cells answer; where
 * there is none, the standbys. Latency may send all of the lost cell's clients to one neighbour, so each must carry them
 * alone. One cell is lost at a time, and a standby's loss moves nobody.
 */
export function headRoom(cells: readonly CellCapacity[]): HeadRoom[] {
    const active = cells.filter(({ role }) => role === "active");
    return active.flatMap((lost) => {
        const peers = cells.filter(({ region }) => region !== lost.region);
        const answering = peers.filter(({ role }) => role === "active");
        return (answering.length > 0 ? answering : peers).map((carrier) => {
            const needed = lost.min + (carrier.role === "active" ? carrier.min : 0);
            return {
                lost: lost.region,
                carrier: carrier.region,
                needed,
                ready: carrier.min,
                most: carrier.max,
                launchedFirst: Math.max(0, needed - carrier.min),
                percentOfMost: Math.ceil((100 * needed) / carrier.max),
            };
        });
    });
}

/** Refuses a cell whose `max` cannot carry its largest peer. What must first be launched is shown, not refused. */
export function checkHeadRoom(cells: readonly CellCapacity[]): Problem[] {
    const found = headRoom(cells);
    return cells.flatMap(({ region }) => {
        const worst = found
            .filter(({ carrier }) => carrier === region)
            .reduce<HeadRoom | undefined>((most, one) => (most && most.needed >= one.needed ? most : one), undefined);
        return worst === undefined
            ? []
            : problemIf(
                  worst.needed > worst.most,
                  `${region}.web.max`,
                  `expected at least ${worst.needed}, which carry the clients of ${worst.lost} too, got ${worst.most}`,
              );
    });
}
