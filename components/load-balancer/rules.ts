import { problemIf, show, under, type Problem } from "../shared/problems";
import { checkRoutes } from "./route-rules";
import type { AlbSettings, AlbTargets, BalancerSettings, GroupHealth, NlbSettings, ProbeTimes } from "./settings";

/** Certificates of a listener beside the first: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html. */
const mostCertificates = 25;

/** Seconds, a week: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html. */
const longestStickiness = 604_800;

/** Names that the balancer's own cookies have. */
const keptCookies = ["AWSALB", "AWSALBAPP", "AWSALBTG"];

/** What is wrong with a balancer; paths are those of the settings. */
export function checkBalancer(settings: BalancerSettings): Problem[] {
    return [...checkBackend(settings), ...(settings.kind === "alb" ? checkAlb(settings) : checkNlb(settings))];
}

/** Certificates beside the cell's own, which only a listener that ends TLS has. */
export function checkCertificates(
    { tls }: Pick<BalancerSettings, "tls">,
    further: Readonly<Record<string, unknown>>,
): Problem[] {
    const count = Object.keys(further).length;
    return tls.mode === "passthrough"
        ? problemIf(count > 0, "certificate.further", `expected none with tls.mode: passthrough, got ${count}`)
        : problemIf(
              count > mostCertificates,
              "certificate.further",
              `expected at most ${mostCertificates} (AWS's quota for one listener), got ${count}`,
          );
}

function checkBackend({ tls }: BalancerSettings): Problem[] {
    return tls.mode === "offload" || tls.backend === undefined
        ? []
        : within("tls.backend.port", tls.backend.port, [1, 65_535]);
}

function checkAlb(settings: AlbSettings): Problem[] {
    const { targets = {}, targetGroups = {}, hsts } = settings;
    return [
        ...under("targets", checkAlbTargets(targets)),
        ...Object.entries(targetGroups).flatMap(([key, group]) =>
            under(`targetGroups.${key}`, [...checkAlbTargets(group), ...within("port", group.port, [1, 65_535])]),
        ),
        ...checkRoutes(settings),
        ...within("idleTimeoutSeconds", settings.idleTimeoutSeconds, [1, 4000]),
        ...within("clientKeepAliveSeconds", settings.clientKeepAliveSeconds, [60, 604_800]),
        ...(hsts === undefined || hsts === "none" ? [] : within("hsts.maxAgeSeconds", hsts.maxAgeSeconds, [0, 1e9])),
    ];
}

function checkAlbTargets(targets: AlbTargets): Problem[] {
    const { algorithm, stickiness, crossZone } = targets;
    const slowStart = algorithm?.type === "round_robin" ? algorithm.slowStartSeconds : undefined;
    const cookie = stickiness?.type === "app_cookie" ? stickiness.cookieName : undefined;
    return [
        ...checkShared(targets),
        ...within("algorithm.slowStartSeconds", slowStart, [30, 900]),
        ...within("stickiness.seconds", stickiness?.seconds, [1, longestStickiness]),
        ...problemIf(
            crossZone === false && stickiness !== undefined,
            "stickiness",
            "expected none with crossZone: false (a client cannot be kept with a target of another zone), " +
                `got ${show(stickiness?.type)}`,
        ),
        ...problemIf(
            cookie !== undefined && (cookie === "" || keptCookies.some((kept) => cookie.startsWith(kept))),
            "stickiness.cookieName",
            `expected a name that does not begin with ${keptCookies[0] ?? ""}, which AWS keeps for itself, got ${show(cookie)}`,
        ),
    ];
}

function checkNlb({ targets = {}, tls, idleTimeoutSeconds }: NlbSettings): Problem[] {
    const passes = tls.mode === "passthrough";
    return [
        ...under("targets", checkShared(targets)),
        ...problemIf(
            targets.stickiness !== undefined && !passes,
            "targets.stickiness",
            `expected none with tls.mode: ${tls.mode} (AWS keeps no clients of TLS listeners with a target), got source_ip`,
        ),
        ...problemIf(
            idleTimeoutSeconds !== undefined && !passes,
            "idleTimeoutSeconds",
            `expected none with tls.mode: ${tls.mode} (AWS fixes that of TLS listeners at 350), got ${show(idleTimeoutSeconds)}`,
        ),
        ...within("idleTimeoutSeconds", idleTimeoutSeconds, [60, 6000]),
    ];
}

/** Ranges of https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html. */
function checkShared(targets: {
    readonly deregistrationSeconds?: number;
    readonly groupHealth?: GroupHealth;
    readonly probe?: ProbeTimes;
}): Problem[] {
    return [
        ...within("deregistrationSeconds", targets.deregistrationSeconds, [0, 3600]),
        ...under("probe", checkProbe(targets.probe ?? {})),
        ...under("groupHealth", checkGroupHealth(targets.groupHealth ?? {})),
    ];
}

function checkProbe({ intervalSeconds = 5, timeoutSeconds = 4, ...thresholds }: ProbeTimes): Problem[] {
    return [
        ...within("intervalSeconds", intervalSeconds, [5, 300]),
        ...within("timeoutSeconds", timeoutSeconds, [2, 120]),
        ...problemIf(
            timeoutSeconds >= intervalSeconds,
            "timeoutSeconds",
            `expected less than intervalSeconds (${intervalSeconds}), got ${timeoutSeconds}`,
        ),
        ...within("healthyThreshold", thresholds.healthyThreshold, [2, 10]),
        ...within("unhealthyThreshold", thresholds.unhealthyThreshold, [2, 10]),
    ];
}

/** A zone must leave DNS before its unhealthy targets are asked: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health.html. */
function checkGroupHealth({ dnsFailover = {}, unhealthyRouting = {} }: GroupHealth): Problem[] {
    return [
        ...within("dnsFailover.count", dnsFailover.count, [1, 1000]),
        ...within("dnsFailover.percent", dnsFailover.percent, [1, 100]),
        ...within("unhealthyRouting.count", unhealthyRouting.count, [1, 1000]),
        ...within("unhealthyRouting.percent", unhealthyRouting.percent, [1, 100]),
        ...(["count", "percent"] as const).flatMap((unit) => {
            const most = dnsFailover[unit];
            const got = unhealthyRouting[unit];
            return problemIf(
                most !== undefined && got !== undefined && got > most,
                `unhealthyRouting.${unit}`,
                `expected at most dnsFailover.${unit} (${show(most)}), got ${show(got)}`,
            );
        }),
    ];
}

/** A whole number between two others, when there is one. */
function within(path: string, value: number | undefined, [least, most]: readonly [number, number]): Problem[] {
    return problemIf(
        value !== undefined && !(Number.isInteger(value) && value >= least && value <= most),
        path,
        `expected a whole number from ${least} to ${most}, got ${show(value)}`,
    );
}
