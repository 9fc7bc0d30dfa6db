/**
 * Colours of Okabe and Ito that stay apart for colour-blind eyes, https://jfly.uni-koeln.de/color/.
 * A region keeps its colour on every page and in every picture: the first of the platform has the first.
 */
const okabeIto = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"] as const;

/** The colour of a region, given all regions of the platform in the order of its config. */
export function regionColour(region: string, regions: readonly string[]): string {
    const index = Math.max(0, regions.indexOf(region));
    return okabeIto[index % okabeIto.length] ?? okabeIto[0];
}
