import { createHash } from "node:crypto";
import { problemIf, show, type Problem } from "../shared/problems";

/** What an operator chooses of an accelerator; the same in every region. All plain. */
export interface AcceleratorSettings {
    /** E.g. "dax.r5.large". */
    readonly nodeType: string;
    /** One takes writes, all answer reads; three outlive a zone. */
    readonly nodes: number;
    /**
     * Seconds that an item is answered from memory; what another region wrote is not seen for as long. Never 0, which
     * DAX takes for ever (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.concepts.html).
     */
    readonly itemSeconds: number;
    /** The same for the answers of queries and scans; 0 keeps none. */
    readonly querySeconds: number;
}

/** A cluster: one primary and ten replicas (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.concepts.cluster.html). */
const mostNodes = 11;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.create-cluster.console.create-cluster.html */
const longestName = 20;

/** What is wrong with an accelerator, with paths relative to its settings. */
export function checkAccelerator({ itemSeconds, nodes, nodeType, querySeconds }: AcceleratorSettings): Problem[] {
    return [
        ...problemIf(
            !/^dax\.(r|t)\d\w*\.\w+$/.test(nodeType),
            "nodeType",
            `expected a node type such as dax.r5.large, got ${show(nodeType)}`,
        ),
        ...problemIf(nodes < 1 || nodes > mostNodes, "nodes", `expected 1 to ${mostNodes}, got ${nodes}`),
        ...problemIf(
            itemSeconds <= 0,
            "itemSeconds",
            `expected more than 0 (DAX takes 0 for ever), got ${itemSeconds}`,
        ),
        ...problemIf(querySeconds < 0, "querySeconds", `expected 0 or more, got ${querySeconds}`),
    ];
}

/** A cluster's name: as it is when short enough, else its beginning and a hash that keeps two apart. */
export function acceleratorName(name: string): string {
    if (name.length <= longestName) {
        return name;
    }
    const hash = createHash("sha256").update(name).digest("hex").slice(0, 6);
    return `${name.slice(0, longestName - 7).replace(/-+$/, "")}-${hash}`;
}
