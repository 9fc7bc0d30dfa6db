// Question: does the platform keep its promises when the writer's region vanishes without a word?
// Fault: every packet to and from the region is dropped; connections time out.
// Undo: the region comes back as a standby, then the writer moves home in a planned switchover.
import type { DrillDefinition } from "../../gameday/drill";

/** The harder manner of losing a region, and what it looks like from outside: nobody says no, nobody says anything. */
export const regionLoss = {
    name: "region-loss",
    question: "Does the platform keep its promises when the writer's region vanishes without a word?",
    scenario: "orders",
    workload: "steady",
    fault: { kind: "region-loss", manner: "black-hole", region: "initial-writer" },
    recovery: "managed-failover",
    undo: { heal: "restore-region", failBack: "switchover" },
} as const satisfies DrillDefinition;
