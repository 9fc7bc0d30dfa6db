import type { PlanResource } from "../plan";
import { WrongShape } from "./shape";

/**
 * Refuses what no stack is: one urn of two resources, of which one would be billed twice or not at all, and a resource
 * within itself, above which whoever looks for its component would never arrive.
 * @param where what the message calls their list
 * @throws WrongShape with the urn
 */
export function checkTree(resources: readonly PlanResource[], where: string): void {
    const seen = new Set<string>();
    let parentsFirst = 0;
    resources.forEach(({ urn, parent }, at) => {
        parentsFirst += parent === undefined || seen.has(parent) ? 1 : 0;
        if (seen.add(urn).size === at) {
            throw new WrongShape(where, `one resource ${urn}`, 2);
        }
    });
    // Pulumi tells parents first: then nothing is a parent of what stands before it.
    if (parentsFirst < resources.length) {
        checkParents(resources, where);
    }
}

function checkParents(resources: readonly PlanResource[], where: string): void {
    const parents = new Map<string, string | undefined>();
    resources.forEach(({ urn, parent }) => parents.set(urn, parent));
    const ends = new Set<string>();
    resources.forEach(({ urn }) => {
        const way = new Set<string>();
        for (let above: string | undefined = urn; above !== undefined && !ends.has(above); above = parents.get(above)) {
            if (way.has(above)) {
                throw new WrongShape(where, `a parent of ${above} that is not within it`, parents.get(above));
            }
            way.add(above);
        }
        way.forEach((one) => ends.add(one));
    });
}
