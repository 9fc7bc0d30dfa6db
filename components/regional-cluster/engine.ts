import type { DatabaseEngine, DatabaseSettings, WriteForwarding } from "./settings";

/** A parameter of a cluster's parameter group, as AWS takes it. */
interface Parameter {
    readonly name: string;
    readonly value: string;
    readonly applyMethod: "immediate" | "pending-reboot";
}

/** What AWS calls an engine. */
export function engineName({ kind }: DatabaseEngine): "aurora-postgresql" | "aurora-mysql" {
    return `aurora-${kind}`;
}

/** The family of parameter groups that fits a version: `aurora-postgresql17`, `aurora-mysql8.0`. */
export function parameterFamily({ kind, version }: DatabaseEngine): string {
    const [major = "", minor = ""] = version.split(".");
    return kind === "postgresql" ? `aurora-postgresql${major}` : `aurora-mysql${major}.${minor}`;
}

/** The logs that a cluster sends to CloudWatch: errors and, as far as it has them, slow statements. */
export function exportedLogs({ kind }: DatabaseEngine): readonly string[] {
    return kind === "postgresql" ? ["postgresql"] : ["error", "slowquery"];
}

/** The log group that RDS writes to, and would make itself, without an end and without our key, if it found none. */
export function logGroupName(clusterIdentifier: string, log: string): string {
    return `/aws/rds/cluster/${clusterIdentifier}/${log}`;
}

/**
 * A cluster's parameters: TLS always, then what was chosen. Names and values: Aurora guide, "Aurora PostgreSQL
 * parameters", "Aurora MySQL configuration parameters", "Managing RPOs for Aurora PostgreSQL–based global databases",
 * "Configuration parameters for write forwarding".
 */
export function parametersOf({
    engine,
    writeForwarding,
}: Pick<DatabaseSettings, "engine" | "writeForwarding">): Parameter[] {
    if (engine.kind === "mysql") {
        return [
            immediate("require_secure_transport", "ON"),
            immediate("slow_query_log", "1"),
            ...forwarding(writeForwarding, {
                // MySQL documents its levels in capitals.
                consistency: (value) => immediate("aurora_replica_read_consistency", value.toUpperCase()),
                share: (value) => immediate("aurora_fwd_writer_max_connections_pct", value),
            }),
        ];
    }
    return [
        immediate("rds.force_ssl", "1"),
        ...(engine.rpoSeconds === undefined ? [] : [immediate("rds.global_db_rpo", String(engine.rpoSeconds))]),
        ...forwarding(writeForwarding, {
            consistency: (value) => immediate("apg_write_forward.consistency_mode", value),
            // Static: read when an instance starts.
            share: (value) => ({
                name: "apg_write_forward.max_forwarding_connections_percent",
                value,
                applyMethod: "pending-reboot",
            }),
        }),
    ];
}

function immediate(name: string, value: string): Parameter {
    return { name, value, applyMethod: "immediate" };
}

interface ForwardingParameters {
    readonly consistency: (value: string) => Parameter;
    readonly share: (value: string) => Parameter;
}

function forwarding(chosen: WriteForwarding, parameter: ForwardingParameters): Parameter[] {
    return chosen.kind === "off"
        ? []
        : [parameter.consistency(chosen.consistency), parameter.share(String(chosen.connectionsPercent))];
}
