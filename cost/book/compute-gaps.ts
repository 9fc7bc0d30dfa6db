import { everywhere, exceptVirginia, somewhere, type Gap } from "./price-gap";

const changing = "the price of spare capacity changes by the hour and is in no list";

/** Gaps among what computes, and among the networks between. */
export const computeGaps: readonly Gap[] = [
    everywhere("AmazonEBS", "volumeType=snapshot;SnapshotArchiveStorage"),
    everywhere("AmazonEC2", "CPU credits per vCPU-hour"),
    everywhere("AmazonECS-Fargate", "Spot *", changing),
    everywhere("AmazonECS-Fargate", "Windows *"),
    everywhere("AmazonECS", "Managed instances per machine hour"),
    everywhere("AmazonCloudWatch", "Container Insights enhanced observability per metric"),
    everywhere("AmazonEKS", "Auto Mode per machine hour"),
    everywhere("AmazonEKS", "Provisioned control plane *"),
    everywhere("AWSLambda", "Event poller units per hour"),
    everywhere("AWSLambda", "SnapStart cache per GB-second"),
    everywhere("AmazonCloudFront", "Certificate on dedicated addresses per hour"),
    everywhere("AmazonVPC", "CreateVpnConnection large bandwidth per Hrs"),
    everywhere("AmazonVPC", "Hourly charge for Transit Gateway Direct Connect Attachments per hour"),
    everywhere("AmazonVPC", "Hourly charge for Resource VPC Endpoints"),
    everywhere("AmazonVPC", "Hourly charge for ServiceNetwork VPC Endpoints"),
    everywhere(
        "AmazonVPC",
        "Hourly charge for VPC Endpoint Service per remote region",
        "no page that was read says whether the owner of a service pays for other regions that reach it",
    ),
    exceptVirginia(
        "AmazonVPC",
        "Requests to VPC Lattice Service beyond 300000 in an hour",
        "AWS's page was read without its table, and its examples are of us-east-1",
    ),
    somewhere("AmazonAPIGateway", "API Calls Number of up to 333 million", ["ap-southeast-2", "sa-east-1"]),
    somewhere("AWSAppRunner", "Compute *", ["sa-east-1"]),
];
