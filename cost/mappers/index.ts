import type { Mapper } from "../mapping";
import { address } from "./address";
import { auroraCluster } from "./aurora-cluster";
import { auroraInstance } from "./aurora-instance";
import { bucket } from "./bucket";
import { bucketReplication } from "./bucket-replication";
import { plainCache, replicatedCache } from "./cache";
import { containerRepository, registryReplication } from "./container-registry";
import { dataTransfer } from "./data-transfer";
import { inferenceEndpoint } from "./inference-endpoint";
import { instance } from "./instance";
import { lambdaFunction, provisionedConcurrency } from "./lambda";
import { classicLoadBalancer, loadBalancer } from "./load-balancer";
import { natGateway } from "./nat-gateway";
import { peering } from "./peering";
import { scalingGroup } from "./scaling-group";
import { serverlessCache } from "./serverless-cache";
import { stream } from "./stream";
import { studioApp } from "./studio-app";
import { table, tableChanges, tableExport, tableReplica } from "./table";
import { tableAccelerator } from "./table-accelerator";
import { snapshot, volume } from "./volume";
import { vpcEndpoint } from "./vpc-endpoint";

/** Every mapper, one for each type that AWS bills. */
const all: readonly Mapper[] = [
    address,
    auroraCluster,
    auroraInstance,
    bucket,
    bucketReplication,
    classicLoadBalancer,
    containerRepository,
    dataTransfer,
    inferenceEndpoint,
    instance,
    lambdaFunction,
    loadBalancer,
    natGateway,
    peering,
    plainCache,
    provisionedConcurrency,
    registryReplication,
    replicatedCache,
    scalingGroup,
    serverlessCache,
    snapshot,
    stream,
    studioApp,
    table,
    tableAccelerator,
    tableChanges,
    tableExport,
    tableReplica,
    volume,
    vpcEndpoint,
];

/** Mappers by Pulumi type. */
export const mappers: ReadonlyMap<string, Mapper> = new Map(
    all.flatMap((mapper) => mapper.types.map((type) => [type, mapper] as const)),
);
