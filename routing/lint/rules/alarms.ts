import type { HealthCheck } from "@aws-sdk/client-route-53";
import { type Alarm, alarmProblem } from "../../health-checks/alarm";
import { guide, type Found, type LintRule, type LintSubject } from "../rule";
import { watchedPlaces } from "../../loss/watching";
import { configOf, type ZoneView, isEndpoint } from "../../view/zone-view";
import { whereOfCheck } from "../where";

function alarmChecks(view: ZoneView): HealthCheck[] {
    return view.checks.filter((check) => configOf(check).AlarmIdentifier !== undefined);
}

/** The alarm as the plan makes it, else as Route 53 copied it. */
function alarmOf(check: HealthCheck, { facts }: LintSubject): Alarm | undefined {
    const { Region = "", Name = "" } = configOf(check).AlarmIdentifier ?? {};
    return facts?.alarms.get(`${Region}/${Name}`) ?? check.CloudWatchAlarmConfiguration;
}

function unreadable(subject: LintSubject): Found[] {
    return alarmChecks(subject.view).flatMap((check) => {
        const alarm = alarmOf(check, subject);
        const problem = alarm && alarmProblem(alarm);
        return problem === undefined ? [] : [{ where: whereOfCheck(check), message: `its alarm: ${problem}` }];
    });
}

function insideWatched(view: ZoneView): Found[] {
    return alarmChecks(view).flatMap((check) => {
        const region = configOf(check).AlarmIdentifier?.Region ?? "";
        const places = watchedPlaces(view, check);
        const silent = configOf(check).InsufficientDataHealthStatus !== "Unhealthy";
        return silent && places.has(region) && !hasEndpointBeside(view, check)
            ? [{ where: whereOfCheck(check), message: `its alarm lives in ${region}, the region that it judges` }]
            : [];
    });
}

/** Under a calculated check an endpoint check notices what the silent alarm cannot. */
function hasEndpointBeside(view: ZoneView, check: HealthCheck): boolean {
    return view.checks.some((parent) => {
        const children = view.children(parent);
        return (
            configOf(parent).HealthThreshold === children.length &&
            children.includes(check) &&
            children.some(isEndpoint)
        );
    });
}

/** Checks that follow an alarm. */
export const alarmRules: readonly LintRule[] = [
    {
        id: "alarm-route53-cannot-read",
        severity: "error",
        needs: "zone",
        title: "an alarm that Route 53 cannot follow",
        why: "Route 53 reads the metric, not the alarm's state: standard resolution, and Average, Minimum, Maximum, Sum or SampleCount alone; no percentile, no metric math, no M out of N.",
        fix: "Publish what decides as a metric of its own (0 or 1 a minute), and alarm on its Maximum.",
        source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_AlarmIdentifier.html",
        check: unreadable,
        notJudged: (subject) =>
            alarmChecks(subject.view)
                .filter((check) => !alarmOf(check, subject))
                .map((check) => `${whereOfCheck(check)}: neither the zone nor a plan says what its alarm is`),
    },
    {
        id: "alarm-in-watched-region",
        severity: "warning",
        needs: "zone",
        title: "an alarm that dies with the region it judges",
        why: "A lost region sends no data, and without data the check keeps what it last knew: healthy.",
        fix: "Keep the alarm in another region, set InsufficientDataHealthStatus to Unhealthy, or require an endpoint check beside it.",
        source: guide("health-checks-creating-values"),
        check: ({ view }) => insideWatched(view),
    },
];
