import type { PricePlace } from "../price";
import { everywhere, exceptVirginia, somewhere, type Gap } from "./price-gap";

/** Gaps among what keeps and moves data: databases, caches, buckets, streams, warehouses. */
export const storeGaps: readonly Gap[] = [
    insights("vCPU-hour", ["us-west-2"]),
    insights("ACU-hour", ["ap-northeast-1"]),
    everywhere("AmazonRDS", "Extended Support *per ACU-hour"),
    everywhere("AmazonRDS", "Performance Insights long-term retention per vCPU-month"),
    everywhere("AmazonRDS", "Backup storage per GB-month"),
    everywhere("AmazonRDS-AuroraMySQL", "Backtrack change records"),
    everywhere("AmazonDynamoDB", "Witness of a strongly consistent global table"),
    everywhere("AmazonSageMaker", "Serverless inference per GB-second"),
    everywhere("AmazonS3", "Glacier Deep Archive Storage"),
    ...["Intelligent-Tiering", "One Zone-IA", "Glacier *"].map((name) => everywhere("AmazonS3", `${name}: *`)),
    everywhere("AmazonS3", "Express One Zone writes and lists"),
    everywhere("AmazonS3", "Express One Zone reads"),
    somewhere("AmazonS3", "Express One Zone Storage Inf per GB Mo", [
        "ap-southeast-1",
        "ap-southeast-2",
        "eu-central-1",
        "sa-east-1",
    ]),
    everywhere("AmazonOpenSearch", "EBS *"),
    exceptVirginia(
        "AmazonOpenSearch",
        "Extended Support per normalized instance hour",
        "AWS's announcement has the price of us-east-1 alone",
    ),
    everywhere("AmazonRedshift", "Managed storage per GB-month"),
    everywhere("AWSBackup", "FSx for * backup storage"),
    everywhere("AWSBackup", "EFS item restore requests"),
    everywhere("AmazonEFS", "One Zone Infrequent Access Storage GB Mo"),
    everywhere("AmazonEFS", "Infrequent Access Read per GB"),
    everywhere("AmazonEFS", "Infrequent Access Write per GB"),
    everywhere("AWSDataSync", "Enhanced mode *"),
    everywhere("AmazonMSK", "Tiered storage *"),
    everywhere("AmazonMSK", "Provisioned throughput per MiBps-month"),
    everywhere("AWSDMS", "Serverless per DCU-hour"),
    everywhere("AmazonQuickSight", "Enterprise Monthly Author subscriptions per User"),
    somewhere("AmazonQuickSight", "Enterprise Monthly * Pro subscriptions per User", [
        "ap-northeast-1",
        "ap-southeast-1",
    ]),
    somewhere("AmazonMQ", "Broker Storage GB Mo", ["eu-west-1"]),
    somewhere("AmazonAthena", "Athena Queries Data processing", ["eu-central-1"]),
    somewhere("AmazonAthena", "Athena Spark - Spark_Execution", ["sa-east-1"]),
    somewhere("AmazonMSK", "Serverless *", ["sa-east-1"]),
];

function insights(unit: string, places: readonly PricePlace[]): Gap {
    return {
        service: "AmazonRDS",
        label: `Database Insights advanced per ${unit}`,
        places: ["ap-southeast-1", "ap-southeast-2", "eu-central-1", "eu-west-1", "sa-east-1", ...places],
        reason: "no public copy of the price list or of AWS's calculator that was read has this region",
    };
}
