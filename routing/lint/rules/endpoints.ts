import type { HealthCheck } from "@aws-sdk/client-route-53";
import { canonicalName } from "../../names";
import { isUnreachable } from "../endpoints";
import { regionIn } from "../../loss/region-code";
import { guide, type Found, type LintRule } from "../rule";
import { watchedGroup, watchedPlaces } from "../../loss/watching";
import { configOf, type ZoneView, isEndpoint } from "../../view/zone-view";
import { whereOfCheck } from "../where";

/** Route 53 takes no fewer (API reference, HealthCheckConfig.Regions). */
const fewestRegions = 3;
/** Characters (API reference, HealthCheckConfig.SearchString). */
const longestSearch = 255;

type Judge = (check: HealthCheck, view: ZoneView) => string | undefined;

/** A finding for each endpoint check for which `judge` has a line. */
function endpointChecks(view: ZoneView, judge: Judge): Found[] {
    return view.checks.filter(isEndpoint).flatMap((check) => {
        const message = judge(check, view);
        return message === undefined ? [] : [{ where: whereOfCheck(check), message }];
    });
}

function ownName(check: HealthCheck, view: ZoneView): string | undefined {
    const { FullyQualifiedDomainName: name, IPAddress } = configOf(check);
    const asked = canonicalName(name ?? "");
    const users = view.users(check);
    if (name === undefined || IPAddress !== undefined) {
        return undefined;
    }
    if (users.some((record) => canonicalName(record.Name ?? "") === asked)) {
        return `asks ${asked}, the name of a record that it decides`;
    }
    const group = watchedGroup(view, check);
    const through = group && view.leaves(group).some(({ path }) => path.some((record) => users.includes(record)));
    return through ? `asks ${asked}, whose answer depends on it` : undefined;
}

function unreachable(check: HealthCheck, view: ZoneView): string | undefined {
    const { IPAddress } = configOf(check);
    const group = watchedGroup(view, check);
    const addresses =
        IPAddress === undefined ? (group ? view.leaves(group).flatMap(({ answers }) => answers) : []) : [IPAddress];
    const refused = addresses.find(isUnreachable);
    return refused === undefined ? undefined : `asks ${refused}, which no checker reaches`;
}

function searching(check: HealthCheck): string | undefined {
    const { Type, SearchString = "" } = configOf(check);
    if (Type?.endsWith("_STR_MATCH") !== true) {
        return undefined;
    }
    if (SearchString === "") {
        return "matches a text and names none";
    }
    return SearchString.length > longestSearch
        ? `SearchString of ${SearchString.length} characters, at most ${longestSearch} are allowed`
        : undefined;
}

function nearRegions(check: HealthCheck, view: ZoneView): string | undefined {
    const regions = configOf(check).Regions ?? [];
    const [place, ...others] = watchedPlaces(view, check);
    const continent = regionIn(place ?? "")?.split("-")[0];
    if (regions.length === 0 || others.length > 0 || continent === undefined) {
        return undefined;
    }
    return regions.every((region) => region.startsWith(`${continent}-`))
        ? `watches ${place ?? ""} from ${regions.join(", ")} alone`
        : undefined;
}

/** What an endpoint check asks. */
export const endpointRules: readonly LintRule[] = [
    {
        id: "check-on-own-name",
        severity: "error",
        needs: "zone",
        title: "a check that asks the name it decides",
        why: "Its verdict changes what it asks: AWS calls the result unpredictable. When the region dies the check finds the survivor behind the name and turns green.",
        fix: "Ask the endpoint by a name of its own, e.g. <region>.app.example.com.",
        source: guide("health-checks-creating-values"),
        check: ({ view }) => endpointChecks(view, ownName),
    },
    {
        id: "check-on-unreachable-address",
        severity: "error",
        needs: "zone",
        title: "an endpoint check on an address that is not public",
        why: "Checkers stand outside every VPC. A private, loopback, multicast or reserved address is never healthy to them.",
        fix: "Ask a public address, or follow an alarm of a metric from inside (CLOUDWATCH_METRIC).",
        source: guide("dns-failover-private-hosted-zones"),
        check: ({ view }) => endpointChecks(view, unreachable),
    },
    {
        id: "https-check-without-sni",
        severity: "warning",
        needs: "zone",
        title: "an HTTPS check that does not say whom it asks",
        why: "A listener that picks its certificate or its rules by name answers a nameless handshake with its default, or not at all: the check watches something else.",
        fix: "Set EnableSNI to true.",
        source: guide("health-checks-creating-values"),
        check: ({ view }) =>
            endpointChecks(view, (check) => {
                const { Type, EnableSNI, FullyQualifiedDomainName: name } = configOf(check);
                return Type?.startsWith("HTTPS") === true && EnableSNI === false && name !== undefined
                    ? `EnableSNI is false, so ${name} is not in the handshake`
                    : undefined;
            }),
    },
    {
        id: "string-match-limits",
        severity: "error",
        needs: "zone",
        title: "a text to match that cannot be matched",
        why: "The text is at most 255 characters and must stand wholly in the first 5,120 bytes of the body; beyond them the check is red for ever.",
        fix: "Match a short text near the beginning.",
        source: guide("dns-failover-determining-health-of-endpoints"),
        check: ({ view }) => endpointChecks(view, (check) => searching(check)),
        notJudged: ({ view }) =>
            view.checks.some((check) => configOf(check).Type?.endsWith("_STR_MATCH") === true)
                ? ["whether the text stands in the first 5,120 bytes: only the endpoint's answer shows it"]
                : [],
    },
    {
        id: "few-checker-regions",
        severity: "error",
        needs: "zone",
        title: "fewer than three regions of checkers",
        why: "Route 53 refuses fewer than three; with few a fault of the network near them looks like a dead endpoint.",
        fix: "Leave Regions unset for all eight, or name at least three far apart.",
        source: guide("health-checks-creating-values"),
        check: ({ view }) =>
            endpointChecks(view, (check) => {
                const count = configOf(check).Regions?.length;
                return count !== undefined && count > 0 && count < fewestRegions
                    ? `watched from ${count} regions, expected at least ${fewestRegions}`
                    : undefined;
            }),
    },
    {
        id: "checkers-beside-the-watched",
        severity: "warning",
        needs: "zone",
        title: "checkers that may die with what they watch",
        why: "What takes a region away can take its neighbours' view of it too: then nobody is left to say that it is dead, or all say so of a living one.",
        fix: "Add checker regions of another continent.",
        source: guide("health-checks-creating-values"),
        check: ({ view }) => endpointChecks(view, nearRegions),
    },
];
