/** What one member is configured to be at the moment. */
export interface ServerSettings {
    /** Addresses that take TCP connections; none for a fenced member, which then has its unix socket alone. */
    readonly listenAddress: string | undefined;
    readonly port: number;
    readonly socketDirectory: string;
    readonly accessFile: string;
    readonly certificateFile: string;
    readonly keyFile: string;
    /** Where a standby streams from. */
    readonly upstream: string | undefined;
    readonly readOnly: boolean;
}

/** One upstream of a standby or a base backup. */
export interface Upstream {
    /** Name that the certificate must carry. */
    readonly host: string;
    /** Address that the name stands for, so that nobody needs to resolve it. */
    readonly address: string;
    readonly port: number;
    readonly user: string;
    readonly password: string;
    readonly caFile: string;
    /** How the writer lists the standby. */
    readonly applicationName: string;
}

/** Options of https://www.postgresql.org/docs/15/runtime-config.html, as the text of a configuration file. */
export function settingsText(settings: ServerSettings): string {
    const values: Record<string, string | number> = {
        listen_addresses: settings.listenAddress ?? "",
        port: settings.port,
        unix_socket_directories: settings.socketDirectory,
        unix_socket_permissions: "0700",
        hba_file: settings.accessFile,
        ssl: "on",
        ssl_cert_file: settings.certificateFile,
        ssl_key_file: settings.keyFile,
        primary_conninfo: settings.upstream ?? "",
        default_transaction_read_only: settings.readOnly ? "on" : "off",
        // Durable as it comes: a lost commit must be the fault's doing, not the engine's.
        fsync: "on",
        synchronous_commit: "on",
        // One call to the kernel instead of one for each of nine hundred files, at every start after a backup or a kill.
        recovery_init_sync_method: "syncfs",
        shared_buffers: "32MB",
        max_connections: 100,
        max_wal_senders: 10,
        // A standby behind a black hole finds its WAL again without a slot that would fill the disk.
        wal_keep_size: "512MB",
        wal_retrieve_retry_interval: "100ms",
        wal_receiver_status_interval: "1s",
        // Lag is the distance between the last commits on both sides.
        track_commit_timestamp: "on",
        // Neither file in /dev/shm nor elsewhere outlives a kill -9.
        dynamic_shared_memory_type: "mmap",
        max_parallel_workers_per_gather: 0,
        jit: "off",
        log_line_prefix: "%m [%p] ",
    };
    return Object.entries(values)
        .map(([name, value]) => `${name} = ${quoted(String(value))}\n`)
        .join("");
}

/** Who may connect: everything by the private unix socket; app and standbys by TLS and password, nobody else. */
export function accessText(database: string, user: string, replicationUser: string): string {
    return [
        "local all all trust",
        `hostssl ${identifier(database)} ${identifier(user)} all scram-sha-256`,
        `hostssl replication ${identifier(replicationUser)} all scram-sha-256`,
        "",
    ].join("\n");
}

/** A libpq connection string that verifies the server's name and waits five seconds at most for the connection. */
export function upstreamText(upstream: Upstream): string {
    const values: Record<string, string | number> = {
        host: upstream.host,
        hostaddr: upstream.address,
        port: upstream.port,
        user: upstream.user,
        password: upstream.password,
        sslmode: "verify-full",
        sslrootcert: upstream.caFile,
        application_name: upstream.applicationName,
        connect_timeout: 5,
    };
    return Object.entries(values)
        .map(([key, value]) => `${key}='${String(value).replace(/[\\']/g, "\\$&")}'`)
        .join(" ");
}

/** An SQL identifier; the access file quotes its names in the same way. */
export function identifier(text: string): string {
    return `"${text.replaceAll('"', '""')}"`;
}

/** An SQL literal. */
export function literal(text: string): string {
    return `E'${text.replace(/[\\']/g, "\\$&")}'`;
}

function quoted(text: string): string {
    return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
