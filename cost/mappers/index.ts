import type { Mapper } from "../mapping";
import { address } from "./address";
import { compositeAlarm, metricAlarm } from "./alarm";
import { auroraCluster } from "./aurora-cluster";
import { auroraInstance } from "./aurora-instance";
import { bucket } from "./bucket";
import { bucketReplication } from "./bucket-replication";
import { plainCache, replicatedCache } from "./cache";
import { certificate } from "./certificate";
import { containerRepository, registryReplication } from "./container-registry";
import { dashboard } from "./dashboard";
import { dataTransfer } from "./data-transfer";
import { dnsRecord } from "./dns-record";
import { healthCheck } from "./health-check";
import { hostedZone, namespaceZone, trafficPolicy } from "./hosted-zone";
import { inferenceEndpoint } from "./inference-endpoint";
import { instance } from "./instance";
import { key } from "./key";
import { lambdaFunction, provisionedConcurrency } from "./lambda";
import { classicLoadBalancer, loadBalancer } from "./load-balancer";
import { flowLog, logGroup, metricFilter } from "./log-group";
import { natGateway } from "./nat-gateway";
import { peering } from "./peering";
import { queue } from "./queue";
import { scalingGroup } from "./scaling-group";
import { schedule } from "./schedule";
import { secret } from "./secret";
import { serverlessCache } from "./serverless-cache";
import { stream } from "./stream";
import { studioApp } from "./studio-app";
import { table, tableChanges, tableExport, tableReplica } from "./table";
import { tableAccelerator } from "./table-accelerator";
import { subscription, topic } from "./topic";
import { snapshot, volume } from "./volume";
import { vpcEndpoint } from "./vpc-endpoint";

/** Every mapper, one for each type that AWS bills. */
const all: readonly Mapper[] = [
    address,
    auroraCluster,
    auroraInstance,
    bucket,
    bucketReplication,
    certificate,
    classicLoadBalancer,
    compositeAlarm,
    containerRepository,
    dashboard,
    dataTransfer,
    dnsRecord,
    flowLog,
    healthCheck,
    hostedZone,
    inferenceEndpoint,
    instance,
    key,
    lambdaFunction,
    loadBalancer,
    logGroup,
    metricAlarm,
    metricFilter,
    namespaceZone,
    natGateway,
    peering,
    plainCache,
    provisionedConcurrency,
    queue,
    registryReplication,
    replicatedCache,
    scalingGroup,
    schedule,
    secret,
    serverlessCache,
    snapshot,
    stream,
    studioApp,
    subscription,
    table,
    tableAccelerator,
    tableChanges,
    tableExport,
    tableReplica,
    topic,
    trafficPolicy,
    volume,
    vpcEndpoint,
];

/** Mappers by Pulumi type. */
export const mappers: ReadonlyMap<string, Mapper> = new Map(
    all.flatMap((mapper) => mapper.types.map((type) => [type, mapper] as const)),
);
