import type { HealthCheck } from "@aws-sdk/client-route-53";
import { balancerTtlSeconds } from "../../evaluate/alias-services";
import { connectSeconds } from "../../health-checks/verdict";
import type { BalancerFacts, PlanFacts } from "../facts";
import { guide, type Found, type LintRule, type PlannedSubject } from "../rule";
import { watchedGroup } from "../../loss/watching";
import { touchesWriter } from "../../loss/writer";
import { configOf, type ZoneView, isEndpoint } from "../../view/zone-view";
import { whereOf, whereOfCheck } from "../where";

/** What a CNAME to a balancer can have without making resolvers ask at every request. */
const shortTtl = 10;

function emptyTargets({ view, facts }: PlannedSubject): Found[] {
    return view.roots
        .flatMap((root) => view.leaves(root))
        .filter(({ path }) => path.some((record) => view.groupOf(record).records.length > 1 || record.Failover))
        .flatMap(({ record, answers }) => {
            const balancer = answers.flatMap((name) => facts.balancers.get(name) ?? [])[0];
            const why = balancer && emptiness(balancer);
            return why === undefined ? [] : [{ where: whereOf(record), message: why }];
        });
}

function emptiness({ targetGroups, region }: BalancerFacts): string | undefined {
    if (targetGroups === undefined) {
        return undefined;
    }
    if (targetGroups.length === 0) {
        return `its balancer in ${region} forwards to no target group`;
    }
    return targetGroups.every(({ instances }) => instances === 0)
        ? `nothing starts behind its balancer in ${region}: every scaling group has size 0`
        : undefined;
}

function askedBalancers(view: ZoneView, check: HealthCheck, facts: PlanFacts): BalancerFacts[] {
    const group = watchedGroup(view, check);
    return group
        ? view.leaves(group).flatMap(({ answers }) => answers.flatMap((name) => facts.balancers.get(name) ?? []))
        : [];
}

function redirected({ view, facts }: PlannedSubject): Found[] {
    return view.checks.flatMap((check) => {
        const { Type, Port = 80 } = configOf(check);
        const balancers = Type === "HTTP" ? askedBalancers(view, check, facts) : [];
        const answered = balancers.find(({ redirectingPorts }) => redirectingPorts.includes(Port));
        return answered
            ? [
                  {
                      where: whereOfCheck(check),
                      message: `port ${Port} of the balancer in ${answered.region} only redirects, and 3xx is healthy`,
                  },
              ]
            : [];
    });
}

/** Seconds until the slowest documented loss of an endpoint (a black hole) is in Route 53's answers. */
function detectionSeconds(check: HealthCheck, { healthToDnsSeconds }: PlanFacts): number {
    const { RequestInterval = 30, FailureThreshold = 3 } = configOf(check);
    return (RequestInterval + connectSeconds) * FailureThreshold + healthToDnsSeconds;
}

interface Timed {
    readonly check: HealthCheck;
    readonly seconds: number;
    readonly promise: number;
    /** The longest TTL behind the check. */
    readonly ttl: number;
    readonly aliased: boolean;
}

function timed({ view, facts }: PlannedSubject): Timed[] {
    const { readRtoSeconds: promise } = facts;
    if (promise === undefined) {
        return [];
    }
    return view.checks.flatMap((check) => {
        const leaves = view.leavesBehind(check);
        if (leaves.length === 0 || !isEndpoint(check)) {
            return [];
        }
        const ttl = Math.max(
            ...leaves.map(({ record }) => (record.AliasTarget ? balancerTtlSeconds : (record.TTL ?? 0))),
        );
        const aliased = leaves.some(({ record }) => record.AliasTarget);
        return [{ check, seconds: detectionSeconds(check, facts), promise, ttl, aliased }];
    });
}

function tooSlow(subject: PlannedSubject): Found[] {
    return timed(subject)
        .filter(({ seconds, promise, ttl, aliased }) => seconds + (aliased ? shortTtl : ttl) > promise)
        .map(({ check, seconds, promise, ttl }) => ({
            where: whereOfCheck(check),
            message: `up to ${seconds} s to notice and ${ttl} s of TTL, the promise of reads is ${promise} s`,
        }));
}

function slowAliases(subject: PlannedSubject): Found[] {
    return timed(subject)
        .filter(
            ({ seconds, promise, aliased }) =>
                aliased && seconds + shortTtl <= promise && seconds + balancerTtlSeconds > promise,
        )
        .map(({ check, seconds, promise }) => ({
            where: whereOfCheck(check),
            message: `${seconds} s to notice leave ${promise - seconds} s, and an alias of a balancer is kept for ${balancerTtlSeconds} s`,
        }));
}

/** What only shows with the plan beside the zone. */
export const planRules: readonly LintRule[] = [
    {
        id: "empty-target-group",
        severity: "error",
        needs: "plan",
        title: "nothing stands behind an alias",
        why: "Route 53 takes a balancer whose target groups are empty for unhealthy: a pilot light at size 0 is not answered until it has scaled, and starting instances is what fails in a large event.",
        fix: "Keep at least one instance there (role warm), or take the records out until it is scaled.",
        source: guide("resource-record-sets-values-alias-common"),
        check: emptyTargets,
    },
    {
        id: "check-reaches-the-writer",
        severity: "error",
        needs: "plan",
        title: "a routing check that asks the writer",
        why: "When the writer's region is lost the check is red in every region at once, until somebody promotes: Route 53 fails open and answers with the dead region too.",
        fix: "Ask a path that answers for the process alone, as /healthz does.",
        source: guide("best-practices-healthchecks"),
        check: ({ view }) =>
            view.checks
                .filter((check) => touchesWriter(check) && view.users(check).length > 0)
                .map((check) => ({
                    where: whereOfCheck(check),
                    message: `asks ${configOf(check).ResourcePath ?? ""}, which the app answers through the writer`,
                })),
    },
    {
        id: "check-answered-by-redirect",
        severity: "error",
        needs: "plan",
        title: "a check that is answered by a redirect",
        why: "3xx is healthy. A listener that redirects to HTTPS answers with every instance dead.",
        fix: "Ask over HTTPS.",
        source: guide("dns-failover-determining-health-of-endpoints"),
        check: redirected,
    },
    {
        id: "slower-than-promised",
        severity: "warning",
        needs: "plan",
        title: "a check too slow for the promise",
        why: "Interval and threshold alone use up the time that promises.readRtoSeconds gives to a failover.",
        fix: "Lower traffic.healthCheck.intervalSeconds to 10 or failureThreshold to 3, or promise less.",
        source: guide("dns-failover-determining-health-of-endpoints"),
        check: tooSlow,
    },
    {
        id: "alias-ttl-over-promise",
        severity: "warning",
        needs: "plan",
        title: "an alias kept longer than the promise allows",
        why: "An alias of a balancer has its TTL of 60 s, which cannot be changed; the promise leaves less.",
        fix: "Below the apex lead to the balancer by a CNAME with a TTL of 10 to 30 s, or lower the threshold.",
        source: guide("resource-record-sets-choosing-alias-non-alias"),
        check: slowAliases,
    },
];
