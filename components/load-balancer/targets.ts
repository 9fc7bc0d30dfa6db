import * as aws from "@pulumi/aws";
import type { AlbSettings, AlbTargetGroup, AlbTargets, GroupHealth, NlbSettings, ProbeTimes } from "./settings";
import { backendPort, mainGroup, type KeyedGroup, type Site } from "./site";

type GroupInputs = aws.lb.TargetGroupArgs;
type ProbeInputs = aws.types.input.lb.TargetGroupHealthCheck;

/** Seconds that what is in flight may take once its target leaves; the app ends its own within this time. */
const drainSeconds = 30;

/** A prefix of a name may have six characters: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html. */
const prefixLength = 6;

/** The app's targets first, then those that rules send requests to. */
export function createTargets(site: Site): [KeyedGroup, ...KeyedGroup[]] {
    const { settings } = site.args;
    if (settings.kind === "nlb") {
        return [createGroup(site, mainGroup, nlbInputs(site, settings))];
    }
    const further = Object.entries(settings.targetGroups ?? {}).map(([key, group]) =>
        createGroup(site, key, albInputs(site, settings, group)),
    );
    return [createGroup(site, mainGroup, albInputs(site, settings, settings.targets ?? {})), ...further];
}

function createGroup({ name, args, own }: Site, key: string, inputs: GroupInputs): KeyedGroup {
    // A key may be long and a name not, so a keyed group's begins with its key and AWS's provider makes up the rest.
    const identity = key === mainGroup ? {} : { namePrefix: `${key.slice(0, prefixLength - 1)}-` };
    const group = new aws.lb.TargetGroup(
        key === mainGroup ? name : `${name}-${key}`,
        { ...own.tagged, ...identity, vpcId: args.network.vpcId, targetType: "instance", ...inputs },
        own.child,
    );
    return { key, arn: group.arn, arnSuffix: group.arnSuffix };
}

function albInputs(site: Site, settings: AlbSettings, targets: AlbTargetGroup): GroupInputs {
    const { probe = {}, stickiness, crossZone, version } = targets;
    const protocol = settings.tls.mode === "bridging" ? "HTTPS" : "HTTP";
    return {
        protocol,
        port: targets.port ?? backendPort(site.args),
        ...(version === undefined ? {} : { protocolVersion: version }),
        ...sharedInputs(targets),
        ...algorithmInputs(targets),
        ...(stickiness === undefined ? {} : { stickiness: stickinessInputs(stickiness) }),
        ...(crossZone === undefined ? {} : { loadBalancingCrossZoneEnabled: String(crossZone) }),
        healthCheck: {
            ...probeTimes(probe),
            path: probe.path ?? site.args.app.healthPath,
            protocol,
            matcher: probe.matcher ?? (version === "GRPC" ? "0" : "200"),
        },
    };
}

function algorithmInputs({ algorithm }: AlbTargets): Partial<GroupInputs> {
    if (algorithm === undefined) {
        return {};
    }
    const chosen = { loadBalancingAlgorithmType: algorithm.type };
    if (algorithm.type === "weighted_random") {
        return { ...chosen, loadBalancingAnomalyMitigation: algorithm.anomalyMitigation ? "on" : "off" };
    }
    return algorithm.type === "round_robin" && algorithm.slowStartSeconds !== undefined
        ? { ...chosen, slowStart: algorithm.slowStartSeconds }
        : chosen;
}

function stickinessInputs(stickiness: NonNullable<AlbTargets["stickiness"]>): NonNullable<GroupInputs["stickiness"]> {
    const { type, seconds } = stickiness;
    const cookie = stickiness.type === "app_cookie" ? { cookieName: stickiness.cookieName } : {};
    return { enabled: true, type, cookieDuration: seconds, ...cookie };
}

function nlbInputs(site: Site, { tls, targets = {} }: NlbSettings): GroupInputs {
    const { stickiness, connectionTermination, proxyProtocol } = targets;
    return {
        protocol: tls.mode === "bridging" ? "TLS" : "TCP",
        port: backendPort(site.args),
        ...sharedInputs(targets),
        ...(stickiness === undefined ? {} : { stickiness: { enabled: true, type: stickiness.type } }),
        ...(connectionTermination === undefined ? {} : { connectionTermination }),
        ...(proxyProtocol === undefined ? {} : { proxyProtocolV2: proxyProtocol }),
        healthCheck: nlbProbe(site, tls.mode === "offload" ? "HTTP" : "HTTPS", targets),
    };
}

function nlbProbe({ args }: Site, protocol: string, { probe }: NonNullable<NlbSettings["targets"]>): ProbeInputs {
    const chosen = probe ?? { layer: 7 };
    return chosen.layer === 4
        ? { ...probeTimes(chosen), protocol: "TCP" }
        : {
              ...probeTimes(chosen),
              path: chosen.path ?? args.app.healthPath,
              protocol,
              matcher: chosen.matcher ?? "200",
          };
}

/** A dead target is out after 10 to 15 s, a good one is in after 10 to 15 s. */
function probeTimes(times: ProbeTimes): ProbeInputs {
    const { intervalSeconds = 5, timeoutSeconds = 4, healthyThreshold = 2, unhealthyThreshold = 2 } = times;
    return { interval: intervalSeconds, timeout: timeoutSeconds, healthyThreshold, unhealthyThreshold };
}

function sharedInputs(targets: AlbTargets | NonNullable<NlbSettings["targets"]>): Partial<GroupInputs> {
    const { deregistrationSeconds = drainSeconds, groupHealth } = targets;
    return {
        deregistrationDelay: deregistrationSeconds,
        ...(groupHealth === undefined ? {} : { targetGroupHealth: groupHealthInputs(groupHealth) }),
    };
}

function groupHealthInputs(health: GroupHealth): NonNullable<GroupInputs["targetGroupHealth"]> {
    const { dnsFailover, unhealthyRouting } = health;
    return {
        ...(dnsFailover === undefined
            ? {}
            : {
                  dnsFailover: {
                      minimumHealthyTargetsCount: bound(dnsFailover.count),
                      minimumHealthyTargetsPercentage: bound(dnsFailover.percent),
                  },
              }),
        ...(unhealthyRouting === undefined
            ? {}
            : {
                  unhealthyStateRouting: {
                      minimumHealthyTargetsCount: unhealthyRouting.count ?? 1,
                      minimumHealthyTargetsPercentage: bound(unhealthyRouting.percent),
                  },
              }),
    };
}

/** AWS writes a bound that is not there as "off". */
function bound(value: number | undefined): string {
    return value === undefined ? "off" : String(value);
}
