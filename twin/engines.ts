import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import { TwinError } from "./errors";

/** Programs that a twin runs, with the Debian package that has each. */
const programs: { readonly [program: string]: string } = {
    haproxy: "haproxy",
    unbound: "unbound",
    nft: "nftables",
    ip: "iproute2",
    unshare: "util-linux",
    nsenter: "util-linux",
    setpriv: "util-linux",
    mount: "mount",
    openssl: "openssl",
};

/** @throws TwinError (exit 3) that names what is missing and how to get it. */
export async function requireEngines(): Promise<void> {
    if (process.platform !== "linux") {
        throw new TwinError(
            `the twin needs Linux, got ${process.platform}: use a Linux virtual machine or container`,
            3,
        );
    }
    const missing = Object.keys(programs).filter((program) => !onPath(program));
    if (missing.length > 0) {
        const packages = [...new Set(missing.map((program) => programs[program]))].join(" ");
        throw new TwinError(`the twin needs ${missing.join(", ")}: sudo apt-get install ${packages}`, 3);
    }
    const refusal = await failure("unshare", ["--map-root-user", "--net", "--mount", "true"]);
    if (refusal !== undefined) {
        throw new TwinError(
            `the twin needs user namespaces, which this machine refuses (${refusal}): as root, ` +
                "sysctl kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0, " +
                "or run the container with --security-opt seccomp=unconfined",
            3,
        );
    }
}

/** Debian keeps administrators' programs where an ordinary user's PATH does not look. */
export function enginePath(): string {
    return [process.env["PATH"], "/usr/local/sbin", "/usr/sbin", "/sbin"].join(":");
}

function onPath(program: string): boolean {
    return enginePath()
        .split(":")
        .some((folder) => {
            try {
                accessSync(join(folder, program), constants.X_OK);
                return true;
            } catch {
                return false;
            }
        });
}

function failure(program: string, args: readonly string[]): Promise<string | undefined> {
    return new Promise((resolve) => {
        execFile(program, args, (error, _out, said) => resolve(error === null ? undefined : said.trim()));
    });
}

/** Names of the engines with their versions, as `twin status` shows them. */
export async function engineNames(): Promise<{ balancer: string; resolver: string; node: string }> {
    const [haproxy, unbound] = await Promise.all([version("haproxy", ["-v"]), version("unbound", ["-V"])]);
    return { balancer: `HAProxy ${haproxy}`, resolver: `unbound ${unbound}`, node: `Node.js ${process.versions.node}` };
}

function version(program: string, args: readonly string[]): Promise<string> {
    return new Promise((resolve) => {
        execFile(program, args, (_error, out, said) => resolve(/[Vv]ersion (\d+(\.\d+)+)/.exec(out + said)?.[1] ?? ""));
    });
}
