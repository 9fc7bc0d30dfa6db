import type { PlanResource } from "../../../plan/plan";
import { one, out } from "../cases/case";
import { forEach, type NeighboursOfRules } from "./neighbour";

type Inputs = PlanResource["inputs"];

const of = (type: string, inputs: Inputs = {}) => [one(`aws:${type}`, inputs)];
const classic = (lbProtocol: string, lbPort: number) =>
    of("elb/loadBalancer:LoadBalancer", {
        listeners: [{ lbProtocol, lbPort, instancePort: 80, instanceProtocol: "tcp" }],
    });
const domains = ["elasticsearch/domain:Domain", "opensearch/domain:Domain"];
const apis = ["apigateway/domainName:DomainName", "apigateway/restApi:RestApi"];
const sealedNodes = { nodeToNodeEncryption: { enabled: true } };
const endpoint = (domainEndpointOptions: Inputs) => ({ domainEndpointOptions });
const broker = (encryptionInTransit: Inputs) => of("msk/cluster:Cluster", { encryptionInfo: { encryptionInTransit } });
const distribution = (customOriginConfig: Inputs) =>
    of("cloudfront/distribution:Distribution", {
        defaultCacheBehavior: { viewerProtocolPolicy: "https-only" },
        viewerCertificate: { minimumProtocolVersion: "TLSv1.2_2021" },
        origins: [{ customOriginConfig }],
    });
const tenants = (viewerProtocolPolicy: string, more: Inputs = {}) =>
    of("cloudfront/multitenantDistribution:MultitenantDistribution", {
        defaultCacheBehavior: { viewerProtocolPolicy },
        ...more,
    });

/** A database of an engine, `mysql 8.0`, that names AWS's own group, or one that sets a parameter: `group family name value`. */
const instance = (engine: string, group = "") => {
    const [name = "", engineVersion = ""] = engine.split(" ");
    const [kind = "", family = "", parameter = "", value = ""] = group.split(" ");
    const parameters = one("aws:rds/parameterGroup:ParameterGroup", {
        family,
        parameters: [{ name: parameter, value }],
    });
    const named = kind === "group" ? out(parameters, "name") : kind;
    return [
        ...(kind === "group" ? [parameters] : []),
        one("aws:rds/instance:Instance", {
            engine: name,
            engineVersion,
            ...(kind !== "" && { parameterGroupName: named }),
        }),
    ];
};
/** A cluster of another service whose group sets one parameter. */
const clustered = (service: string, family: string, set: string) => {
    const [name = "", value = ""] = set.split(" ");
    const kind =
        service === "redshift" ? "parameterGroup:ParameterGroup" : "clusterParameterGroup:ClusterParameterGroup";
    const group = one(`aws:${service}/${kind}`, { family, parameters: name === "" ? [] : [{ name, value }] });
    const path = { docdb: "dbCluster", neptune: "neptuneCluster", redshift: "cluster" }[service] ?? "";
    return [group, one(`aws:${service}/cluster:Cluster`, { [`${path}ParameterGroupName`]: out(group, "name") })];
};

