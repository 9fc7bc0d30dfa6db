import { z } from "zod";

const port = z.int().min(1).max(65_535);
const key = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "expected lower-case letters, digits and single dashes");

const policy = z
    .enum(["recommended", "modern", "compat"])
    .default("recommended")
    .describe(
        "recommended: AWS's own, TLS 1.2 and 1.3, post-quantum where the client can. modern: TLS 1.3 alone. compat: also older TLS 1.2 ciphers.",
    );

const backend = z
    .strictObject({ port: port.describe("Where targets end TLS.") })
    .describe("The targets' own TLS; a bridging balancer takes any certificate from them.");

const mutual = z
    .discriminatedUnion("mode", [
        z.strictObject({
            mode: z.literal("verify").describe("Clients' certificates are checked here."),
            trustStore: z
                .strictObject({
                    bucket: z.string().describe("Bucket with the file."),
                    key: z.string().describe("Key of a PEM file with the authorities' certificates."),
                    version: z.string().exactOptional().describe("Version of the object."),
                })
                .describe("Authorities that clients' certificates must come from."),
            ignoreExpiry: z.boolean().default(false).describe("Lets clients in whose certificate has run out."),
        }),
        z.strictObject({ mode: z.literal("passthrough").describe("Certificates reach the targets in a header.") }),
    ])
    .exactOptional()
    .describe("Whether clients show a certificate.");

const albTls = z
    .discriminatedUnion("mode", [
        z.strictObject({ mode: z.literal("offload").describe("TLS ends here, HTTP to targets."), policy, mutual }),
        z.strictObject({
            mode: z.literal("bridging").describe("TLS ends here and begins anew to targets."),
            policy,
            mutual,
            backend,
        }),
    ])
    .prefault({ mode: "offload" })
    .describe("Where TLS ends.");

const alpn = z
    .enum(["HTTP1Only", "HTTP2Only", "HTTP2Optional", "HTTP2Preferred", "None"])
    .default("None")
    .describe("Protocol that balancer and client agree on.");

const nlbTls = z
    .discriminatedUnion("mode", [
        z.strictObject({ mode: z.literal("offload").describe("TLS ends here, TCP to targets."), policy, alpn }),
        z.strictObject({
            mode: z.literal("bridging").describe("TLS ends here and begins anew to targets."),
            policy,
            alpn,
            backend,
        }),
        z.strictObject({
            mode: z.literal("passthrough").describe("TLS ends at the targets, which have the certificate."),
            backend: backend.exactOptional(),
        }),
    ])
    .prefault({ mode: "offload" })
    .describe("Where TLS ends.");

const probeTimes = {
    intervalSeconds: z.int().default(5).describe("Between two questions."),
    timeoutSeconds: z.int().default(4).describe("For an answer; less than the interval."),
    healthyThreshold: z.int().default(2).describe("Good answers in a row that bring a target in."),
    unhealthyThreshold: z.int().default(2).describe("Bad answers in a row that take it out."),
};

const asked = {
    path: z.string().startsWith("/").exactOptional().describe("What is asked for; the app's health path if unsaid."),
    matcher: z.string().exactOptional().describe("Codes that count as healthy, e.g. 200-299; 200 if unsaid."),
};

const floor = z
    .strictObject({
        count: z.int().exactOptional().describe("Targets."),
        percent: z.int().exactOptional().describe("Of the zone's targets."),
    })
    .exactOptional();

const sharedTargets = {
    deregistrationSeconds: z.int().default(30).describe("What is in flight has this long once a target leaves."),
    groupHealth: z
        .strictObject({
            dnsFailover: floor.describe("Healthy targets below which a zone leaves DNS."),
            unhealthyRouting: floor.describe("Healthy targets below which unhealthy ones are asked as well."),
        })
        .exactOptional()
        .describe("What happens in a zone with too few healthy targets; AWS's default is one for both."),
};

const albTargets = z.strictObject({
    ...sharedTargets,
    probe: z
        .strictObject({ ...probeTimes, ...asked })
        .prefault({})
        .describe("How targets are asked."),
    algorithm: z
        .discriminatedUnion("type", [
            z.strictObject({
                type: z.literal("round_robin").describe("In turn."),
                slowStartSeconds: z.int().exactOptional().describe("A new target's share grows this long."),
            }),
            z.strictObject({ type: z.literal("least_outstanding_requests").describe("The one with least to do.") }),
            z.strictObject({
                type: z.literal("weighted_random").describe("By chance."),
                anomalyMitigation: z.boolean().describe("Whether targets that err get less."),
            }),
        ])
        .exactOptional()
        .describe("How a target is chosen; round robin if unsaid."),
    stickiness: z
        .discriminatedUnion("type", [
            z.strictObject({
                type: z.literal("lb_cookie").describe("A cookie of the balancer's own."),
                seconds: z.int().describe("How long a client stays with a target."),
            }),
            z.strictObject({
                type: z.literal("app_cookie").describe("A cookie that the app sets."),
                cookieName: z.string().describe("Name of the app's cookie."),
                seconds: z.int().describe("How long a client stays with a target."),
            }),
        ])
        .exactOptional()
        .describe("Whether a client stays with its target."),
    crossZone: z.boolean().exactOptional().describe("false keeps requests in the zone that they arrived in."),
    version: z.enum(["HTTP1", "HTTP2", "GRPC"]).exactOptional().describe("What targets speak; HTTP1 if unsaid."),
});

