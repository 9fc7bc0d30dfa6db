import { zoneProblems } from "../../evaluate/zone-problems";
import { guide, type LintRule } from "../rule";

/** Problems that a rule of their own explains better. */
const explained = [
    /expected one routing policy/,
    /AliasTarget .*record (that exists|of type)/,
    /expected one for all weighted records/,
];

/** What Route 53's API would refuse: it is never deployed, and the evaluator answers none of it. */
export const refusalRules: readonly LintRule[] = [
    {
        id: "route53-refuses",
        severity: "error",
        needs: "zone",
        title: "something that Route 53 would refuse",
        why: "A change with it is turned down as a whole, so nothing beside it is deployed either; a zone file that has it was not written by Route 53.",
        fix: "Change what the message names to what it expects.",
        source: guide("resource-record-sets-values-shared"),
        check: ({ view }) =>
            zoneProblems(view.zone)
                .filter(({ code, message }) => code === "invalid-zone" && !explained.some((one) => one.test(message)))
                .map(({ where, message }) => ({ where, message })),
        notJudged: ({ view }) =>
            zoneProblems(view.zone)
                .filter(({ code }) => code === "not-built")
                .map(({ where, message }) => `${where}: ${message}`),
    },
];
