import type { CellView, PlanView } from "./plan-view";
import { judged, type Finding } from "./rule";

/**
 * What some cells have and others of them have not: one finding for each cell and thing. Not judged where nothing says
 * which regions should be alike, and where a cell's peers are in other stacks.
 * @param of what a cell has, as a person names it
 */
export function differences(
    view: PlanView,
    cells: readonly CellView[],
    of: (cell: CellView) => readonly string[],
): readonly Finding[] {
    const apart = [...withoutCells(view), ...(cells.length > 0 ? withoutPeers(view) : [])];
    if (apart.length > 0) {
        return apart;
    }
    const unread: Finding[] = [];
    const has = new Map<CellView, ReadonlySet<string>>();
    for (const cell of cells) {
        const failed = judged(cell.urn, () => {
            has.set(cell, new Set(of(cell)));
            return undefined;
        });
        unread.push(...failed);
    }
    const all = new Set([...has.values()].flatMap((things) => [...things]));
    const missing = [...has].flatMap(([cell, things]) =>
        [...all]
            .filter((thing) => !things.has(thing))
            .map((thing): Finding => {
                const others = [...has].filter(([, other]) => other.has(thing)).map(([{ region }]) => region);
                return {
                    kind: "broken",
                    where: cell.urn,
                    message: `${cell.region}: no ${thing}; ${others.join(", ")} has`,
                };
            }),
    );
    return [...unread, ...missing];
}

/** Cells that answer clients while all is well. */
export function activeCells(view: PlanView): readonly CellView[] {
    return view.cells.filter(({ role }) => role === "active");
}

/** Says of a cell in a stack of its own that what it should be like is in other plans. */
export function withoutPeers(view: PlanView): readonly Finding[] {
    const message = "the stack has one cell: its peers are in stacks of their own";
    return view.layer === "cell" ? [{ kind: "not judged", where: "plan", message }] : [];
}

/** Says of a plan that spans regions without cells that nobody knows what they are for. */
function withoutCells(view: PlanView): readonly Finding[] {
    const regions = new Set(view.custom.flatMap(({ region }) => region ?? []));
    return view.cells.length === 0 && view.platform === undefined && regions.size > 1
        ? [{ kind: "not judged", where: "plan", message: "it has no cells: nothing says which regions are alike" }]
        : [];
}
