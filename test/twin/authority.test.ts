import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import tls from "node:tls";
import { createAuthority, type Authority } from "../../twin/authority";

describe("the twin's certificate authority", () => {
    let directory: string;
    let authority: Authority;

    before(async () => {
        directory = await mkdtemp(path.join(os.tmpdir(), "authority-"));
        authority = await createAuthority(directory);
    });
    after(() => rm(directory, { recursive: true }));

    it("issues a certificate that a verifying client accepts for its names, and for no other", async () => {
        const issued = await authority.issue(["app.example.com", "*.app.example.com"], ["127.0.0.1"]);
        const server = tls.createServer({
            cert: await readFile(issued.certificateFile),
            key: await readFile(issued.keyFile),
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        const address = server.address();
        assert.ok(typeof address === "object" && address !== null);
        const ca = await readFile(authority.caFile);
        const connect = (servername: string): Promise<string> =>
            new Promise((resolve) => {
                const socket = tls.connect({ port: address.port, host: "127.0.0.1", servername, ca });
                socket.once("secureConnect", () => {
                    socket.destroy();
                    resolve("accepted");
                });
                socket.once("error", ({ code = "failed" }: NodeJS.ErrnoException) => resolve(code));
            });
        assert.equal(await connect("app.example.com"), "accepted");
        assert.equal(await connect("eu-west-1.app.example.com"), "accepted");
        assert.equal(await connect("api.example.com"), "ERR_TLS_CERT_ALTNAME_INVALID");
        server.close();
    });

    it("uses P-256 and names addresses too", async () => {
        const { certificateFile } = await authority.issue(["db.example.com"], ["10.20.0.5"]);
        const certificate = new X509Certificate(await readFile(certificateFile));
        assert.equal(certificate.publicKey.asymmetricKeyDetails?.namedCurve, "prime256v1");
        assert.equal(certificate.subjectAltName, "DNS:db.example.com, IP Address:10.20.0.5");
        assert.equal(certificate.ca, false);
    });

    it("puts certificate and key in one file for the balancer, readable by its owner alone", async () => {
        const { pemFile, keyFile } = await authority.issue(["app.example.com"]);
        const pem = await readFile(pemFile, "utf8");
        assert.match(pem, /BEGIN CERTIFICATE[^]*BEGIN PRIVATE KEY/);
        for (const file of [pemFile, keyFile]) {
            assert.equal((await stat(file)).mode & 0o777, 0o600);
        }
    });

    it("fails without any name", async () => {
        await assert.rejects(authority.issue([]), /needs a name or an address/);
    });
});
