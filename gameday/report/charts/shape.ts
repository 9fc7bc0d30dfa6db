import type { Band } from "../../../routing/prediction";
import type { Markish, Plot } from "./pen";

/** A piece of a distribution: between two of its quantiles, as high as its runs lie close together. */
export interface ShapePiece {
    readonly label: string;
    readonly low: number;
    readonly high: number;
    /** 1 to {@link levels}; the densest piece of a distribution has the highest. */
    readonly level: number;
}

/** Heights that a piece can have. A chart draws one mark for each. */
const levels = 12;

/** Pieces narrower than this (seconds) are drawn as if they were as wide: equal quantiles have no density. */
const narrowest = 0.05;

/** Share of the runs below the first of the quantiles, and above the last. */
const tail = 0.0005;

/** How a band's runs are spread, from its quantiles; nothing for a band without them. */
export function shapeOf(label: string, { quantiles = [] }: Band): ShapePiece[] {
    const last = quantiles.length - 1;
    const shareAt = (index: number) => (index === 0 ? tail : index === last ? 1 - tail : index / last);
    const pieces = quantiles.slice(1).map((high, index) => {
        const low = quantiles[index] ?? high;
        const share = shareAt(index + 1) - shareAt(index);
        return { label, low, high, density: share / Math.max(narrowest, high - low) };
    });
    const densest = Math.max(...pieces.map(({ density }) => density));
    return pieces.map(({ density, ...piece }) => ({
        ...piece,
        level: Math.max(1, Math.round((levels * density) / densest)),
    }));
}

/** The pieces as bars about the middle of their lanes, none higher than `height` pixels in a lane of `laneHeight`. */
export function shapeMarks(
    plot: Plot,
    pieces: readonly ShapePiece[],
    { height, laneHeight }: { readonly height: number; readonly laneHeight: number },
): Markish[] {
    return Array.from({ length: levels }, (_, at) => at + 1).flatMap((level) => {
        const some = pieces.filter((piece) => piece.level === level);
        const inset = (laneHeight - (height * level) / levels) / 2;
        return some.length === 0
            ? []
            : [
                  plot.barX(some, {
                      ...{ x1: "low", x2: "high", y: "label", insetTop: inset, insetBottom: inset },
                      ...{ fill: "var(--band-ink)", fillOpacity: 0.45 },
                  }),
              ];
    });
}
