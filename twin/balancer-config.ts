import type { Clock } from "./api";
import { wholeMilliseconds } from "./clock";
import type { BalancerModel, ListenerModel, TargetGroupModel } from "./model";

/** Where an ALB gives up connecting to a target: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html */
const connectSeconds = 10;

export interface BalancerParts {
    readonly balancers: readonly BalancerModel[];
    readonly clock: Clock;
    /** PEM file (certificate, then key) of a listener. */
    readonly certificate: (listener: ListenerModel) => string;
    /** Every address that an instance of the target group may have. */
    readonly targets: (group: TargetGroupModel) => readonly string[];
}

/** Name of a target group's backend in HAProxy. */
export function backendName(group: TargetGroupModel): string {
    return `targets_${group.name.replaceAll(/[^A-Za-z0-9_]/g, "_")}`;
}

/** HAProxy's configuration for the balancers of one cell. Paths are relative to the folder in which it runs. */
export function balancerConfig(parts: BalancerParts): string {
    const sections = [
        ["global", "stats socket unix@balancer.sock mode 600 level admin", "nbthread 1", "maxconn 4000"].concat(
            // ALB's default policy since 2021 speaks TLS 1.2 and 1.3 (ELBSecurityPolicy-TLS13-1-2-2021-06).
            ["ssl-default-bind-options ssl-min-ver TLSv1.2"],
        ),
        ...parts.balancers.flatMap((balancer) => [
            ...balancer.listeners.map((listener) => frontend(balancer, listener, parts)),
            ...balancer.targetGroups.flatMap((group) => backends(balancer, group, parts)),
        ]),
    ];
    return `${sections.map(([head, ...lines]) => [head, ...lines.map((line) => `    ${line}`)].join("\n")).join("\n\n")}\n`;
}

function frontend(balancer: BalancerModel, listener: ListenerModel, parts: BalancerParts): string[] {
    const secure = listener.certificateNames !== undefined;
    const tls = secure ? ` ssl crt ${parts.certificate(listener)} alpn h2,http/1.1` : "";
    const idle = wholeMilliseconds(balancer.idleTimeoutSeconds, parts.clock).toFixed();
    return [
        `frontend ${balancer.name}_${listener.port.toFixed()}`,
        "mode http",
        ...balancer.addresses.map((address) => `bind ${address}:${listener.port.toFixed()}${tls}`),
        `timeout client ${idle}`,
        `timeout http-keep-alive ${idle}`,
        ...action(balancer, listener, secure),
    ];
}

function action(balancer: BalancerModel, { action: act, port }: ListenerModel, secure: boolean): string[] {
    if (act.type === "redirect") {
        const authority = act.scheme === "https" && act.port === 443 ? "" : `:${act.port.toFixed()}`;
        const location = `${act.scheme}://%[req.hdr(host),field(1,:)]${authority}%[capture.req.uri]`;
        return [`http-request redirect code ${act.status.toFixed()} location ${location}`];
    }
    const group = balancer.targetGroups.find(({ id }) => id === act.targetGroup);
    const name = group === undefined ? "" : backendName(group);
    return [
        "option forwardfor",
        `http-request set-header X-Forwarded-Proto ${secure ? "https" : "http"}`,
        `http-request set-header X-Forwarded-Port ${port.toFixed()}`,
        // An ALB without a healthy target asks all of them.
        `use_backend ${name}_open if { nbsrv(${name}) eq 0 }`,
        `default_backend ${name}`,
    ];
}

function backends(balancer: BalancerModel, group: TargetGroupModel, parts: BalancerParts): string[][] {
    const { clock } = parts;
    const check = group.healthCheck;
    const common = [
        "mode http",
        `balance ${group.algorithm === "round_robin" ? "roundrobin" : "leastconn"}`,
        `timeout connect ${wholeMilliseconds(connectSeconds, clock).toFixed()}`,
        `timeout server ${wholeMilliseconds(balancer.idleTimeoutSeconds, clock).toFixed()}`,
        // What an ALB does not do: ask a second target when the first fails.
        "retries 0",
    ];
    const inter = wholeMilliseconds(check.intervalSeconds, clock).toFixed();
    const servers = parts.targets(group).map((address) => `server ${address} ${address}:${group.port.toFixed()}`);
    const checked = `check inter ${inter} fall ${check.unhealthyThreshold.toFixed()} rise ${check.healthyThreshold.toFixed()}`;
    return [
        [
            `backend ${backendName(group)}`,
            ...common,
            `timeout check ${wholeMilliseconds(check.timeoutSeconds, clock).toFixed()}`,
            "option httpchk",
            `http-check send meth GET uri ${check.path} ver HTTP/1.1 hdr Host balancer hdr User-Agent ELB-HealthChecker/2.0`,
            `http-check expect ${matcher(check.matcher)}`,
            ...servers.map((server) => `${server} ${checked}`),
        ],
        [`backend ${backendName(group)}_open`, ...common, ...servers],
    ];
}

/** AWS's matcher (`200`, `200,204`, `200-299`) as an expression over the status code. */
function matcher(codes: string): string {
    const ranges = codes.split(",").map((range) => range.split("-").map(Number));
    const all = ranges.flatMap(([first = 200, last = first]) =>
        Array.from({ length: last - first + 1 }, (_, i) => (first + i).toFixed()),
    );
    return all.length === 1 ? `status ${all.join("")}` : `rstatus ^(${all.join("|")})$`;
}
