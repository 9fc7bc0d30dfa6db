// Question: does the platform keep its promises when everything in the writer's region dies at once?
// Fault: the region's processes end; connections are refused.
// Undo: the region comes back as a standby, then the writer moves home in a planned switchover.
import type { DrillDefinition } from "../../gameday/drill";

/** The kinder manner of losing a region: whoever asks is told at once. */
export const regionRefused = {
    name: "region-refused",
    question: "Does the platform keep its promises when everything in the writer's region dies at once?",
    scenario: "orders",
    workload: "steady",
    fault: { kind: "region-loss", manner: "refused", region: "initial-writer" },
    recovery: "managed-failover",
    undo: { heal: "restore-region", failBack: "switchover" },
} as const satisfies DrillDefinition;