/** What is sent is sealed, by what has it in a way of its own. */
export const transitNeighbours: NeighboursOfRules = {
    "listener-without-tls": {
        broken: {
            "a classic balancer": classic("http", 80),
            "a classic balancer that passes packets": classic("TCP", 5432),
            "a server of FTP": of("transfer/server:Server", { protocols: ["SFTP", "FTP"] }),
        },
        sound: {
            ...forEach(["HTTPS", "https", "SSL"], (protocol) => classic(protocol, 443)),
            "TLS that a classic balancer passes on": classic("tcp", 443),
            "a server of files": of("transfer/server:Server", { protocols: ["SFTP", "FTPS", "AS2"] }),
            "a server that says nothing, which is SFTP": of("transfer/server:Server"),
        },
    },
    "old-tls-policy": {
        broken: {
            ...forEach(domains, (type) => of(type)),
            "an old policy": of(domains[1] ?? "", endpoint({ tlsSecurityPolicy: "Policy-Min-TLS-1-0-2019-07" })),
            ...forEach(apis, (type) => of(type, { securityPolicy: "TLS_1_0" })),
        },
        sound: {
            ...forEach(["Policy-Min-TLS-1-2-2019-07", "Policy-Min-TLS-1-2-PFS-2023-10"], (tlsSecurityPolicy) =>
                of(domains[1] ?? "", endpoint({ tlsSecurityPolicy })),
            ),
            ...forEach(apis, (type) => of(type, { securityPolicy: "TLS_1_2" })),
            "a name that says nothing": of("apigateway/domainName:DomainName"),
        },
    },
    "cache-takes-plain": {
        broken: forEach(["cluster:Cluster", "multiRegionCluster:MultiRegionCluster"], (type) =>
            of(`memorydb/${type}`, { tlsEnabled: false }),
        ),
        sound: { "MemoryDB that says nothing": of("memorydb/cluster:Cluster") },
    },
    "database-takes-plain": {
        broken: {
            ...forEach(["postgres 14.12", "mysql 8.0.40", "mariadb 10.11", "sqlserver-se 15.00"], (engine) =>
                instance(engine),
            ),
            "AWS's own group": instance("postgres 17.4", "default.postgres14"),
            "a group that says no": instance("postgres 16.4", "group postgres16 rds.force_ssl 0"),
            "a later MySQL that says no": instance("mysql 8.4.3", "group mysql8.4 require_secure_transport 0"),
            "a document database without": clustered("docdb", "docdb5.0", "tls disabled"),
            "a graph database without": clustered("neptune", "neptune1.3", "neptune_enforce_ssl 0"),
            "a warehouse without": clustered("redshift", "redshift-2.0", "require_ssl false"),
            "a warehouse of an older family": clustered("redshift", "redshift-1.0", ""),
            "a warehouse with AWS's older group": of("redshift/cluster:Cluster", {
                clusterParameterGroupName: "default.redshift-1.0",
            }),
            "a proxy that says nothing": of("rds/proxy:Proxy"),
            ...forEach(domains, (type) => of(type)),
            "a domain without HTTPS": of("opensearch/domain:Domain", {
                ...sealedNodes,
                ...endpoint({ enforceHttps: false }),
            }),
            ...forEach(["PLAINTEXT", "TLS_PLAINTEXT"], (clientBroker) => broker({ clientBroker })),
            "brokers that talk in plain": broker({ inCluster: false }),
        },
        sound: {
            "PostgreSQL that says nothing": instance("postgres 16.4"),
            "AWS's own group": instance("postgres 17.4", "default.postgres17"),
            "a group that says yes": instance("mariadb 10.11", "group mariadb10.11 require_secure_transport 1"),
            "a replica, which has its source's group": of("rds/instance:Instance", { replicateSourceDb: "orders" }),
            ...forEach(["docdb", "neptune", "redshift"], (service) => of(`${service}/cluster:Cluster`)),
            ...forEach(["enabled", "tls1.2+", "fips-140-3"], (value) => clustered("docdb", "docdb5.0", `tls ${value}`)),
            "a graph database with": clustered("neptune", "neptune1.3", "neptune_enforce_ssl 1"),
            "a warehouse with": clustered("redshift", "redshift-1.0", "require_ssl true"),
            "a proxy that asks for it": of("rds/proxy:Proxy", { requireTls: true }),
            ...forEach(domains, (type) => of(type, sealedNodes)),
            "brokers that say nothing": of("msk/cluster:Cluster"),
            "brokers that say TLS": broker({ clientBroker: "TLS", inCluster: true }),
        },
        unjudged: {
            ...forEach(["mysql 8.4.3", "mariadb 11.8.3", "oracle-se2 19", ""], (engine) => instance(engine)),
            "a group that is not in the plan": instance("postgres 16.4", "orders"),
        },
    },
    "cdn-takes-plain": {
        broken: {
            "an origin that is asked in plain": distribution({ originProtocolPolicy: "http-only" }),
            ...forEach(["SSLv3", "TLSv1", "TLSv1.1"], (version) =>
                distribution({ originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2", version] }),
            ),
            "one for tenants": tenants("allow-all"),
            "one path of one for tenants": tenants("https-only", {
                cacheBehaviors: [{ viewerProtocolPolicy: "allow-all" }],
            }),
        },
        sound: {
            "an origin that is asked with TLS": distribution({
                originProtocolPolicy: "https-only",
                originSslProtocols: ["TLSv1.2"],
            }),
            "one for tenants": tenants("redirect-to-https"),
        },
    },
};
