import { documentsOf, type Statement } from "../documents";
import type { PlanView, Resource } from "../plan-view";
import { each, hub, type Rule } from "../rule";
import { settingOf } from "../datastore";
import { databaseTakesPlain } from "./database-tls";

const bucketType = "aws:s3/bucket:Bucket";
const targetGroupType = "aws:lb/targetGroup:TargetGroup";

/** Whether a listener sends everybody to HTTPS, those whom a rule of its own is for as well. */
function redirects(listener: Resource): boolean {
    const rules = listener.namedBy("aws:lb/listenerRule:ListenerRule", "listenerArn");
    const actions = [listener.list("defaultActions"), ...rules.map((rule) => rule.list("actions"))].flat();
    return actions.every((action) => action.text("redirect.protocol") === "HTTPS");
}

/** TLS is of TCP: what passes packets on, or datagrams, has none. */
function mayHaveTls(listener: Resource): boolean {
    const balancer = listener.follow("loadBalancerArn", "aws:lb/loadBalancer:LoadBalancer");
    return balancer?.text("loadBalancerType") !== "gateway" && !/UDP|QUIC/.test(listener.text("protocol") ?? "");
}

/** TLS that a listener passes on is ended by its targets. */
function passesTls(listener: Resource): boolean {
    return (
        listener.text("protocol") === "TCP" &&
        listener.number("port") === 443 &&
        listener.follow("defaultActions.0.targetGroupArn", targetGroupType)?.text("protocol") === "TCP"
    );
}

/** Listeners of a classic balancer that speak in plain; it cannot redirect. TLS that one passes on is ended behind it. */
function classicPlain(balancer: Resource): readonly string[] {
    return balancer.list("listeners").flatMap((listener) => {
        const protocol = (listener.text("lbProtocol") ?? "").toUpperCase();
        const port = listener.number("lbPort") ?? 0;
        const passed = protocol === "TCP" && port === 443;
        return protocol === "HTTPS" || protocol === "SSL" || passed ? [] : `${protocol} on port ${port}`;
    });
}

/** The oldest TLS that a search domain takes; AWS's own choice is the first policy. */
function searchPolicy(domain: Resource): string | undefined {
    const policy = domain.text("domainEndpointOptions.tlsSecurityPolicy");
    return policy?.includes("TLS-1-2") === true || policy?.includes("TLS-1-3") === true
        ? undefined
        : `domainEndpointOptions.tlsSecurityPolicy is ${policy ?? "left to AWS's default"}`;
}

/** Behaviours of a distribution that answer in plain. */
function plainBehaviors(distribution: Resource, list: string): readonly string[] {
    return ["defaultCacheBehavior", ...distribution.list(list).map((_, at) => `${list}.${at}`)]
        .map((one) => `${one}.viewerProtocolPolicy`)
        .filter((path) => distribution.text(path) === "allow-all")
        .map((path) => `${path} is allow-all`);
}

/** How a distribution answers its viewers. */
function plainViewers(distribution: Resource): readonly string[] {
    // With CloudFront's own certificate nothing else can be asked for.
    const own = distribution.flag("viewerCertificate.cloudfrontDefaultCertificate") === true;
    const asked = own ? undefined : distribution.text("viewerCertificate.minimumProtocolVersion");
    const version = asked ?? "TLSv1";
    return [
        ...plainBehaviors(distribution, "orderedCacheBehaviors"),
        ...(/^TLSv1\.(2_20[2-9]|3)/.test(version) ? [] : [`minimumProtocolVersion is ${version}`]),
    ];
}

/** How a distribution asks its origins, where those are no buckets. */
function plainOrigins(distribution: Resource): readonly string[] {
    return distribution.list("origins").flatMap((origin, at) => {
        const path = `origins.${at}.customOriginConfig`;
        if (origin.text("customOriginConfig.originProtocolPolicy") === "http-only") {
            return [`${path}.originProtocolPolicy is http-only`];
        }
        return origin
            .list("customOriginConfig.originSslProtocols")
            .map((version) => version.asText())
            .filter((version) => version !== "TLSv1.2")
            .map((version) => `${path}.originSslProtocols has ${version}`);
    });
}

