/** A kind of AWS resource that an alias may lead to. */
export interface AliasService {
    /** As a person calls it. */
    readonly name: string;
    /** Of the answers. */
    readonly ttlSeconds: number;
    /** Where the TTL is from: AWS documents it, or it is assumed because AWS documents none. */
    readonly ttlSource: "documented" | "assumed";
    /** Record types that an alias to it may have. */
    readonly types: readonly string[];
    /** Whether evaluate-target-health may be set. */
    readonly evaluates: boolean;
}

/**
 * An alias to a load balancer is answered with 60 s, which cannot be changed (Elastic Load Balancing guide, "Request
 * routing", to which the Route 53 guide's page on alias and non-alias records refers).
 */
export const balancerTtlSeconds = 60;

/** For services of which AWS documents no TTL: what their own names are answered with as a rule. */
const assumedTtlSeconds = 60;

/** One hosted zone for every CloudFront distribution, and one for every accelerator (API reference, AliasTarget). */
const fixedZones: ReadonlyMap<string, string> = new Map([
    ["Z2FDTNDATAQYW2", "any.cloudfront.net"],
    ["Z2BJ6XQ5FK7U4H", "any.awsglobalaccelerator.com"],
]);

const both = ["A", "AAAA"];

/** Told apart by the end of the target's name; types as the guide's pages on alias values list them. */
const services: readonly (readonly [RegExp, AliasService])[] = [
    [
        /\.elb\.amazonaws\.com(\.cn)?$/,
        service("load balancer", { ttlSeconds: balancerTtlSeconds, ttlSource: "documented" }),
    ],
    [
        /\.elb\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/,
        service("load balancer", { ttlSeconds: balancerTtlSeconds, ttlSource: "documented" }),
    ],
    // "You can't set EvaluateTargetHealth to true when the alias target is a CloudFront distribution."
    [/\.cloudfront\.(net|cn)$/, service("CloudFront distribution", { evaluates: false, types: [...both, "HTTPS"] })],
    [/^s3-website[.-][a-z0-9-]+\.amazonaws\.com(\.cn)?$/, service("S3 website", { types: ["A"] })],
    [/\.elasticbeanstalk\.com(\.cn)?$/, service("Elastic Beanstalk environment", { types: ["A"] })],
    [/\.execute-api\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/, service("API Gateway API", {})],
    [/\.awsglobalaccelerator\.com$/, service("Global Accelerator", {})],
    [/\.vpce\.amazonaws\.com(\.cn)?$/, service("VPC endpoint", {})],
    [/\.appsync-api\.[a-z0-9-]+\.amazonaws\.com$/, service("AppSync API", {})],
    [/\.(es|aos)\.amazonaws\.com$|\.on\.aws$/, service("OpenSearch domain", {})],
];

const other = service("AWS resource", {});

/** @param name canonical @param zoneId the alias's HostedZoneId */
export function aliasService(name: string, zoneId: string): AliasService {
    const known = fixedZones.get(zoneId) ?? name;
    return services.find(([end]) => end.test(known))?.[1] ?? other;
}

function service(name: string, fields: Partial<AliasService>): AliasService {
    return { name, ttlSeconds: assumedTtlSeconds, ttlSource: "assumed", types: both, evaluates: true, ...fields };
}
