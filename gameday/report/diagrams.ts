import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "../../plan/plan";

/** The system drawn in two shapes: for windows of 800 px and more, and for phones. */
export interface Diagrams {
    readonly wide: string;
    readonly narrow: string;
}

/** Where a report's folder keeps them. */
export const diagramFiles = { wide: "diagram.svg", narrow: "diagram-narrow.svg" } as const;

/** @throws NothingToDraw when the plan has no platform in it */
export async function drawDiagrams(plan: Plan): Promise<Diagrams> {
    const { diagramSvg } = await import("../../plan/diagram.js");
    return { wide: await diagramSvg(plan), narrow: await diagramSvg(plan, { shape: "narrow" }) };
}

/** The pictures that a report's folder holds; a folder that has only the wide one shows it on phones too. */
export function readDiagrams(directory: string): Diagrams {
    const wide = readFileSync(join(directory, diagramFiles.wide), "utf8");
    const narrow = join(directory, diagramFiles.narrow);
    return { wide, narrow: existsSync(narrow) ? readFileSync(narrow, "utf8") : wide };
}