/** Whether a policy refuses anybody who asks for these actions without TLS, whatever else; names of keys have no case. */
function refusesPlain(actions: readonly string[]): (statement: Statement) => boolean {
    return ({ effect, conditions, ...statement }) => {
        // A second condition refuses only some of those who have no TLS.
        const [condition, ...others] = Object.entries(conditions).flatMap(([operator, keys]) =>
            Object.entries(keys).map(([key, values]) => `${operator} ${key} ${values.join()}`.toLowerCase()),
        );
        const plain = condition === "bool aws:securetransport false" && others.length === 0;
        const all = statement.actions.some((action) => actions.includes(action.toLowerCase()));
        return effect === "Deny" && plain && all && statement.principals.includes("*");
    };
}

/** Policies of a bucket or topic: its own, and those that stand apart. */
function policiesOf(view: PlanView, resource: Resource, type: string): readonly Statement[] {
    const path = type.startsWith("aws:s3") ? "bucket" : "arn";
    const policies = [resource, ...resource.namedBy(type, path)].map(({ urn }) => urn);
    return documentsOf(view)
        .filter((document) => policies.includes(document.resource.urn))
        .flatMap(({ statements }) => statements());
}

/** What is sent is sealed. */
export const tlsRules: readonly Rule[] = [
    {
        id: "listener-without-tls",
        severity: "error",
        title: "a listener that speaks in plain",
        why: "Whoever is between a client and the balancer reads and changes what they say.",
        fix: "Listen for HTTPS or TLS; let port 80 only redirect.",
        source: hub("ELB.18"),
        check: (view) => [
            ...each(["aws:lb/listener:Listener"], (listener) => {
                const protocol = listener.text("protocol") ?? "HTTP";
                const safe = protocol === "HTTPS" || protocol === "TLS" || redirects(listener) || passesTls(listener);
                return safe || !mayHaveTls(listener)
                    ? undefined
                    : `${protocol} on port ${listener.number("port") ?? 0} does not redirect to HTTPS`;
            })(view),
            ...each(["aws:elb/loadBalancer:LoadBalancer"], classicPlain)(view),
            ...each(["aws:transfer/server:Server"], (server) =>
                server.list("protocols").some((one) => one.asText() === "FTP") ? "protocols has FTP" : undefined,
            )(view),
        ],
    },
    {
        id: "old-tls-policy",
        severity: "error",
        title: "a listener, search domain or API that takes TLS of before 1.2",
        why: "TLS 1.0 and 1.1 are withdrawn (RFC 8996); the default policy of a listener still takes them.",
        fix: "Use a policy whose name begins with ELBSecurityPolicy-TLS13-1-2 or TLS13-1-3, Policy-Min-TLS-1-2 or TLS_1_2.",
        source: hub("ELB.17"),
        check: (view) => [
            ...each(["aws:lb/listener:Listener"], (listener) => {
                const protocol = listener.text("protocol") ?? "HTTP";
                const policy = listener.text("sslPolicy");
                const recent = /-TLS13-1-[23]|-TLS-1-2-|-FS-1-2-/.test(policy ?? "");
                return /HTTPS|TLS/.test(protocol) && !recent
                    ? `sslPolicy is ${policy ?? "left to AWS's default"}`
                    : undefined;
            })(view),
            ...each(["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"], searchPolicy)(view),
            ...each(["aws:apigateway/domainName:DomainName", "aws:apigateway/restApi:RestApi"], (api) =>
                api.text("securityPolicy") === "TLS_1_0" ? "securityPolicy is TLS_1_0" : undefined,
            )(view),
        ],
    },
    {
        id: "invalid-headers-passed",
        severity: "warning",
        title: "a balancer that passes invalid headers",
        why: "Headers that balancer and app read differently let one client's request into another's (request smuggling).",
        fix: "Set dropInvalidHeaderFields.",
        source: hub("ELB.4"),
        check: each(["aws:lb/loadBalancer:LoadBalancer"], (balancer) => {
            const application = (balancer.text("loadBalancerType") ?? "application") === "application";
            return application && balancer.flag("dropInvalidHeaderFields") !== true
                ? "dropInvalidHeaderFields is not true"
                : undefined;
        }),
    },
    {
        id: "bucket-takes-plain",
        severity: "error",
        title: "a bucket that answers without TLS",
        why: "Objects and signed requests can be read on the way.",
        fix: "Give the bucket a policy that denies s3:* where aws:SecureTransport is false.",
        source: hub("S3.5"),
        check: each([bucketType], (bucket, view) =>
            policiesOf(view, bucket, "aws:s3/bucketPolicy:BucketPolicy").some(refusesPlain(["*", "s3:*"]))
                ? undefined
                : "no policy denies requests without TLS",
        ),
    },
    {
        id: "topic-takes-plain",
        severity: "warning",
        title: "a topic that takes messages without TLS",
        why: "Alarms name resources and regions; in plain they can be read and forged on the way.",
        fix: "Give the topic a policy that denies sns:Publish where aws:SecureTransport is false.",
        source: "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html",
        check: each(["aws:sns/topic:Topic"], (topic, view) =>
            policiesOf(view, topic, "aws:sns/topicPolicy:TopicPolicy").some(refusesPlain(["*", "sns:*", "sns:publish"]))
                ? undefined
                : "no policy denies messages without TLS",
        ),
    },
    {
        id: "cache-takes-plain",
        severity: "error",
        title: "a cache or accelerator that speaks in plain",
        why: "What is kept to be quick is what is asked for most: sessions, carts, tokens.",
        fix: "Set transitEncryptionEnabled (mode required), or clusterEndpointEncryptionType TLS; both only at birth.",
        source: hub("ElastiCache.5"),
        check: (view) => [
            ...each(
                ["aws:elasticache/replicationGroup:ReplicationGroup", "aws:elasticache/cluster:Cluster"],
                (member) => {
                    const cache = settingOf(member, view);
                    if (cache !== member) {
                        return undefined;
                    }
                    if (cache.flag("transitEncryptionEnabled") !== true) {
                        // A member of a replication group has what its group has.
                        return cache.has("replicationGroupId") ? undefined : "transitEncryptionEnabled is not true";
                    }
                    const mode = cache.text("transitEncryptionMode") ?? "required";
                    return mode === "required" ? undefined : `transitEncryptionMode is ${mode}`;
                },
            )(view),
            ...each(["aws:dax/cluster:Cluster"], (cluster) =>
                cluster.text("clusterEndpointEncryptionType") === "TLS"
                    ? undefined
                    : "clusterEndpointEncryptionType is not TLS",
            )(view),
            ...each(
                ["aws:memorydb/cluster:Cluster", "aws:memorydb/multiRegionCluster:MultiRegionCluster"],
                (cluster) => (cluster.flag("tlsEnabled") === false ? "tlsEnabled is false" : undefined),
            )(view),
        ],
    },
    {
        id: "database-takes-plain",
        severity: "warning",
        title: "a database, search domain or broker that takes connections without TLS",
        why: "A client that forgets TLS sends its password in plain, and nothing says so.",
        fix: "Set rds.force_ssl (PostgreSQL) or require_secure_transport (MySQL) in the parameter group, or what the type calls it.",
        source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html",
        check: databaseTakesPlain,
    },
    {
        id: "cdn-takes-plain",
        severity: "error",
        title: "a distribution that answers or asks without TLS, or with an old one",
        why: "The edge is where clients are: in plain there, all of it is in plain.",
        fix: "Redirect viewers to HTTPS, ask origins by HTTPS alone, and both with TLSv1.2 or later (viewers: TLSv1.2_2021).",
        source: hub("CloudFront.3"),
        check: (view) => [
            ...each(["aws:cloudfront/distribution:Distribution"], (distribution) => [
                ...plainViewers(distribution),
                ...plainOrigins(distribution),
            ])(view),
            // Its origins are written in another way, and its tenants have certificates of their own.
            ...each(["aws:cloudfront/multitenantDistribution:MultitenantDistribution"], (distribution) =>
                plainBehaviors(distribution, "cacheBehaviors"),
            )(view),
        ],
    },
];
