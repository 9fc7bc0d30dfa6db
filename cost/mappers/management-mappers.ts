import type { Mapper } from "../mapping";
import { accessAnalyzer } from "./access-analyzer";
import { compositeAlarm, metricAlarm } from "./alarm";
import { budgetAction } from "./budget-action";
import { canary } from "./canary";
import { certificate } from "./certificate";
import { certificateAuthority } from "./certificate-authority";
import { dashboard } from "./dashboard";
import { detector, detectorFeature, malwarePlan } from "./detector";
import { dnsRecord } from "./dns-record";
import { addressPool, dedicatedAddress, emailIdentity, receiptRule } from "./email";
import { apiDestination, eventArchive, eventBus, eventTarget, pipe, schemaDiscoverer } from "./event-bus";
import { experiment } from "./experiment";
import { healthCheck } from "./health-check";
import { hostedZone, namespaceZone, trafficPolicy } from "./hosted-zone";
import { dataDiscovery, dataInventory, inspector } from "./inspection";
import { key } from "./key";
import { logGroup, metricFilter, protectionPolicy, vendedLog } from "./log-group";
import { networkFirewall } from "./network-firewall";
import {
    contributorRule,
    dashboardsWorkspace,
    metricStream,
    metricsCollector,
    metricsWorkspace,
    samplingRule,
    traceGroup,
} from "./observability";
import { parameter } from "./parameter";
import { queue } from "./queue";
import { configRule, conformancePack, recorder } from "./recorder";
import { domainList, resolverEndpoint, resolverFirewall } from "./resolver";
import { schedule } from "./schedule";
import { secret } from "./secret";
import { securityHub } from "./security-hub";
import { registeredInstance, registryService } from "./service-registry";
import { shieldProtection } from "./shield";
import { stateMachine } from "./state-machine";
import { subscription, topic } from "./topic";
import { trail } from "./trail";
import { unlisted } from "./unlisted";
import { userPool, userPoolClient } from "./user-pool";
import { classicWebAcl, webAcl, webAclRule } from "./web-acl";

/** Mappers of names, keys, messages, and of what watches over the rest. */
export const managementMappers: readonly Mapper[] = [
    accessAnalyzer,
    addressPool,
    apiDestination,
    budgetAction,
    canary,
    certificate,
    certificateAuthority,
    classicWebAcl,
    compositeAlarm,
    configRule,
    conformancePack,
    contributorRule,
    dashboard,
    dashboardsWorkspace,
    dataDiscovery,
    dataInventory,
    dedicatedAddress,
    detector,
    detectorFeature,
    dnsRecord,
    domainList,
    emailIdentity,
    eventArchive,
    eventBus,
    eventTarget,
    experiment,
    healthCheck,
    hostedZone,
    inspector,
    key,
    logGroup,
    malwarePlan,
    metricAlarm,
    metricFilter,
    metricStream,
    metricsCollector,
    metricsWorkspace,
    namespaceZone,
    networkFirewall,
    parameter,
    pipe,
    protectionPolicy,
    queue,
    receiptRule,
    recorder,
    registeredInstance,
    registryService,
    resolverEndpoint,
    resolverFirewall,
    samplingRule,
    schedule,
    schemaDiscoverer,
    secret,
    securityHub,
    shieldProtection,
    stateMachine,
    subscription,
    topic,
    traceGroup,
    trafficPolicy,
    trail,
    ...unlisted,
    userPool,
    userPoolClient,
    vendedLog,
    webAcl,
    webAclRule,
];
