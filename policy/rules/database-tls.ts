import type { Resource } from "../plan-view";
import { each, Unjudged, type Rule } from "../rule";

/** What a parameter group must set for an engine to refuse connections without TLS, and what it does when nothing is set. */
interface TlsParameter {
    readonly name: string;
    readonly byDefault: "refuses" | "takes" | "unknown";
    /** Values by which it refuses; text of any case. */
    readonly refuses: RegExp;
}

const on = /^(1|on|true)$/i;

/** Where each type names its parameter group, and what the family of AWS's own is where none is named. */
const grouped: {
    readonly [type: string]: { readonly path: string; readonly group: string; readonly family?: string };
} = {
    "aws:docdb/cluster:Cluster": {
        path: "dbClusterParameterGroupName",
        group: "aws:docdb/clusterParameterGroup:ClusterParameterGroup",
        family: "docdb",
    },
    "aws:neptune/cluster:Cluster": {
        path: "neptuneClusterParameterGroupName",
        group: "aws:neptune/clusterParameterGroup:ClusterParameterGroup",
        family: "neptune",
    },
    "aws:rds/cluster:Cluster": {
        path: "dbClusterParameterGroupName",
        group: "aws:rds/clusterParameterGroup:ClusterParameterGroup",
    },
    "aws:rds/instance:Instance": {
        path: "parameterGroupName",
        group: "aws:rds/parameterGroup:ParameterGroup",
    },
    "aws:redshift/cluster:Cluster": {
        path: "clusterParameterGroupName",
        group: "aws:redshift/parameterGroup:ParameterGroup",
        family: "redshift-2.0",
    },
};

/** @param family of a parameter group, or an engine and its version: `aurora-postgresql17`, `mysql8.0.40` */
function tlsParameter(family: string): TlsParameter {
    const [, engine = "", version = "0"] = /^([a-z-]+)([\d.]*)/.exec(family) ?? [];
    const release = Number(/^\d+(\.\d+)?/.exec(version)?.[0] ?? 0);
    if (engine === "docdb") {
        // documentdb/latest/developerguide/security.encryption.ssl.html
        return { name: "tls", byDefault: "refuses", refuses: /^(?!disabled)/i };
    }
    if (engine === "neptune") {
        // neptune/latest/userguide/parameters.html
        return { name: "neptune_enforce_ssl", byDefault: "refuses", refuses: on };
    }
    if (engine === "redshift-") {
        // redshift/latest/mgmt/connecting-ssl-support.html
        return { name: "require_ssl", byDefault: release >= 2 ? "refuses" : "takes", refuses: on };
    }
    if (/mysql|mariadb/.test(engine)) {
        const later = release >= (engine === "mariadb" ? 11.8 : 8.4);
        return { name: "require_secure_transport", byDefault: later ? "unknown" : "takes", refuses: on };
    }
    if (/postgres/.test(engine)) {
        // On from Aurora PostgreSQL 17 (AuroraPostgreSQL.Security.html), RDS for PostgreSQL 15 (PostgreSQL.Concepts.General.SSL.html).
        const byDefault = release >= (engine === "postgres" ? 15 : 17) ? "refuses" : "takes";
        return { name: "rds.force_ssl", byDefault, refuses: on };
    }
    if (engine.startsWith("sqlserver")) {
        return { name: "rds.force_ssl", byDefault: "takes", refuses: on };
    }
    throw new Unjudged(`no parameter of ${engine === "" ? "its engine" : engine} decides`);
}

/** The family that AWS's own parameter group is for: `default.mysql8.0`, and `default.redshift-1.0`. */
function familyOfDefault(database: Resource, path: string): string | undefined {
    try {
        return /^default[.:](.+)$/.exec(database.text(path) ?? "")?.[1];
    } catch {
        return undefined;
    }
}

/** What a database without a group of its own is: RDS says it by its engine. */
function engineOf(database: Resource): string {
    return `${database.text("engine") ?? ""}${database.text("engineVersion") ?? ""}`;
}

function takesPlain(database: Resource): string | undefined {
    const { path, group: type, family } = grouped[database.type] ?? { path: "", group: "" };
    // A replica that names no group has its source's.
    if (database.has("replicateSourceDb") && !database.has(path)) {
        return undefined;
    }
    const group = database.follow(path, type);
    const byAws = group ? undefined : familyOfDefault(database, path);
    if (!group && byAws === undefined && database.has(path)) {
        throw new Unjudged(`${path} names a group that is not in the plan`);
    }
    const { name, byDefault, refuses } = tlsParameter(group?.text("family") ?? byAws ?? family ?? engineOf(database));
    const set = group?.list("parameters").find((parameter) => parameter.text("name") === name);
    if (set ? refuses.test(set.text("value") ?? "") : byDefault === "refuses") {
        return undefined;
    }
    if (!set && byDefault === "unknown") {
        throw new Unjudged(`${name} is not set, and what its version then does is not known`);
    }
    return group ? `${name} is not on` : "it has no parameter group of its own";
}

function searchTakesPlain(domain: Resource): readonly string[] {
    return [
        ...(domain.flag("domainEndpointOptions.enforceHttps") === false
            ? ["domainEndpointOptions.enforceHttps is false"]
            : []),
        ...(domain.flag("nodeToNodeEncryption.enabled") === true ? [] : ["nodeToNodeEncryption.enabled is not true"]),
    ];
}

function brokerTakesPlain(cluster: Resource): readonly string[] {
    const path = "encryptionInfo.encryptionInTransit";
    const clients = cluster.text(`${path}.clientBroker`) ?? "TLS";
    return [
        ...(clients === "TLS" ? [] : [`${path}.clientBroker is ${clients}`]),
        ...(cluster.flag(`${path}.inCluster`) === false ? [`${path}.inCluster is false`] : []),
    ];
}

/** What each database, its proxy, a search domain or a broker says of connections without TLS. */
export const databaseTakesPlain: Rule["check"] = (view) => [
    ...each(Object.keys(grouped), takesPlain)(view),
    ...each(["aws:rds/proxy:Proxy"], (proxy) =>
        proxy.flag("requireTls") === true ? undefined : "requireTls is not true",
    )(view),
    ...each(["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"], searchTakesPlain)(view),
    ...each(["aws:msk/cluster:Cluster"], brokerTakesPlain)(view),
];
