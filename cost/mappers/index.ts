import type { Mapper } from "../mapping";
import { address } from "./address";
import { compositeAlarm, metricAlarm } from "./alarm";
import { httpApi, restApi, restStage } from "./api-gateway";
import { auroraCluster } from "./aurora-cluster";
import { auroraInstance } from "./aurora-instance";
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
import { detector, detectorFeature, malwarePlan } from "./detector";
import { distribution } from "./distribution";
import { dnsRecord } from "./dns-record";
import { acceleratorEndpoints, globalAccelerator } from "./global-accelerator";
import { graphqlApi } from "./graphql-api";
import { healthCheck } from "./health-check";
import { hostedZone, namespaceZone, trafficPolicy } from "./hosted-zone";
import { inferenceEndpoint } from "./inference-endpoint";
import { instance } from "./instance";
import { key } from "./key";
import { kubernetesCluster, kubernetesNodes, kubernetesPods } from "./kubernetes";
import { lambdaFunction, provisionedConcurrency } from "./lambda";
import { classicLoadBalancer, loadBalancer } from "./load-balancer";
import { logGroup, metricFilter, vendedLog } from "./log-group";
import { natGateway } from "./nat-gateway";
import { peering } from "./peering";
import { queue } from "./queue";
import { configRule, conformancePack, recorder } from "./recorder";
import { runService } from "./run-service";
import { scalingGroup } from "./scaling-group";
import { schedule } from "./schedule";
import { secret } from "./secret";
import { serverlessCache } from "./serverless-cache";
import { latticeService, trafficMirror } from "./service-network";
import { stateMachine } from "./state-machine";
import { stream } from "./stream";
import { studioApp } from "./studio-app";
import { table, tableChanges, tableExport, tableReplica } from "./table";
import { tableAccelerator } from "./table-accelerator";
import { subscription, topic } from "./topic";
import { trail } from "./trail";
import { transitGatewayPeering, transitGatewayVpc } from "./transit-gateway";
import { snapshot, volume } from "./volume";
import { vpcEndpoint } from "./vpc-endpoint";
import { clientVpn, clientVpnAssociation, vpnConnection } from "./vpn";
import { classicWebAcl, webAcl, webAclRule } from "./web-acl";

/** Every mapper, one for each type that AWS bills. */
const all: readonly Mapper[] = [
    acceleratorEndpoints,
    address,
    auroraCluster,
    auroraInstance,
    bucket,
    bucketReplication,
    canary,
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
    dashboard,
    dataTransfer,
    databaseInstance,
    databaseProxy,
    detector,
    detectorFeature,
    distribution,
    dnsRecord,
    globalAccelerator,
    graphqlApi,
    healthCheck,
    hostedZone,
    httpApi,
    inferenceEndpoint,
    instance,
    key,
    kubernetesCluster,
    kubernetesNodes,
    kubernetesPods,
    lambdaFunction,
    latticeService,
    loadBalancer,
    logGroup,
    malwarePlan,
    metricAlarm,
    metricFilter,
    namespaceZone,
    natGateway,
    peering,
    plainCache,
    provisionedConcurrency,
    queue,
    recorder,
    registryReplication,
    replicatedCache,
    restApi,
    restStage,
    runService,
    scalingGroup,
    schedule,
    secret,
    serverlessCache,
    snapshot,
    stateMachine,
    stream,
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
    webAcl,
    webAclRule,
];

/** Mappers by Pulumi type. */
export const mappers: ReadonlyMap<string, Mapper> = new Map(
    all.flatMap((mapper) => mapper.types.map((type) => [type, mapper] as const)),
);
