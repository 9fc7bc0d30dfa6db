import type { CostResource } from "../cost-resource";
import type { Line, Mapper } from "../mapping";
import { price, type PriceName, type Tiers } from "../price";
import { known, usage } from "../quantity";
import { entryOf } from "./entry";

const source = "https://aws.amazon.com/guardduty/pricing/";

const managementEvents = price("AmazonGuardDuty", "CloudTrail Events Processed per Events");
const malwareVolumes = price("AmazonGuardDuty", "Malware Protection EBS Data Scanned per GB");
const malwareObjects = price("AmazonGuardDuty", "Malware Protection S3 Data Scanned per 1 upto Inf GB");
const databases = price("AmazonGuardDuty", "RDS vCPU Monitored CreateDBInstance 0021 per vCPU-Months");

const traffic: Tiers = {
    name: "GuardDuty traffic",
    steps: [
        { upTo: 500, price: price("AmazonGuardDuty", "VPC Flow Log and DNS Processed per First 500 GB") },
        { upTo: 2500, price: price("AmazonGuardDuty", "VPC Flow Log and DNS Processed per Next 2000 GB") },
        { upTo: 10_000, price: price("AmazonGuardDuty", "VPC Flow Log and DNS Processed per Next 7500 GB") },
        { price: price("AmazonGuardDuty", "VPC Flow Log and DNS Processed per Over 10000 GB") },
    ],
};
const objectEvents: Tiers = {
    name: "GuardDuty S3 events",
    steps: [
        {
            upTo: 500e6,
            price: price("AmazonGuardDuty", "S3 VPC Flow Log and DNS Processed per First 500000000 Events"),
        },
        { upTo: 5e9, price: price("AmazonGuardDuty", "S3 VPC Flow Log and DNS Processed per Next 4500000000 Events") },
        { price: price("AmazonGuardDuty", "S3 VPC Flow Log and DNS Processed per Over 5000000000 Events") },
    ],
};
const auditEvents: Tiers = {
    name: "GuardDuty Kubernetes audit events",
    steps: [
        {
            upTo: 100e6,
            price: price("AmazonGuardDuty", "Kubernetes Audit Logs Events Processed per First 100000000 Events"),
        },
        {
            upTo: 300e6,
            price: price("AmazonGuardDuty", "Kubernetes Audit Logs Events Processed per Next 200000000 Events"),
        },
        { price: price("AmazonGuardDuty", "Kubernetes Audit Logs Events Processed per Over 200000000 Events") },
    ],
};
const processors: Tiers = {
    name: "GuardDuty runtime monitoring",
    steps: [
        { upTo: 500, price: price("AmazonGuardDuty", "EKS vCPU Monitored per First 500 vCPU Months") },
        { upTo: 5000, price: price("AmazonGuardDuty", "EKS vCPU Monitored per 500 upto 5000 vCPU Months") },
        { price: price("AmazonGuardDuty", "EKS vCPU Monitored per 5000 upto Inf vCPU Months") },
    ],
};

/** What a detector may analyse beyond its foundation. */
interface Feature {
    readonly name: string;
    readonly unit: string;
    readonly price: PriceName | Tiers;
    readonly key: string;
    readonly meaning: string;
}

const s3Events: Feature = {
    name: "S3 data events",
    unit: "events",
    price: objectEvents,
    key: "monthly_s3_data_events",
    meaning: "S3 data events analysed",
};
const kubernetes: Feature = {
    name: "Kubernetes audit events",
    unit: "events",
    price: auditEvents,
    key: "monthly_kubernetes_audit_events",
    meaning: "of clusters, analysed",
};
const malware: Feature = {
    name: "malware scans",
    unit: "GB",
    price: malwareVolumes,
    key: "monthly_malware_scanned_gb",
    meaning: "of volumes, scanned for malware",
};
const runtime: Feature = {
    name: "runtime monitoring",
    unit: "vCPU-month",
    price: processors,
    key: "monitored_vcpus",
    meaning: "whose processes are watched, on average",
};

