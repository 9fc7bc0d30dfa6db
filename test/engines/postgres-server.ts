import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";

const run = promisify(execFile);
const password = "correct horse";
const hosts = ["writer.test", "reader.test", "localhost"];

/** A PostgreSQL with TLS for {@link hosts} in a temporary folder, on one loopback address. It dies with its parent. */
export class PostgresServer {
    private process: ChildProcess | undefined;

    private constructor(
        readonly folder: string,
        readonly address: string,
        readonly port: number,
    ) {}

    get passwordFile(): string {
        return join(this.folder, "password");
    }

    get caFile(): string {
        return join(this.folder, "server.crt");
    }

    /** Creates and starts one; `like` gives it the other's port and certificate, so that a name can move between them. */
    static async start(address: string, like?: PostgresServer): Promise<PostgresServer> {
        const folder = await mkdtemp(join(tmpdir(), "orders-postgres-"));
        const server = new PostgresServer(folder, address, like?.port ?? (await freePort(address)));
        await writeFile(server.passwordFile, password);
        await server.writeCertificate(like);
        const owner = await ownerOfEngines();
        for (const path of [folder, ...(await readdir(folder)).map((file) => join(folder, file))]) {
            await chown(path, owner.uid, owner.gid);
        }
        const initdb = [`--pgdata=${folder}/cluster`, "--username=orders", `--pwfile=${server.passwordFile}`];
        await server.command("initdb", [...initdb, "--auth=scram-sha-256", "--no-sync"], (file, argv) =>
            run(file, argv),
        );
        await server.resume();
        return server;
    }

    /** Starts it again after {@link kill}. */
    async resume(): Promise<void> {
        const settings = [
            `listen_addresses=${this.address}`,
            `port=${this.port}`,
            "unix_socket_directories=",
            "ssl=on",
            `ssl_cert_file=${this.folder}/server.crt`,
            `ssl_key_file=${this.folder}/server.key`,
            "shared_buffers=16MB",
        ];
        const argv = ["-D", `${this.folder}/cluster`, ...settings.flatMap((setting) => ["-c", setting])];
        this.process = await this.command("postgres", argv, (file, all) =>
            Promise.resolve(spawn(file, all, { stdio: ["ignore", "ignore", "pipe"] })),
        );
        let log = "";
        for await (const chunk of this.process.stderr ?? []) {
            log += String(chunk);
            if (log.includes("ready to accept connections")) {
                this.process.stderr?.resume();
                return;
            }
        }
        throw new Error(`PostgreSQL ended at its start: ${log}`);
    }

    /** As a crash: no goodbye to anybody. */
    async kill(): Promise<void> {
        const ending = this.process;
        if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) {
            return;
        }
        const exit = once(ending, "exit");
        ending.kill("SIGQUIT");
        await exit;
    }

    async remove(): Promise<void> {
        await this.kill();
        await rm(this.folder, { recursive: true, force: true });
    }

    /** Runs a statement as an administrator would, past the app. */
    async query(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
        const client = await this.client();
        try {
            return (await client.query<Record<string, unknown>>(text, values)).rows;
        } finally {
            await client.end();
        }
    }

    async client(): Promise<pg.Client> {
        const ssl = { ca: await readFile(this.caFile), servername: hosts[0], checkServerIdentity: () => undefined };
        const client = new pg.Client({
            host: this.address,
            port: this.port,
            user: "orders",
            password,
            database: "postgres",
            ssl,
        });
        await client.connect();
        return client;
    }

    private async writeCertificate(like: PostgresServer | undefined): Promise<void> {
        const [key, certificate] = [join(this.folder, "server.key"), this.caFile];
        if (like === undefined) {
            const names = hosts.map((host) => `DNS:${host}`).join(",");
            const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc", "-days", "2"];
            const subject = ["-subj", "/CN=orders", "-addext", `subjectAltName=${names}`];
            await run("openssl", ["req", "-x509", ...kind, ...subject, "-keyout", key, "-out", certificate]);
        } else {
            await writeFile(key, await readFile(join(like.folder, "server.key")));
            await writeFile(certificate, await readFile(like.caFile));
        }
        await chmod(key, 0o600);
    }

    /** PostgreSQL refuses uid 0: as root its programs run as the user that Debian's package makes. */
    private async command<T>(
        program: string,
        argv: readonly string[],
        start: (file: string, argv: string[]) => Promise<T>,
    ): Promise<T> {
        const user = process.getuid?.() === 0 ? ["--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        return start("setpriv", [...user, "--pdeathsig=KILL", join(await binaries(), program), ...argv]);
    }
}

async function binaries(): Promise<string> {
    const root = "/usr/lib/postgresql";
    const newest = (await readdir(root)).sort((a, b) => Number(b) - Number(a))[0];
    return join(root, newest ?? "", "bin");
}

async function ownerOfEngines(): Promise<{ uid: number; gid: number }> {
    if (process.getuid?.() !== 0) {
        return { uid: process.getuid?.() ?? -1, gid: process.getgid?.() ?? -1 };
    }
    const { stdout } = await run("getent", ["passwd", "postgres"]);
    const [, , uid, gid] = stdout.split(":");
    return { uid: Number(uid), gid: Number(gid) };
}

/** A port that was free a moment ago. */
export async function freePort(address = "127.0.0.1"): Promise<number> {
    const server = createServer().listen(0, address);
    await once(server, "listening");
    const bound = server.address();
    server.close();
    await once(server, "close");
    return typeof bound === "object" && bound !== null ? bound.port : 0;
}
