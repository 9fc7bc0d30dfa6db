import type { Mapper } from "../mapping";
import { address } from "./address";
import { containerRepository, registryReplication } from "./container-registry";
import { dataTransfer } from "./data-transfer";
import { instance } from "./instance";
import { lambdaFunction, provisionedConcurrency } from "./lambda";
import { classicLoadBalancer, loadBalancer } from "./load-balancer";
import { natGateway } from "./nat-gateway";
import { peering } from "./peering";
import { scalingGroup } from "./scaling-group";
import { snapshot, volume } from "./volume";
import { vpcEndpoint } from "./vpc-endpoint";

/** Every mapper, one for each type that AWS bills. */
const all: readonly Mapper[] = [
    address,
    classicLoadBalancer,
    containerRepository,
    dataTransfer,
    instance,
    lambdaFunction,
    loadBalancer,
    natGateway,
    peering,
    provisionedConcurrency,
    registryReplication,
    scalingGroup,
    snapshot,
    volume,
    vpcEndpoint,
];

/** Mappers by Pulumi type. */
export const mappers: ReadonlyMap<string, Mapper> = new Map(
    all.flatMap((mapper) => mapper.types.map((type) => [type, mapper] as const)),
);
