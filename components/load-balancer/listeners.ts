import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AlbSettings, NlbSettings } from "./settings";
import type { KeyedGroup, Site } from "./site";
import { addCertificates, createCertificate, createMutualTls, tlsPolicyName } from "./tls";

/** What a listener joins. */
interface Ends {
    readonly balancerArn: pulumi.Output<string>;
    readonly main: KeyedGroup;
}

/** The listener that serves. An ALB's other one only redirects to it. */
export function createListeners(site: Site, ends: Ends): aws.lb.Listener {
    const { settings } = site.args;
    return settings.kind === "alb" ? createAlbListeners(site, settings, ends) : createNlbListener(site, settings, ends);
}

function createAlbListeners(site: Site, settings: AlbSettings, { balancerArn, main }: Ends): aws.lb.Listener {
    const { name, own } = site;
    const { policy, mutual } = settings.tls;
    const hsts = hstsHeader(settings);
    const serving = new aws.lb.Listener(
        `${name}-https`,
        {
            ...own.tagged,
            loadBalancerArn: balancerArn,
            port: 443,
            protocol: "HTTPS",
            sslPolicy: tlsPolicyName(policy),
            certificateArn: createCertificate(site),
            defaultActions: [{ type: "forward", targetGroupArn: main.arn }],
            ...(mutual === undefined ? {} : { mutualAuthentication: createMutualTls(site, mutual) }),
            ...(hsts === undefined ? {} : { routingHttpResponseStrictTransportSecurityHeaderValue: hsts }),
        },
        own.child,
    );
    addCertificates(site, serving.arn);
    if (settings.redirectHttp !== false) {
        new aws.lb.Listener(
            `${name}-http`,
            {
                ...own.tagged,
                loadBalancerArn: balancerArn,
                port: 80,
                protocol: "HTTP",
                defaultActions: [
                    { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
                ],
            },
            own.child,
        );
    }
    return serving;
}

/** A year, which browsers ask for before they take a name into their own lists (https://hstspreload.org). */
function hstsHeader({
    hsts = { maxAgeSeconds: 31_536_000, includeSubdomains: true },
}: AlbSettings): string | undefined {
    return hsts === "none"
        ? undefined
        : `max-age=${hsts.maxAgeSeconds}${hsts.includeSubdomains ? "; includeSubDomains" : ""}`;
}

function createNlbListener(site: Site, settings: NlbSettings, { balancerArn, main }: Ends): aws.lb.Listener {
    const { name, own } = site;
    const common = {
        ...own.tagged,
        loadBalancerArn: balancerArn,
        port: 443,
        defaultActions: [{ type: "forward", targetGroupArn: main.arn }],
    };
    const { tls, idleTimeoutSeconds } = settings;
    if (tls.mode === "passthrough") {
        const idle = idleTimeoutSeconds === undefined ? {} : { tcpIdleTimeoutSeconds: idleTimeoutSeconds };
        return new aws.lb.Listener(`${name}-tcp`, { ...common, protocol: "TCP", ...idle }, own.child);
    }
    const serving = new aws.lb.Listener(
        `${name}-tls`,
        {
            ...common,
            protocol: "TLS",
            sslPolicy: tlsPolicyName(tls.policy),
            certificateArn: createCertificate(site),
            ...(tls.alpn === undefined ? {} : { alpnPolicy: tls.alpn }),
        },
        own.child,
    );
    addCertificates(site, serving.arn);
    return serving;
}
