import type { Mapper } from "../mapping";
import { address } from "./address";
import { httpApi, restApi, restStage } from "./api-gateway";
import { computeEnvironment } from "./batch";
import { containerRepository, registryReplication } from "./container-registry";
import { capacityProvider, containerCluster, containerService } from "./container-service";
import { dedicatedHost } from "./dedicated-host";
import { distribution } from "./distribution";
import { acceleratorEndpoints, globalAccelerator } from "./global-accelerator";
import { graphqlApi } from "./graphql-api";
import { instance } from "./instance";
import { kubernetesCluster, kubernetesNodes, kubernetesPods } from "./kubernetes";
import { eventSource, lambdaFunction, provisionedConcurrency } from "./lambda";
import { classicLoadBalancer, loadBalancer } from "./load-balancer";
import { natGateway } from "./nat-gateway";
import { peering } from "./peering";
import { remoteNetwork, remoteTaskDefinition } from "./remote-component";
import { runService } from "./run-service";
import { scalingGroup } from "./scaling-group";
import { latticeService, trafficMirror } from "./service-network";
import { dataTransfer } from "./transfer";
import { transitGatewayDirect, transitGatewayPeering, transitGatewayVpc } from "./transit-gateway";
import { snapshot, volume } from "./volume";
import { endpointService, vpcEndpoint } from "./vpc-endpoint";
import { clientVpn, clientVpnAssociation, vpnConnection } from "./vpn";

/** Mappers of what computes, and of the networks between: machines, containers, functions, balancers, gateways, links, edges and APIs. */
export const computeMappers: readonly Mapper[] = [
    acceleratorEndpoints,
    address,
    capacityProvider,
    classicLoadBalancer,
    clientVpn,
    clientVpnAssociation,
    computeEnvironment,
    containerCluster,
    containerRepository,
    containerService,
    dataTransfer,
    dedicatedHost,
    distribution,
    endpointService,
    eventSource,
    globalAccelerator,
    graphqlApi,
    httpApi,
    instance,
    kubernetesCluster,
    kubernetesNodes,
    kubernetesPods,
    lambdaFunction,
    latticeService,
    loadBalancer,
    natGateway,
    peering,
    provisionedConcurrency,
    registryReplication,
    remoteNetwork,
    remoteTaskDefinition,
    restApi,
    restStage,
    runService,
    scalingGroup,
    snapshot,
    trafficMirror,
    transitGatewayDirect,
    transitGatewayPeering,
    transitGatewayVpc,
    volume,
    vpcEndpoint,
    vpnConnection,
];
