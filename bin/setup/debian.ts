import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { CommandError } from "../exit";
import { projectRoot } from "../root";

/** Where Debian keeps programs that an ordinary user's PATH may leave out. */
export const systemFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

/** Programs that the twin starts, and the Debian package that brings each. */
export const toolPackages: Readonly<Record<string, string>> = {
    haproxy: "haproxy",
    postgres: "postgresql",
    unbound: "unbound",
    ip: "iproute2",
    nft: "nftables",
    unshare: "util-linux",
    nsenter: "util-linux",
    setpriv: "util-linux",
    dig: "dnsutils",
    openssl: "openssl",
};

/** What only the tests start: the browser that reads the report's page, and what makes virtual environments of Python. */
export const testPackages: Readonly<Record<string, string>> = { chromium: "chromium", ensurepip: "python3-venv" };

/** What `npm run bench:dns` measures with and beside. PowerDNS's backends are libraries in a folder of their own. */
export const benchPackages: Readonly<Record<string, string>> = {
    dnsperf: "dnsperf",
    gdnsd: "gdnsd",
    pdns_server: "pdns-server",
    "libgeoipbackend.so": "pdns-backend-geoip",
    "libbindbackend.so": "pdns-backend-bind",
};

/**
 * Installs the Debian packages of missing programs, as root or with sudo that asks no password.
 * @throws CommandError 3 with the one command to run when it may not, or when this is no Debian
 */
export function installTools(tools: Readonly<Record<string, string>>): void {
    const missing = missingTools(tools);
    if (missing.length === 0) {
        return;
    }
    const packages = [...new Set(missing.map((tool) => tools[tool] ?? tool))].sort();
    const script = join(projectRoot(), "bin/setup/install-debian");
    if (find("apt-get") === undefined) {
        throw new CommandError(
            `${missing.join(", ")} not found: install them with your system's packages (Debian's are ${packages.join(", ")})`,
            3,
        );
    }
    const prefix = rootPrefix();
    if (prefix === undefined) {
        throw new CommandError(`${missing.join(", ")} not found: run \`sudo ${script} ${packages.join(" ")}\``, 3);
    }
    const [program = script, ...words] = [...prefix, script, ...packages];
    process.stderr.write(`antipode: installing ${packages.join(", ")} with apt-get (about 30 s) ...\n`);
    const { status } = spawnSync(program, words, { stdio: ["ignore", 2, 2] });
    const still = missingTools(tools);
    if (status !== 0 || still.length > 0) {
        throw new CommandError(
            `${still.join(", ")} still missing after \`${[program, ...words].join(" ")}\`: see its output above`,
            3,
        );
    }
}

function missingTools(tools: Readonly<Record<string, string>>): string[] {
    return Object.keys(tools).filter((tool) => {
        const found = tool.endsWith(".so") ? hasBackend(tool) : (special[tool] ?? (() => find(tool) !== undefined))();
        return !found;
    });
}

/** Tools that are no program on the PATH. */
const special: Readonly<Record<string, () => boolean>> = {
    postgres: hasPostgres,
    // Debian leaves this module out of Python, and `python3 -m venv` fails without it.
    ensurepip: () => spawnSync("python3", ["-c", "import ensurepip"], { stdio: "ignore" }).status === 0,
};

/** Debian keeps PowerDNS's backends in a folder of the machine's architecture. */
function hasBackend(library: string): boolean {
    const libraries = "/usr/lib";
    const folders = existsSync(libraries) ? readdirSync(libraries) : [];
    return folders.some((folder) => existsSync(join(libraries, folder, "pdns", library)));
}

/** Debian keeps each version of PostgreSQL in a folder of its own, off the PATH. */
function hasPostgres(): boolean {
    const versions = "/usr/lib/postgresql";
    const installed = existsSync(versions) ? readdirSync(versions) : [];
    return (
        installed.some((version) => existsSync(join(versions, version, "bin/postgres"))) ||
        find("postgres") !== undefined
    );
}

/** The path of a program, also where only root's PATH leads. */
export function find(program: string): string | undefined {
    const folders = [...(process.env["PATH"] ?? "").split(delimiter), ...systemFolders];
    return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

/** What to put before a command that needs root; undefined when root is out of reach. */
function rootPrefix(): string[] | undefined {
    if (process.getuid?.() === 0) {
        return [];
    }
    return spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status === 0 ? ["sudo", "-n"] : undefined;
}
