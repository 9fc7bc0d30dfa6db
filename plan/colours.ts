/**
 * Colours of Okabe and Ito that stay apart for colour-blind eyes, https://jfly.uni-koeln.de/color/.
 * A region keeps its colour on every page and in every picture: the first of the platform has the first.
 */
const okabeIto = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"] as const;

/** The order of a platform's regions in pictures, tables and colours: the first writer's, then active ones, then the others. */
export function orderRegions(
    regions: readonly { readonly region: string; readonly role: string }[],
    initialWriter: string,
): string[] {
    const rank = ({ region, role }: { readonly region: string; readonly role: string }): number =>
        region === initialWriter ? 0 : role === "active" ? 1 : 2;
    return regions.toSorted((a, b) => rank(a) - rank(b) || (a.region < b.region ? -1 : 1)).map(({ region }) => region);
}

/** The colour of a region, given all regions of the platform in their order. */
export function regionColour(region: string, regions: readonly string[]): string {
    const index = Math.max(0, regions.indexOf(region));
    return okabeIto[index % okabeIto.length] ?? okabeIto[0];
}
