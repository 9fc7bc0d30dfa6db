import type { Gap } from "./gaps";

const nowhere = "no public copy of the price list that was read has this row";
const notOffered = "the copy of the price list that was read has no such row for this region";
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
    {
        service: "AmazonVPC",
        label: "Requests to VPC Lattice Service beyond 300000 in an hour",
        places: [
            "ap-northeast-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "eu-central-1",
            "eu-west-1",
            "sa-east-1",
            "us-west-2",
        ],
        reason: "AWS's page was read without its table, and its examples are of us-east-1",
    },
    somewhere("AmazonAPIGateway", "API Calls Number of up to 333 million", ["ap-southeast-2", "sa-east-1"]),
    somewhere("AWSAppRunner", "Compute *", ["sa-east-1"]),
];

function everywhere(service: string, label: string, reason = nowhere): Gap {
    return { service, label, places: "everywhere", reason };
}

function somewhere(service: string, label: string, places: readonly string[]): Gap {
    return { service, label, places, reason: notOffered };
}
