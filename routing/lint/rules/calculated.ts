import { guide, type Found, type LintRule } from "../rule";
import { configOf, type ZoneView } from "../../view/zone-view";
import { whereOfCheck } from "../where";

function allRequired(view: ZoneView): Found[] {
    return view.checks.flatMap((check) => {
        const { Type, HealthThreshold, ChildHealthChecks = [] } = configOf(check);
        const observers = view.children(check).filter((child) => !isVeto(configOf(child).Type));
        return Type === "CALCULATED" && HealthThreshold === ChildHealthChecks.length && observers.length > 1
            ? [
                  {
                      where: whereOfCheck(check),
                      message: `needs all ${ChildHealthChecks.length} children: a flap of one takes the region out`,
                  },
              ]
            : [];
    });
}

/** A switch or an alarm is there to say no; two endpoint checks are there to agree. */
function isVeto(type: string | undefined): boolean {
    return type === "RECOVERY_CONTROL" || type === "CLOUDWATCH_METRIC";
}

function constant(view: ZoneView): Found[] {
    return view.checks.flatMap((check) => {
        const { Type, HealthThreshold = 0, ChildHealthChecks = [] } = configOf(check);
        if (Type !== "CALCULATED") {
            return [];
        }
        const where = whereOfCheck(check);
        if (HealthThreshold === 0) {
            return [{ where, message: "HealthThreshold is 0, so it is always healthy" }];
        }
        const count = ChildHealthChecks.length;
        return HealthThreshold > count
            ? [{ where, message: `HealthThreshold ${HealthThreshold} of ${count} children, so it is never healthy` }]
            : [];
    });
}

/** Checks that count others. */
export const calculatedRules: readonly LintRule[] = [
    {
        id: "calculated-all-required",
        severity: "warning",
        needs: "zone",
        title: "every observer has to agree",
        why: "A calculated check that needs all of its endpoint checks is less available than each of them: one flap empties a region.",
        fix: "Require fewer than all, or make what must be able to veto an alarm or a routing control.",
        source: guide("health-checks-creating-values"),
        check: ({ view }) => allRequired(view),
    },
    {
        id: "calculated-constant",
        severity: "error",
        needs: "zone",
        title: "a calculated check that cannot change",
        why: "A threshold of 0 is healthy whatever its children say, one above their number never is.",
        fix: "Set HealthThreshold between 1 and the number of children.",
        source: guide("health-checks-creating-values"),
        check: ({ view }) => constant(view),
    },
];
