import type picocolors from "picocolors";
import { groupBy } from "../../plan/group";
import type { CostDiff, ResourceDiff } from "../diff";
import { shortType } from "../group";
import { dollars, signedDollars } from "../money";
import type { Band } from "../quantity";
import { fitted, wrapped } from "./text-columns";
import { movedBy } from "./words";

type Colours = ReturnType<typeof picocolors.createColors>;

const amountWidth = 12;
const nameWidth = 100 - 3 * (amountWidth + 1);

/** A comparison for a terminal: old, new and difference of each region, then of each resource that moves, with what moved it. */
export function diffTable({ against, regions, moved, notComparable, notes }: CostDiff, ink: Colours): string {
    const byRegion = groupBy(moved, ({ region }) => region);
    const regionsToTell = regions.filter(
        ({ region, delta }) => byRegion.has(region) || !delta.typical.eq(0) || !delta.low.eq(0) || !delta.high.eq(0),
    );
    const rows = regionsToTell.flatMap(({ region, before, after, delta }) => [
        ink.bold(amounts(region, [dollars(before.typical), dollars(after.typical), signed(delta)])),
        ...(byRegion.get(region) ?? []).flatMap((one) => resourceLines(one, ink)),
    ]);
    const elsewhere = [...byRegion].filter(([region]) => !regions.some((one) => one.region === region));
    return [
        ink.bold(amounts(fitted(`Changes against ${against}`, nameWidth), ["old", "new", "delta"])),
        ...rows,
        ...elsewhere.flatMap(([region, some]) => [ink.bold(region), ...some.flatMap((one) => resourceLines(one, ink))]),
        ...(moved.length === 0 ? ["  no resource's amount moves"] : []),
        ...notComparable.map(({ type, name, reason }) =>
            ink.yellow(wrapped(`no difference told of ${shortType(type)} ${name}: ${reason}`, 2)),
        ),
        ...notes.map((note) => wrapped(note, 2)),
    ].join("\n");
}

function resourceLines(one: ResourceDiff, { dim, green, red }: Colours): readonly string[] {
    const { type, name, kind, before, after, delta } = one;
    const colour = delta.typical.lt(0) ? green : red;
    const old = kind === "create" ? "" : dollars(before.typical);
    const now = kind === "delete" ? "" : dollars(after.typical);
    return [colour(amounts(`  ${shortType(type)} ${name}`, [old, now, signed(delta)])), dim(wrapped(movedBy(one), 6))];
}

/** Where only the ends of a range move, the difference says which. */
function signed({ low, typical, high }: Band): string {
    if (!typical.eq(0)) {
        return signedDollars(typical);
    }
    return high.eq(0) && low.eq(0) ? "–" : high.eq(0) ? `low ${signedDollars(low)}` : `high ${signedDollars(high)}`;
}

function amounts(name: string, cells: readonly string[]): string {
    return `${fitted(name, nameWidth)}${cells.map((cell) => ` ${cell.padStart(amountWidth)}`).join("")}`;
}
