import type { HealthCheck } from "@aws-sdk/client-route-53";
import type { AlarmFacts } from "../facts";
import { guide, type Found, type LintRule, type LintSubject } from "../rule";
import { watchedPlaces } from "../watching";
import { configOf, whereOfCheck, type ZoneView } from "../zone-view";

/** Statistics that Route 53 can read (API reference, AlarmIdentifier). */
const statistics = ["Average", "Minimum", "Maximum", "Sum", "SampleCount"];
/** Below it a metric is of high resolution. */
const standardSeconds = 60;

function alarmChecks(view: ZoneView): HealthCheck[] {
    return view.checks.filter((check) => configOf(check).AlarmIdentifier !== undefined);
}

/** The alarm as the plan makes it, else as Route 53 copied it. */
function alarmOf(check: HealthCheck, { facts }: LintSubject): Omit<AlarmFacts, "urn"> | undefined {
    const { Region = "", Name = "" } = configOf(check).AlarmIdentifier ?? {};
    const planned = facts?.alarms.get(`${Region}/${Name}`);
    const { CloudWatchAlarmConfiguration: copied } = check;
    if (planned || !copied) {
        return planned;
    }
    const { Period, Statistic } = copied;
    return {
        metricMath: false,
        ...(Period === undefined ? {} : { periodSeconds: Period }),
        ...(Statistic === undefined ? {} : { statistic: Statistic }),
    };
}

function unreadable(alarm: Omit<AlarmFacts, "urn">): string[] {
    const {
        periodSeconds = standardSeconds,
        statistic,
        extendedStatistic,
        evaluationPeriods,
        datapointsToAlarm,
    } = alarm;
    const percentile = extendedStatistic ?? (statistic && !statistics.includes(statistic) ? statistic : undefined);
    const some = datapointsToAlarm !== undefined && datapointsToAlarm !== evaluationPeriods;
    return [
        ...(alarm.metricMath ? ["metric math"] : []),
        ...(periodSeconds < standardSeconds ? [`a metric of high resolution (${periodSeconds} s)`] : []),
        ...(percentile === undefined ? [] : [`the statistic ${percentile}`]),
        ...(some ? [`${datapointsToAlarm} of ${evaluationPeriods ?? 0} datapoints`] : []),
    ];
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
            children.some((child) => /^(HTTP|TCP)/.test(configOf(child).Type ?? ""))
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
        check: (subject) =>
            alarmChecks(subject.view).flatMap((check) => {
                const alarm = alarmOf(check, subject);
                const reasons = alarm ? unreadable(alarm) : [];
                return reasons.length > 0
                    ? [{ where: whereOfCheck(check), message: `its alarm uses ${reasons.join(" and ")}` }]
                    : [];
            }),
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
