import { UnknownInput, WrongInput } from "../../cost/input-reader";
import type { Plan } from "../../plan/plan";
import { RoutingError } from "../../routing/errors";
import { PlanView, type CellView, type Resource } from "../plan-view";
import type { Measure } from "./measure";

const groupType = "aws:autoscaling/group:Group";

/** Instances of a cell: those that run, and those that scaling may add. */
interface Instances {
    readonly region: string;
    readonly ready: number;
    readonly most: number;
}

/**
 * What is left when the cell is lost that leaves least: instances of the others for each hundred that served before.
 * Active cells serve; where the only active one is lost, its standbys answer instead.
 * @throws RoutingError for a number of instances that nobody knows yet, or that is none
 */
export function capacityLeft(plan: Plan): readonly Measure[] {
    const view = new PlanView(plan);
    const serving = view.cells.filter(({ role }) => role === "active").map((cell) => instancesOf(view, cell));
    const waiting = view.cells.filter(({ role }) => role !== "active").map((cell) => instancesOf(view, cell));
    const before = total(serving, "ready");
    if (before === 0) {
        return [];
    }
    const after = serving.map((lost) => {
        const peers = serving.filter((one) => one !== lost);
        const left = peers.length > 0 ? peers : waiting;
        const share = (of: "ready" | "most"): number => Math.round((total(left, of) / before) * 100);
        return { lost: lost.region, ready: share("ready"), most: share("most") };
    });
    const least = (of: "ready" | "most") =>
        after.reduce((worst, one) => (one[of] < worst[of] ? one : worst), after[0] ?? { lost: "", ready: 0, most: 0 });
    const measure = (of: "ready" | "most", label: string): Measure => ({
        id: `capacity-${of}`,
        label,
        unit: "%",
        value: least(of)[of],
        lost: least(of).lost,
    });
    return [measure("ready", "capacity left at once"), measure("most", "capacity left after scaling")];
}

function instancesOf(view: PlanView, cell: CellView): Instances {
    const groups = view.inCell(cell, groupType);
    const sum = (of: (group: Resource) => number): number =>
        groups.reduce((all, group) => all + readFrom(group, of), 0);
    return {
        region: cell.region,
        ready: sum((group) => group.number("desiredCapacity") ?? group.number("minSize") ?? 0),
        most: sum((group) => group.number("maxSize") ?? 0),
    };
}

function readFrom(group: Resource, read: (group: Resource) => number): number {
    try {
        return read(group);
    } catch (error) {
        const isInput = error instanceof UnknownInput || error instanceof WrongInput;
        throw isInput ? new RoutingError("unknown-value", `${group.urn}: ${error.message}`) : error;
    }
}

function total(cells: readonly Instances[], of: "ready" | "most"): number {
    return cells.reduce((sum, cell) => sum + cell[of], 0);
}
