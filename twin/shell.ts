import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "./errors";
import { firstProcess } from "./outer";
import { internet } from "./place";
import { loadSettings } from "./settings";

export interface ShellOptions {
    readonly directory: string;
    /** Region of a cell, or `internet`. */
    readonly cell: string;
    /** What to run; the user's shell when empty. */
    readonly command: readonly string[];
}

/**
 * Runs a shell, or a command, inside a running twin: names are those of the cell (or of the first client), the twin's
 * authority is trusted by curl and psql, and psql needs no argument.
 * @returns its exit code
 */
export async function openShell({ directory, cell, command }: ShellOptions): Promise<number> {
    const first = firstProcess(directory);
    const namespaces = join(directory, "namespaces");
    if (cell !== internet && !existsSync(join(namespaces, cell))) {
        throw new TwinError(
            `no cell ${cell} in ${directory}: expected ${internet} or one of ${readdirSync(namespaces).join(", ")}`,
            2,
        );
    }
    const resolvConf =
        cell === internet
            ? join(directory, "resolvers", "resolver-0.resolv.conf")
            : join(directory, "instances", `${cell}.resolv.conf`);
    const enter = ["--target", first.toFixed(), "--user", "--net", "--pid", "--mount", "--ipc", "--"];
    const network = cell === internet ? [] : ["nsenter", `--net=${join(namespaces, cell)}`, "--"];
    const mount = ["unshare", "--mount", "sh", "-c", 'mount --bind "$0" /etc/resolv.conf && exec "$@"', resolvConf];
    const run = command.length > 0 ? command : [process.env["SHELL"] ?? "/bin/sh"];
    const child = spawn("nsenter", [...enter, ...network, ...mount, ...run], {
        stdio: "inherit",
        env: { ...process.env, ...shellEnvironment(directory, cell) },
    });
    // Ctrl-C in the shell is the shell's.
    const ignore = () => undefined;
    process.on("SIGINT", ignore);
    return new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (code) => {
            process.off("SIGINT", ignore);
            resolve(code ?? 1);
        });
    });
}

function shellEnvironment(directory: string, cell: string): { [name: string]: string } {
    const { model } = loadSettings(directory);
    const ca = join(directory, "authority", "ca.pem");
    const { database } = model;
    const trust = { CURL_CA_BUNDLE: ca, SSL_CERT_FILE: ca, PS1: `${cell} of ${model.stack}> ` };
    return database === undefined
        ? trust
        : {
              ...trust,
              PGHOST: database.writerEndpoint,
              PGPORT: database.port.toFixed(),
              PGDATABASE: database.databaseName,
              PGUSER: database.user,
              PGPASSWORD: database.password,
              PGSSLMODE: "verify-full",
              PGSSLROOTCERT: ca,
          };
}
