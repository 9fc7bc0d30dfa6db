import type { Mapper } from "../mapping";
import { analyticsData, analyticsUser, lakeFilter } from "./analytics";
import { applicationFlow } from "./application-flow";
import { auroraCluster } from "./aurora-cluster";
import { auroraInstance } from "./aurora-instance";
import { backupPlan, backupVault, isolatedVault } from "./backup-vault";
import { bucket } from "./bucket";
import { bucketReplication } from "./bucket-replication";
import { plainCache, replicatedCache } from "./cache";
import { computeMappers } from "./compute-mappers";
import { copyTask } from "./copy-task";
import { databaseInstance } from "./database-instance";
import { databaseProxy } from "./database-proxy";
import { clusterSnapshot, snapshotExport } from "./database-snapshot";
import { deliveryStream } from "./delivery-stream";
import { directoryBucket } from "./directory-bucket";
import { fileSystem, fileSystemReplica } from "./file-system";
import { catalogDatabase, crawler, glueJob } from "./glue";
import { inferenceEndpoint } from "./inference-endpoint";
import { inventory } from "./inventory";
import { kafka, serverlessKafka } from "./kafka";
import { managementMappers } from "./management-mappers";
import { messageBroker } from "./message-broker";
import { replicationInstance, serverlessReplication } from "./migration";
import { notebook } from "./notebook";
import { queryCapacity, queryWorkgroup } from "./query";
import { searchDomain } from "./search-domain";
import { serverlessCache } from "./serverless-cache";
import { gatewayVolume, storageGateway } from "./storage-gateway";
import { stream } from "./stream";
import { streamProcessing } from "./stream-processing";
import { studioApp } from "./studio-app";
import { studioSpace } from "./studio-space";
import { table, tableChanges, tableExport, tableReplica } from "./table";
import { tableAccelerator } from "./table-accelerator";
import { videoStream } from "./video-stream";
import { serverlessWarehouse, warehouse, warehouseNamespace } from "./warehouse";

/** Every mapper, one for each type that AWS bills. */
const all: readonly Mapper[] = [
    ...computeMappers,
    ...managementMappers,
    analyticsData,
    analyticsUser,
    applicationFlow,
    auroraCluster,
    auroraInstance,
    backupPlan,
    backupVault,
    bucket,
    bucketReplication,
    catalogDatabase,
    clusterSnapshot,
    copyTask,
    crawler,
    databaseInstance,
    databaseProxy,
    deliveryStream,
    directoryBucket,
    fileSystem,
    fileSystemReplica,
    gatewayVolume,
    glueJob,
    inferenceEndpoint,
    inventory,
    isolatedVault,
    kafka,
    lakeFilter,
    messageBroker,
    notebook,
    plainCache,
    queryCapacity,
    queryWorkgroup,
    replicatedCache,
    replicationInstance,
    searchDomain,
    serverlessCache,
    serverlessKafka,
    serverlessReplication,
    serverlessWarehouse,
    snapshotExport,
    storageGateway,
    stream,
    streamProcessing,
    studioApp,
    studioSpace,
    table,
    tableAccelerator,
    tableChanges,
    tableExport,
    tableReplica,
    videoStream,
    warehouse,
    warehouseNamespace,
];

/** Mappers by Pulumi type. */
export const mappers: ReadonlyMap<string, Mapper> = new Map(
    all.flatMap((mapper) => mapper.types.map((type) => [type, mapper] as const)),
);
