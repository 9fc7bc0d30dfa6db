import type { CostResource } from "../cost-resource";
import { UnknownInput, WrongInput } from "../input-reader";
import type { Line, MapContext, Mapper } from "../mapping";
import { price, type Tiers } from "../price";
import { known, usageOf, type Quantity } from "../quantity";

/** Checks of an account whose endpoint is in AWS: the list itself has the first 50 at nothing. */
const ofAws: Tiers = {
    name: "health checks of AWS endpoints",
    steps: [
        { upTo: 50, price: price("AmazonRoute53", "Basic Health checks up to 50 AWS per Mo") },
        { price: price("AmazonRoute53", "Basic Health checks AWS per Mo") },
    ],
};
const ofOthers = price("AmazonRoute53", "Basic Health checks External Non AWS per Mo");
const optionOfAws = price("AmazonRoute53", "Optional Health Check Features AWS per Mo");
const optionOfOthers = price("AmazonRoute53", "Optional Health Check Features External Non AWS per Mo");

const endpointKey = "endpoint_type";

/**
 * A check, and each option of it. Where its endpoint is decides the price: the usage file says it, or the plan does when
 * the name that is checked is a record of the plan that leads to a resource of AWS. Checks of other checks, of alarms and
 * of routing controls have no endpoint of their own and count as checks of AWS.
 */
export const healthCheck: Mapper = {
    types: ["aws:route53/healthCheck:HealthCheck"],
    source: "https://aws.amazon.com/route53/pricing/",
    prices: [ofAws, ofOthers, optionOfAws, optionOfOthers],
    usage: {
        [endpointKey]: {
            oneOf: ["aws", "non_aws"],
            meaning: "whether the endpoint is in AWS; asked for when the program does not tell",
        },
    },
    lines: (resource, { choice }) => {
        const place = endpointPlace(resource, choice);
        const options = optionsOf(resource);
        const basic: Line = {
            name: "health check",
            unit: "check-month",
            price: place === "aws" ? ofAws : ofOthers,
            quantity: countOf(1, place),
            place: "global",
        };
        const optional: Line = {
            name: `options: ${options.join(", ")}`,
            unit: "option-month",
            price: place === "aws" ? optionOfAws : optionOfOthers,
            quantity: countOf(options.length, place),
            place: "global",
        };
        return [basic, ...(options.length > 0 ? [optional] : [])];
    },
};

type EndpointPlace = "aws" | "non_aws" | "unknown";

/** Asks the usage file when nobody knows where the endpoint is. */
function countOf(count: number, place: EndpointPlace): Quantity {
    return place === "unknown" ? usageOf([endpointKey], () => undefined) : known(count);
}

const types = [
    ...(["HTTP", "HTTPS", "HTTP_STR_MATCH", "HTTPS_STR_MATCH", "TCP"] as const),
    ...(["CALCULATED", "CLOUDWATCH_METRIC", "RECOVERY_CONTROL"] as const),
] as const;

function typeOf(resource: CostResource): string | undefined {
    return resource.choice("type", types);
}

/** What is billed beside the check (https://aws.amazon.com/route53/pricing/, Optional health check features). */
function optionsOf(resource: CostResource): readonly string[] {
    const type = typeOf(resource) ?? "";
    return [
        ...(type.startsWith("HTTPS") ? ["HTTPS"] : []),
        ...(type.endsWith("STR_MATCH") ? ["string matching"] : []),
        ...(intervalOf(resource) === fastSeconds ? ["fast interval"] : []),
        ...(resource.flag("measureLatency") === true ? ["latency"] : []),
    ];
}

/** Seconds between requests, of which AWS has two; checks without an endpoint make none and have 0. */
const [usualSeconds, fastSeconds] = [30, 10];

function intervalOf(resource: CostResource): number {
    const seconds = resource.number("requestInterval") || usualSeconds;
    if (seconds !== usualSeconds && seconds !== fastSeconds) {
        throw new WrongInput("requestInterval", `${fastSeconds} or ${usualSeconds}`, seconds);
    }
    return seconds;
}

/** Checks that look at states within AWS instead of at an endpoint. */
const withoutEndpoint = ["CALCULATED", "CLOUDWATCH_METRIC", "RECOVERY_CONTROL"];

/** Names that only AWS gives. */
const awsName = /\.(amazonaws\.com|cloudfront\.net|awsglobalaccelerator\.com|awsapprunner\.com|on\.aws)\.?$/;

/** Types whose addresses a check may have. */
const endpointTypes = [
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:alb/loadBalancer:LoadBalancer",
    "aws:elb/loadBalancer:LoadBalancer",
    "aws:ec2/eip:Eip",
    "aws:ec2/instance:Instance",
    "aws:globalaccelerator/accelerator:Accelerator",
    "aws:cloudfront/distribution:Distribution",
    "aws:apigateway/domainName:DomainName",
    "aws:apigatewayv2/domainName:DomainName",
    "aws:apprunner/service:Service",
    "aws:s3/bucket:Bucket",
];

function endpointPlace(resource: CostResource, choice: MapContext["choice"]): EndpointPlace {
    const said = choice(endpointKey);
    if (said === "aws" || said === "non_aws") {
        return said;
    }
    if (withoutEndpoint.includes(typeOf(resource) ?? "")) {
        return "aws";
    }
    const record = resource.lead("fqdn", "aws:route53/record:Record");
    const inAws =
        leads(resource, "fqdn") ||
        leads(resource, "ipAddress") ||
        awsName.test(textIfKnown(resource, "fqdn") ?? "") ||
        // What an alias leads to is always AWS's.
        (record !== undefined && (record.count("aliases") > 0 || leads(record, "records")));
    return inAws ? "aws" : "unknown";
}

function leads(resource: CostResource, path: string): boolean {
    return endpointTypes.some((type) => resource.follow(path, type) !== undefined);
}

function textIfKnown(resource: CostResource, path: string): string | undefined {
    try {
        return resource.text(path);
    } catch (error) {
        if (error instanceof UnknownInput) {
            return undefined;
        }
        throw error;
    }
}
