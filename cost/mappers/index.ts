import type { Mapper } from "../mapping";
import { address } from "./address";
import { compositeAlarm, metricAlarm } from "./alarm";
import { analyticsData, analyticsUser, lakeFilter } from "./analytics";
import { httpApi, restApi, restStage } from "./api-gateway";
import { auroraCluster } from "./aurora-cluster";
import { auroraInstance } from "./aurora-instance";
import { backupPlan, backupVault, isolatedVault } from "./backup-vault";
import { bucket } from "./bucket";
import { bucketReplication } from "./bucket-replication";
import { plainCache, replicatedCache } from "./cache";
import { canary } from "./canary";
import { certificate } from "./certificate";
import { containerRepository, registryReplication } from "./container-registry";
import { containerService } from "./container-service";
import { dashboard } from "./dashboard";
import { dataTransfer } from "./data-transfer";
import { databaseInstance } from "./database-instance";
import { databaseProxy } from "./database-proxy";
import { deliveryStream } from "./delivery-stream";
import { detector, detectorFeature, malwarePlan } from "./detector";
import { distribution } from "./distribution";
import { dnsRecord } from "./dns-record";
import { fileSystem, fileSystemReplica } from "./file-system";
import { acceleratorEndpoints, globalAccelerator } from "./global-accelerator";
import { catalogDatabase, crawler, glueJob } from "./glue";
import { graphqlApi } from "./graphql-api";
import { healthCheck } from "./health-check";
import { hostedZone, namespaceZone, trafficPolicy } from "./hosted-zone";
import { inferenceEndpoint } from "./inference-endpoint";
import { instance } from "./instance";
import { kafka, serverlessKafka } from "./kafka";
import { key } from "./key";
import { kubernetesCluster, kubernetesNodes, kubernetesPods } from "./kubernetes";
import { lambdaFunction, provisionedConcurrency } from "./lambda";
import { classicLoadBalancer, loadBalancer } from "./load-balancer";
import { logGroup, metricFilter, vendedLog } from "./log-group";
import { messageBroker } from "./message-broker";
import { replicationInstance, serverlessReplication } from "./migration";
import { natGateway } from "./nat-gateway";
import { peering } from "./peering";
import { queryCapacity, queryWorkgroup } from "./query";
import { queue } from "./queue";
import { configRule, conformancePack, recorder } from "./recorder";
import { runService } from "./run-service";
import { scalingGroup } from "./scaling-group";
import { schedule } from "./schedule";
import { searchDomain } from "./search-domain";
import { secret } from "./secret";
import { serverlessCache } from "./serverless-cache";
import { latticeService, trafficMirror } from "./service-network";
import { stateMachine } from "./state-machine";
import { gatewayVolume, storageGateway } from "./storage-gateway";
import { stream } from "./stream";
import { streamProcessing } from "./stream-processing";
import { studioApp } from "./studio-app";
import { table, tableChanges, tableExport, tableReplica } from "./table";
import { tableAccelerator } from "./table-accelerator";
import { subscription, topic } from "./topic";
import { trail } from "./trail";
import { transitGatewayPeering, transitGatewayVpc } from "./transit-gateway";
import { snapshot, volume } from "./volume";
import { vpcEndpoint } from "./vpc-endpoint";
import { clientVpn, clientVpnAssociation, vpnConnection } from "./vpn";
import { serverlessWarehouse, warehouse, warehouseNamespace } from "./warehouse";
import { classicWebAcl, webAcl, webAclRule } from "./web-acl";

/** Every mapper, one for each type that AWS bills. */
const all: readonly Mapper[] = [
    acceleratorEndpoints,
    address,
    analyticsData,
    analyticsUser,
    auroraCluster,
    auroraInstance,
    backupPlan,
    backupVault,
    bucket,
    bucketReplication,
    canary,
    catalogDatabase,
    certificate,
    classicLoadBalancer,
    classicWebAcl,
    clientVpn,
    clientVpnAssociation,
    compositeAlarm,
    configRule,
    conformancePack,
    containerRepository,
    containerService,
    crawler,
    dashboard,
    dataTransfer,
    databaseInstance,
    databaseProxy,
    deliveryStream,
    detector,
    detectorFeature,
    distribution,
    dnsRecord,
    fileSystem,
    fileSystemReplica,
    gatewayVolume,
    globalAccelerator,
    glueJob,
    graphqlApi,
    healthCheck,
    hostedZone,
    httpApi,
    inferenceEndpoint,
    instance,
    isolatedVault,
    kafka,
    key,
    kubernetesCluster,
    kubernetesNodes,
    kubernetesPods,
    lakeFilter,
    lambdaFunction,
    latticeService,
    loadBalancer,
    logGroup,
    malwarePlan,
    messageBroker,
    metricAlarm,
    metricFilter,
    namespaceZone,
    natGateway,
    peering,
    plainCache,
    provisionedConcurrency,
    queryCapacity,
    queryWorkgroup,
    queue,
    recorder,
    registryReplication,
    replicatedCache,
    replicationInstance,
    restApi,
    restStage,
    runService,
    scalingGroup,
    schedule,
    searchDomain,
    secret,
    serverlessCache,
    serverlessKafka,
    serverlessReplication,
    serverlessWarehouse,
    snapshot,
    stateMachine,
    storageGateway,
    stream,
    streamProcessing,
    studioApp,
    subscription,
    table,
    tableAccelerator,
    tableChanges,
    tableExport,
    tableReplica,
    topic,
    trafficMirror,
    trafficPolicy,
    trail,
    transitGatewayPeering,
    transitGatewayVpc,
    vendedLog,
    volume,
    vpcEndpoint,
    vpnConnection,
    warehouse,
    warehouseNamespace,
    webAcl,
    webAclRule,
];

/** Mappers by Pulumi type. */
export const mappers: ReadonlyMap<string, Mapper> = new Map(
    all.flatMap((mapper) => mapper.types.map((type) => [type, mapper] as const)),
);
