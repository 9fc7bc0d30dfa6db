import type { DrillDefinition } from "../../gameday/drill";
import { regionLoss } from "./region-loss";
import { regionRefused } from "./region-refused";
import { switchover } from "./switchover";

/** Every drill that `antipode gameday run` knows, in the order in which it lists them. */
export const drills: readonly DrillDefinition[] = [regionLoss, regionRefused, switchover];

/** Throws an Error that names what there is when no drill has this name. */
export function findDrill(name: string): DrillDefinition {
    const drill = drills.find((candidate) => candidate.name === name);
    if (drill === undefined) {
        const names = drills.map((known) => known.name).join(", ");
        throw new Error(`drill: expected one of ${names}, got ${JSON.stringify(name)}`);
    }
    return drill;
}
