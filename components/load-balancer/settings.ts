/**
 * Which policy TLS listeners speak: `recommended` is AWS's own (TLS 1.2 and 1.3, post-quantum where the client can),
 * `modern` is TLS 1.3 alone, `compat` also takes the older TLS 1.2 ciphers without forward secrecy.
 */
export type TlsPolicy = "recommended" | "modern" | "compat";

/** Where targets end TLS. A bridging balancer encrypts to them but does not check their certificate. */
export interface TlsBackend {
    readonly port: number;
}

/** A PEM file with the certificates of authorities, in S3. */
export interface TrustStoreObject {
    readonly bucket: string;
    readonly key: string;
    /** Version of the object; a new file takes effect with a new version. @default the newest at birth */
    readonly version?: string;
}

/**
 * Whether clients show a certificate: checked here against a trust store, or handed to the targets unchecked in a
 * header (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html).
 */
export type MutualTls =
    | {
          readonly mode: "verify";
          readonly trustStore: TrustStoreObject;
          /** Lets clients in whose certificate has run out. @default false */
          readonly ignoreExpiry?: boolean;
      }
    | { readonly mode: "passthrough" };

interface AlbTlsOptions {
    /** @default recommended */
    readonly policy?: TlsPolicy;
    /** @default clients show no certificate */
    readonly mutual?: MutualTls;
}

/** HTTPS to clients; HTTP (offload) or HTTPS (bridging) to targets. An ALB reads requests, so it cannot pass TLS through. */
export type AlbTls =
    | (AlbTlsOptions & { readonly mode: "offload" })
    | (AlbTlsOptions & { readonly mode: "bridging"; readonly backend: TlsBackend });

/** Which protocol NLB and client agree on: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html#alpn-policies. */
export type AlpnPolicy = "HTTP1Only" | "HTTP2Only" | "HTTP2Optional" | "HTTP2Preferred" | "None";

interface NlbTlsOptions {
    /** An NLB asks no client for a certificate. */
    readonly mutual?: never;
    /** @default recommended */
    readonly policy?: TlsPolicy;
    /** @default None */
    readonly alpn?: AlpnPolicy;
}

/** TLS to TCP (offload), TLS to TLS (bridging), or TCP to TCP with the client's TLS untouched (passthrough). */
export type NlbTls =
    | (NlbTlsOptions & { readonly mode: "offload" })
    | (NlbTlsOptions & { readonly mode: "bridging"; readonly backend: TlsBackend })
    | {
          readonly mode: "passthrough";
          /** @default the app's port */
          readonly backend?: TlsBackend;
          readonly policy?: never;
          readonly alpn?: never;
          readonly mutual?: never;
      };

/** How often a target is asked, and how many answers in a row change its state. */
export interface ProbeTimes {
    /** 5 to 300. @default 5 */
    readonly intervalSeconds?: number;
    /** 2 to 120, less than the interval. @default 4 */
    readonly timeoutSeconds?: number;
    /** 2 to 10. @default 2 */
    readonly healthyThreshold?: number;
    /** 2 to 10. @default 2 */
    readonly unhealthyThreshold?: number;
}

/** An ALB asks in HTTP. */
export interface AlbProbe extends ProbeTimes {
    /** @default the app's health path */
    readonly path?: string;
    /** Codes that count as healthy, e.g. "200-299"; gRPC codes where the targets speak gRPC. @default "200", of gRPC "0" */
    readonly matcher?: string;
}

/** An NLB asks whether a connection opens (layer 4) or for an answer in HTTP (layer 7, by TLS where the targets speak it). */
export type NlbProbe =
    | (ProbeTimes & { readonly layer: 4 })
    | (ProbeTimes & { readonly layer: 7; readonly path?: string; readonly matcher?: string });

/** Healthy targets that a zone must have; an action is taken when either bound is broken. */
export interface HealthFloor {
    readonly count?: number;
    readonly percent?: number;
}

/** What happens in a zone that has too few healthy targets: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health.html. */
export interface GroupHealth {
    /** Below it, the zone's addresses leave DNS. @default 1 target */
    readonly dnsFailover?: HealthFloor;
    /** Below it, unhealthy targets are asked as well. Not above `dnsFailover`. @default 1 target */
    readonly unhealthyRouting?: HealthFloor;
}

interface SharedTargets {
    /** Time that what is in flight has once a target leaves; 0 to 3600. @default 30 */
    readonly deregistrationSeconds?: number;
    readonly groupHealth?: GroupHealth;
}

/** How an ALB chooses a target. Only round robin can start a new one slowly; only weighted random avoids anomalous ones. */
export type Algorithm =
    | {
          readonly type: "round_robin";
          /** 30 to 900; a new target's share grows over this time. @default full share at once */
          readonly slowStartSeconds?: number;
          readonly anomalyMitigation?: never;
      }
    | {
          readonly type: "least_outstanding_requests";
          readonly slowStartSeconds?: never;
          readonly anomalyMitigation?: never;
      }
    | { readonly type: "weighted_random"; readonly anomalyMitigation: boolean; readonly slowStartSeconds?: never };

