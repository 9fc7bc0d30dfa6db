import type picocolors from "picocolors";
import { groupBy } from "../../plan/group";
import type { CostDiff } from "../diff";
import { compareBuckets } from "../group";
import { dollars } from "../money";
import { isNothing } from "../quantity";
import { diffRows, signedRange, type DiffRow } from "./diff-rows";
import { fitted, middleCut, tableWidth, wrapped } from "./text-columns";
import { notComparedRows } from "./words";

type Colours = ReturnType<typeof picocolors.createColors>;

const amountWidth = 12;
const nameWidth = tableWidth - 3 * (amountWidth + 1);

const elsewhere = "a resource stands in its own region; what it bills in another is in that one's sum";

/** A comparison for a terminal: old, new and difference of each region, then of each resource that moves, with what moved it. */
export function diffTable(diff: CostDiff, ink: Colours): string {
    const { against, regions, moved, notComparable, notes } = diff;
    const sums = new Map(regions.map((one) => [one.region, one]));
    const byRegion = groupBy(diffRows(diff), ({ region }) => region);
    const moving = regions.filter(({ delta }) => !isNothing(delta)).map(({ region }) => region);
    const rows = [...new Set([...byRegion.keys(), ...moving])].sort(compareBuckets).flatMap((region) => {
        const sum = sums.get(region);
        const cells = sum ? [dollars(sum.before.typical), dollars(sum.after.typical), signedRange(sum.delta)] : [];
        return [ink.bold(amounts(region, cells)), ...(byRegion.get(region) ?? []).flatMap((one) => rowLines(one, ink))];
    });
    // Beside what is not compared, a region's rows need not come to its sum.
    const isElsewhere = notComparable.length === 0 && moving.some((region) => !byRegion.has(region));
    return [
        ink.bold(amounts(fitted(`Changes against ${against}`, nameWidth), ["old", "new", "delta"])),
        ...rows,
        ...(moved.length === 0 ? ["  no resource's amount moves"] : []),
        ...(isElsewhere ? [`  ${elsewhere}`] : []),
        ...notComparedRows(diff).map((row) => ink.yellow(wrapped(row, 2))),
        ...notes.map((note) => wrapped(note, 2)),
    ].join("\n");
}

function rowLines(
    { what, before, after, delta, isSaving, by }: DiffRow,
    { dim, green, red }: Colours,
): readonly string[] {
    const colour = isSaving ? green : red;
    // The words for what appears and what goes stand where there is no amount.
    const isWhole = before === "" || after === "";
    const cells = [before === "" ? by : before, after === "" ? by : after, delta];
    return [colour(amounts(`  ${middleCut(what, nameWidth - 2)}`, cells)), ...(isWhole ? [] : [dim(wrapped(by, 6))])];
}

function amounts(name: string, cells: readonly string[]): string {
    return `${fitted(name, nameWidth)}${cells.map((cell) => ` ${cell.padStart(amountWidth)}`).join("")}`;
}
