import { guide, type Found, type LintRule } from "../rule";
import { configOf, type ZoneView } from "../../view/zone-view";
import { whereOf, whereOfCheck } from "../where";

function disabled(view: ZoneView, inverted: boolean): Found[] {
    const found = view.checks.filter((check) => {
        const { Disabled, Inverted } = configOf(check);
        return Disabled === true && (Inverted === true) === inverted;
    });
    return found.map((check) => ({
        where: whereOfCheck(check),
        message: inverted
            ? `off on purpose: ${usersOf(view, check)} not answered while another is healthy`
            : `disabled, so ${usersOf(view, check)} healthy whatever happens`,
    }));
}

function usersOf(view: ZoneView, check: Parameters<ZoneView["users"]>[0]): string {
    const users = view.users(check).map(whereOf);
    return users.length === 0 ? "what uses it is" : `${users.join(", ")} ${users.length === 1 ? "is" : "are"}`;
}

function unused(view: ZoneView): Found[] {
    return view.checks
        .filter((check) => view.users(check).length === 0)
        .map((check) => ({
            where: whereOfCheck(check),
            message: "no record and no calculated check of a record uses it",
        }));
}

function shared(view: ZoneView): Found[] {
    return view.checks.flatMap((check) => {
        const places = [...new Set(view.leavesBehind(check).map(({ place }) => place))].sort();
        const users = view.users(check);
        const direct = users.filter(({ HealthCheckId }) => HealthCheckId === check.Id);
        return places.length > 1 && direct.length > 1
            ? [{ where: whereOfCheck(check), message: `decides records that lead to ${places.join(" and ")}` }]
            : [];
    });
}

/** Who uses a check, and for what. */
export const usageRules: readonly LintRule[] = [
    {
        id: "disabled-check",
        severity: "warning",
        needs: "zone",
        title: "a disabled check, meant as off",
        why: "Disabled stops the probes and counts as healthy: traffic goes on to what was meant to be out.",
        fix: "Also invert it: disabled and inverted is unhealthy. Or remove it from the record.",
        source: guide("health-checks-creating-values"),
        check: ({ view }) => disabled(view, false),
    },
    {
        id: "check-held-off",
        severity: "note",
        needs: "zone",
        title: "a check that is inverted and disabled",
        why: "It is the deterministic off switch: unhealthy until somebody changes it back. Forgotten, it leaves a region unused in the next outage.",
        fix: "After the work set Inverted and Disabled to false.",
        source: guide("health-checks-creating-values"),
        check: ({ view }) => disabled(view, true),
    },
    {
        id: "check-without-record",
        severity: "warning",
        needs: "zone",
        title: "a check that decides nothing",
        why: "It is paid for, may ring, and moves nobody; often the record that it was made for has lost it.",
        fix: "Name it in the record that it watches, or delete it.",
        source: guide("dns-failover-simple-configs"),
        check: ({ view }) => unused(view),
    },
    {
        id: "check-shared-by-places",
        severity: "warning",
        needs: "zone",
        title: "one check for two places",
        why: "It can be right about one of them only: when that one dies both are taken out, when the other dies neither is.",
        fix: "Give each place a check of its own.",
        source: guide("dns-failover-simple-configs"),
        check: ({ view }) => shared(view),
    },
];
