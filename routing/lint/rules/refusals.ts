import { zoneProblems } from "../../evaluate/zone-problems";
import { publicAddresses } from "../../health-checks/addresses";
import { endpointProblem } from "../../health-checks/endpoint-requests";
import { guide, type Found, type LintRule } from "../rule";
import { type ZoneView, isEndpoint } from "../../view/zone-view";
import { whereOfCheck } from "../where";

/** Problems that a rule of their own explains better. */
const explained = [
    /expected one routing policy/,
    /AliasTarget .*record (that exists|of type)/,
    /expected one for all weighted records/,
    /^IPAddress: expected no private/,
    /^Regions: expected \d+ or more/,
    /^SearchString: /,
];

function refusals(view: ZoneView): Found[] {
    const invalid = zoneProblems(view.zone).filter(({ code }) => code === "invalid-zone");
    const endpoints = view.checks.filter(isEndpoint).flatMap((check) => {
        const { HealthCheckConfig: config } = check;
        const message = config && endpointProblem(config, publicAddresses);
        return message === undefined ? [] : [{ where: whereOfCheck(check), message }];
    });
    return [...invalid.map(({ where, message }) => ({ where, message })), ...endpoints];
}

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
        check: ({ view }) => refusals(view).filter(({ message }) => !explained.some((one) => one.test(message))),
        notJudged: ({ view }) =>
            zoneProblems(view.zone)
                .filter(({ code }) => code === "not-built")
                .map(({ where, message }) => `${where}: ${message}`),
    },
];