const nlbTargets = z.strictObject({
    ...sharedTargets,
    probe: z
        .discriminatedUnion("layer", [
            z.strictObject({ layer: z.literal(4).describe("Whether a connection opens."), ...probeTimes }),
            z.strictObject({ layer: z.literal(7).describe("An answer in HTTP."), ...probeTimes, ...asked }),
        ])
        .prefault({ layer: 7 })
        .describe("How targets are asked."),
    stickiness: z
        .strictObject({ type: z.literal("source_ip").describe("By the client's address.") })
        .exactOptional()
        .describe("Whether a client stays with its target; with tls.mode passthrough alone."),
    connectionTermination: z.boolean().default(false).describe("Drops what is open when the time to leave is over."),
    proxyProtocol: z.boolean().default(false).describe("Tells targets the client's address in a header."),
});

const texts = z.array(z.string().min(1)).min(1).exactOptional();

const conditions = z.strictObject({
    hosts: texts.describe("Names that clients ask for."),
    paths: texts.describe("Paths."),
    methods: texts.describe("Methods such as GET."),
    headers: z
        .record(z.string(), z.array(z.string().min(1)).min(1))
        .exactOptional()
        .describe("Values by the header's name."),
    query: z
        .array(
            z.strictObject({
                key: z.string().exactOptional().describe("Name of a parameter."),
                value: z.string().describe("Its value."),
            }),
        )
        .min(1)
        .exactOptional()
        .describe("Parameters."),
    sourceBlocks: texts.describe("Blocks that clients come from."),
});

const action = z.discriminatedUnion("type", [
    z.strictObject({
        type: z.literal("forward").describe("To target groups."),
        weights: z.record(key, z.int()).describe("Weights by target group; main is the app's."),
        stickySeconds: z.int().exactOptional().describe("Keeps a client with its group this long."),
    }),
    z.strictObject({
        type: z.literal("redirect").describe("To another address, in HTTPS."),
        status: z.enum(["HTTP_301", "HTTP_302"]).describe("For good, or for now."),
        host: z.string().exactOptional().describe("Another name."),
        path: z.string().startsWith("/").exactOptional().describe("Another path."),
        query: z.string().exactOptional().describe("Another query."),
    }),
    z.strictObject({
        type: z.literal("respond").describe("An answer by the balancer itself."),
        status: z.int().describe("Its code."),
        contentType: z
            .enum(["text/plain", "text/html", "text/css", "application/json", "application/javascript"])
            .describe("Of its body."),
        body: z.string().max(1024).exactOptional().describe("Its body."),
    }),
]);

const shared = {
    ipAddressType: z.enum(["ipv4", "dualstack"]).default("ipv4").describe("Addresses that clients reach it by."),
    zonalShift: z.boolean().default(false).describe("Lets traffic be shifted away from one zone."),
};

const alb = z.strictObject({
    kind: z.literal("alb").describe("Reads requests."),
    tls: albTls,
    ...shared,
    targets: albTargets.prefault({}).describe("The app's targets."),
    targetGroups: z
        .record(key, albTargets.extend({ port: port.exactOptional().describe("The app's if unsaid.") }))
        .default({})
        .describe("Further targets, by name, which rules send requests to."),
    rules: z
        .record(
            key,
            z.strictObject({
                priority: z.int().describe("The lowest that fits wins; one more rule moves no other."),
                when: conditions.describe("What a request must have."),
                then: action.describe("What happens to it."),
            }),
        )
        .default({})
        .describe("By name; what none takes goes to the app."),
    hsts: z
        .union([
            z.literal("none"),
            z.strictObject({
                maxAgeSeconds: z.int().describe("How long browsers remember."),
                includeSubdomains: z.boolean().describe("Whether names under it are meant too."),
            }),
        ])
        .default({ maxAgeSeconds: 31_536_000, includeSubdomains: true })
        .describe("Tells browsers to speak HTTPS alone."),
    redirectHttp: z.boolean().default(true).describe("Answers on port 80 with a redirect."),
    idleTimeoutSeconds: z.int().exactOptional().describe("Of a silent connection; AWS's 60 if unsaid."),
    clientKeepAliveSeconds: z
        .int()
        .exactOptional()
        .describe("How long a client may keep one connection, and with it a region; AWS's 3600 if unsaid."),
});

const nlb = z.strictObject({
    kind: z.literal("nlb").describe("Joins connections."),
    tls: nlbTls,
    ...shared,
    targets: nlbTargets.prefault({}).describe("The app's targets."),
    crossZone: z.boolean().default(false).describe("Spreads over targets of all zones, which is billed."),
    idleTimeoutSeconds: z.int().exactOptional().describe("With tls.mode passthrough alone; AWS's 350 if unsaid."),
});

/** The balancer of every cell: `balancer` of a stack's file. */
export const balancerSchema = z.discriminatedUnion("kind", [alb, nlb]);