/** By AWS's name of the feature (https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html). */
const features: { readonly [name: string]: Feature } = {
    S3_DATA_EVENTS: s3Events,
    EKS_AUDIT_LOGS: kubernetes,
    EBS_MALWARE_PROTECTION: malware,
    EKS_RUNTIME_MONITORING: runtime,
    RUNTIME_MONITORING: runtime,
    RDS_LOGIN_EVENTS: {
        name: "database logins",
        unit: "vCPU-month",
        price: databases,
        key: "monitored_database_vcpus",
        meaning: "of databases whose logins are watched, on average",
    },
    LAMBDA_NETWORK_LOGS: {
        name: "function traffic",
        unit: "GB",
        price: traffic,
        key: "monthly_lambda_network_gb",
        meaning: "of functions' traffic, analysed",
    },
};

/**
 * What a new detector watches unless it is told not to, with the input that tells so in the earlier way to write features
 * (https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html). The runtime is watched on request alone.
 */
const onByDefault: { readonly [name: string]: string | undefined } = {
    S3_DATA_EVENTS: "datasources.s3Logs.enable",
    EKS_AUDIT_LOGS: "datasources.kubernetes.auditLogs.enable",
    EBS_MALWARE_PROTECTION: "datasources.malwareProtection.scanEc2InstanceWithFindings.ebsVolumes.enable",
    RDS_LOGIN_EVENTS: undefined,
    LAMBDA_NETWORK_LOGS: undefined,
};

const featureType = "aws:guardduty/detectorFeature:DetectorFeature";

const eventsKey = "monthly_cloudtrail_events";
const trafficKey = "monthly_flow_and_dns_logs_gb";

/** Events and traffic of a region that a detector analyses, whether or not the stack made them; the free trial does not count. */
export const detector: Mapper = {
    types: ["aws:guardduty/detector:Detector"],
    source,
    prices: [managementEvents, traffic, objectEvents, auditEvents, malwareVolumes, databases],
    usage: {
        [eventsKey]: { unit: "events", meaning: "CloudTrail management events analysed" },
        [trafficKey]: { unit: "GB", meaning: "flow logs and DNS logs analysed" },
        ...keysOf(Object.keys(onByDefault).flatMap((name) => features[name] ?? [])),
    },
    lines: (resource) =>
        resource.flag("enable") === false
            ? []
            : [
                  { name: "management events", unit: "events", price: managementEvents, quantity: usage(eventsKey) },
                  { name: "flow and DNS logs", unit: "GB", price: traffic, quantity: usage(trafficKey) },
                  ...defaultFeatures(resource).map(featureLine),
              ],
};

/** Those that nobody turned off, and that no resource of their own is billed for. */
function defaultFeatures(detector: CostResource): readonly Feature[] {
    const named = new Set(detector.namedBy(featureType, "detectorId").map((one) => one.text("name")));
    return Object.entries(onByDefault)
        .filter(([name, path]) => !named.has(name) && (path === undefined || detector.flag(path) !== false))
        .flatMap(([name]) => features[name] ?? []);
}

/** One feature that is on. */
export const detectorFeature: Mapper = {
    types: [featureType],
    source,
    prices: Object.values(features).map((feature) => feature.price),
    usage: keysOf(Object.values(features)),
    lines: (resource) => {
        const name = resource.text("name") ?? "";
        const feature = entryOf(features, name);
        const unlisted = { name, unit: "months", price: price("AmazonGuardDuty", name), quantity: known(1) };
        return resource.choice("status", ["ENABLED", "DISABLED"]) === "ENABLED"
            ? [feature ? featureLine(feature) : unlisted]
            : [];
    },
};

/** Objects of a bucket that are scanned as they arrive, by their bytes and their number. */
export const malwarePlan: Mapper = {
    types: ["aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan"],
    source,
    prices: [malwareObjects],
    usage: {
        monthly_scanned_gb: { unit: "GB", meaning: "of new objects, scanned" },
        monthly_scanned_objects: { unit: "objects", meaning: "scanned, however small" },
    },
    lines: () => [
        { name: "scanned", unit: "GB", price: malwareObjects, quantity: usage("monthly_scanned_gb") },
        {
            name: "objects",
            unit: "objects",
            price: price("AmazonGuardDuty", "Malware Protection S3 Objects Evaluated"),
            quantity: usage("monthly_scanned_objects"),
        },
    ],
};

function featureLine({ name, unit, price, key }: Feature): Line {
    return { name, unit, price, quantity: usage(key) };
}

function keysOf(list: readonly Feature[]): NonNullable<Mapper["usage"]> {
    return Object.fromEntries(list.map(({ key, unit, meaning }) => [key, { unit, meaning }]));
}
