import assert from "node:assert/strict";
import type { Zone } from "../../../routing/zone";
import type { Mutant, Rule } from "./subject";

/** A zone that Route 53 would refuse. */
interface Refusal {
    readonly id: string;
    /** What is refused, after "refuses ". */
    readonly what: string;
    readonly source: string;
    readonly zone: Zone;
    /** Each problem, `where: message`, in order. */
    readonly problems: readonly string[];
    readonly mutants: readonly Mutant[];
}

/** The rule that a zone has exactly these problems, and that it is not answered from. */
export function refuses({ id, what, source, zone, problems, mutants }: Refusal): Rule {
    return {
        id,
        title: `refuses ${what}`,
        source,
        holds: ({ zoneProblems, answer }) => {
            assert.deepEqual(
                zoneProblems(zone).map(({ where, message }) => `${where}: ${message}`),
                problems,
            );
            assert.throws(() => answer(zone, {}, { name: "example.com", type: "A", from: "" }), {
                code: "invalid-zone",
                message:
                    problems.length > 1
                        ? `${problems[0] ?? ""} (and ${problems.length - 1} more)`
                        : (problems[0] ?? ""),
            });
        },
        mutants,
    };
}
