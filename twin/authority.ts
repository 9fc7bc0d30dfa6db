import { execFile } from "node:child_process";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Paths of one certificate, all in PEM; the key files are readable by their owner alone. */
export interface Certificate {
    readonly certificateFile: string;
    readonly keyFile: string;
    /** Certificate, then key, in one file: what HAProxy's `crt` takes. */
    readonly pemFile: string;
}

/** A certificate authority that lives as long as its folder; nothing outside the twin trusts it. */
export interface Authority {
    readonly caFile: string;
    /** A server certificate for these DNS names (wildcards allowed) and IP addresses; rejects if openssl refuses them. */
    issue(names: readonly string[], addresses?: readonly string[]): Promise<Certificate>;
}

// Longer than any drill, shorter than anyone would keep a twin's folder.
const validDays = "30";
// P-256, as ACM's EC certificates (https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html).
const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

/**
 * Makes a local authority in `directory` (created when missing).
 *
 * The `openssl` command rather than a library: Debian's PostgreSQL depends on it through ssl-cert, so every machine
 * that can run a twin has it, and one process (about 10 ms) makes key and signed certificate at once.
 */
export async function createAuthority(directory: string): Promise<Authority> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const caFile = path.join(directory, "ca.pem");
    const caKeyFile = path.join(directory, "ca.key");
    await openssl([
        ...["req", "-x509", ...newKey, "-keyout", caKeyFile, "-out", caFile, "-days", validDays],
        ...["-subj", "/O=Antipode twin/CN=Antipode twin authority"],
        ...["-addext", "keyUsage=critical,keyCertSign,cRLSign"],
    ]);
    await chmod(caKeyFile, 0o600);
    let issued = 0;

    const issue = async (names: readonly string[], addresses: readonly string[] = []): Promise<Certificate> => {
        const [first] = [...names, ...addresses];
        if (first === undefined) {
            throw new Error("a certificate needs a name or an address, got none");
        }
        issued += 1;
        const stem = path.join(directory, `server-${issued}`);
        const certificate = { certificateFile: `${stem}.pem`, keyFile: `${stem}.key`, pemFile: `${stem}-chain.pem` };
        const alternatives = [...names.map((name) => `DNS:${name}`), ...addresses.map((address) => `IP:${address}`)];
        await openssl([
            ...["req", "-x509", "-CA", caFile, "-CAkey", caKeyFile, ...newKey, "-days", validDays],
            ...["-keyout", certificate.keyFile, "-out", certificate.certificateFile],
            // A common name holds 64 characters at most (RFC 5280, upper bounds); clients read the alternatives.
            ...["-subj", "/CN=antipode-twin", "-addext", `subjectAltName=${alternatives.join(",")}`],
            ...["-addext", "basicConstraints=critical,CA:FALSE", "-addext", "extendedKeyUsage=serverAuth"],
        ]);
        await chmod(certificate.keyFile, 0o600);
        const parts = await Promise.all([readFile(certificate.certificateFile), readFile(certificate.keyFile)]);
        await writeFile(certificate.pemFile, Buffer.concat(parts), { mode: 0o600 });
        return certificate;
    };
    return { caFile, issue };
}

async function openssl(parameters: readonly string[]): Promise<void> {
    try {
        await execute("openssl", parameters);
    } catch (cause) {
        const missing = cause instanceof Error && "code" in cause && cause.code === "ENOENT";
        const hint = missing
            ? "the openssl command is not installed (Debian: apt-get install openssl)"
            : "openssl failed";
        throw new Error(`the twin's certificate authority: ${hint}`, { cause });
    }
}