/** A cookie of the balancer's own, or one that the app sets and the balancer follows. */
export type CookieStickiness =
    | { readonly type: "lb_cookie"; readonly seconds: number }
    | { readonly type: "app_cookie"; readonly cookieName: string; readonly seconds: number };

export interface AlbTargets extends SharedTargets {
    readonly probe?: AlbProbe;
    /** @default AWS's, round robin */
    readonly algorithm?: Algorithm;
    /** @default none */
    readonly stickiness?: CookieStickiness;
    /** false keeps requests in the zone that they arrived in, and forbids stickiness. @default true */
    readonly crossZone?: boolean;
    /** What targets speak. @default HTTP1 */
    readonly version?: "HTTP1" | "HTTP2" | "GRPC";
}

/** Targets beside the app's, which rules send requests to. */
export interface AlbTargetGroup extends AlbTargets {
    /** @default the port of the app's targets */
    readonly port?: number;
}

export interface NlbTargets extends SharedTargets {
    /** @default layer 7 on the app's health path */
    readonly probe?: NlbProbe;
    /** Needs `tls.mode: passthrough`. @default none */
    readonly stickiness?: { readonly type: "source_ip" };
    /** true drops what is left open when the time to leave is over. @default false */
    readonly connectionTermination?: boolean;
    /** Tells targets the client's address in a header that they must expect. @default false */
    readonly proxyProtocol?: boolean;
}

/** What a request must have, all of it; any value of a list will do. `*` and `?` are wildcards in hosts, paths, headers and query. */
export interface RuleConditions {
    readonly hosts?: readonly string[];
    readonly paths?: readonly string[];
    readonly methods?: readonly string[];
    /** By the header's name. */
    readonly headers?: Readonly<Record<string, readonly string[]>>;
    readonly query?: readonly { readonly key?: string; readonly value: string }[];
    /** Blocks that clients come from; behind a proxy, the proxy's. */
    readonly sourceBlocks?: readonly string[];
}

/** What happens to a request that a rule takes. */
export type RuleAction =
    | {
          readonly type: "forward";
          /** Weights (0 to 999) by target group; `main` is the app's. */
          readonly weights: Readonly<Record<string, number>>;
          /** Keeps a client with the group that it got, for this long. @default each request by weight */
          readonly stickySeconds?: number;
      }
    | {
          readonly type: "redirect";
          readonly status: "HTTP_301" | "HTTP_302";
          readonly host?: string;
          readonly path?: string;
          readonly query?: string;
      }
    | {
          readonly type: "respond";
          readonly status: number;
          readonly contentType: "text/plain" | "text/html" | "text/css" | "application/json" | "application/javascript";
          readonly body?: string;
      };

export interface ListenerRule {
    /** 1 to 50000; the lowest that fits wins. Said by each rule, so that one more moves no other. */
    readonly priority: number;
    readonly when: RuleConditions;
    readonly then: RuleAction;
}

interface SharedSettings {
    /** @default ipv4 */
    readonly ipAddressType?: "ipv4" | "dualstack";
    /** Lets a person or AWS shift traffic away from one zone. @default false */
    readonly zonalShift?: boolean;
}

/** An application load balancer: it reads requests, and always serves targets of all zones. */
export interface AlbSettings extends SharedSettings {
    readonly kind: "alb";
    /** Of an ALB, only a target group can be kept to its zone. */
    readonly crossZone?: never;
    readonly tls: AlbTls;
    readonly targets?: AlbTargets;
    /** By name. */
    readonly targetGroups?: Readonly<Record<string, AlbTargetGroup>>;
    /** By name; what none takes goes to the app's targets. */
    readonly rules?: Readonly<Record<string, ListenerRule>>;
    /** Tells browsers to speak HTTPS alone. @default a year, subdomains included */
    readonly hsts?: "none" | { readonly maxAgeSeconds: number; readonly includeSubdomains: boolean };
    /** Answers on port 80 with a redirect; false leaves the port closed. @default true */
    readonly redirectHttp?: boolean;
    /** 1 to 4000. @default AWS's, 60 */
    readonly idleTimeoutSeconds?: number;
    /** How long a client may keep one connection; 60 to 604800. After a failover it may hold the old region this long. @default AWS's, 3600 */
    readonly clientKeepAliveSeconds?: number;
}

/** A network load balancer: it joins connections and knows no request, so what is done to requests is left to the app. */
export interface NlbSettings extends SharedSettings {
    readonly kind: "nlb";
    readonly targetGroups?: never;
    readonly rules?: never;
    readonly hsts?: never;
    readonly redirectHttp?: never;
    readonly clientKeepAliveSeconds?: never;
    readonly tls: NlbTls;
    readonly targets?: NlbTargets;
    /** true spreads over targets of all zones, and what crosses zones is billed. @default false */
    readonly crossZone?: boolean;
    /** 60 to 6000, with `tls.mode: passthrough` alone. @default AWS's, 350 */
    readonly idleTimeoutSeconds?: number;
}

/** What an operator chooses of a balancer. */
export type BalancerSettings = AlbSettings | NlbSettings;
