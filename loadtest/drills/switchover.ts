// Question: does a planned move of the writer lose nothing?
// Fault: none.
// Undo: the writer moves home by another switchover.
import type { DrillDefinition } from "../../gameday/drill";

/** What operators do before maintenance; an acknowledged order that is missing afterwards is a broken promise. */
export const switchover = {
    name: "switchover",
    question: "Does a planned move of the writer to another region lose no acknowledged order?",
    scenario: "orders",
    workload: "steady",
    fault: { kind: "none" },
    recovery: "switchover",
    undo: { heal: "none", failBack: "switchover" },
} as const satisfies DrillDefinition;
