import assert from "node:assert/strict";
import fc from "fast-check";
import { accessText, identifier, literal, settingsText, upstreamText } from "../../twin/database/settings";

const settings = {
    listenAddress: "10.20.1.5",
    port: 5432,
    socketDirectory: "/s/0",
    accessFile: "/d/pg_hba.conf",
    certificateFile: "/c/server.pem",
    keyFile: "/c/server.key",
    upstream: undefined,
    readOnly: false,
};

describe("the settings of a database member", () => {
    it("listens on its own address alone, with TLS and durable commits", () => {
        const lines = settingsText(settings).split("\n");
        for (const line of ["listen_addresses = '10.20.1.5'", "ssl = 'on'", "fsync = 'on'"]) {
            assert.ok(lines.includes(line), line);
        }
    });

    it("gives a fenced member no TCP at all and only reading transactions", () => {
        const lines = settingsText({ ...settings, listenAddress: undefined, readOnly: true }).split("\n");
        assert.ok(lines.includes("listen_addresses = ''"));
        assert.ok(lines.includes("default_transaction_read_only = 'on'"));
    });

    it("lets nobody in by TCP without TLS and a password", () => {
        const [local, ...remote] = accessText("orders", "orders", "replica").trim().split("\n");
        assert.equal(local, "local all all trust");
        assert.equal(remote.length, 2);
        remote.forEach((line) => assert.match(line, /^hostssl .* scram-sha-256$/));
    });

    it("verifies the upstream's name without resolving it", () => {
        const text = upstreamText({
            host: "writer.example",
            address: "10.0.0.9",
            port: 5433,
            user: "replica",
            password: "it's \\",
            caFile: "/c/ca.pem",
            applicationName: "eu-west-1",
        });
        assert.match(text, /^host='writer.example' hostaddr='10.0.0.9' port='5433' /);
        assert.match(text, / sslmode='verify-full' sslrootcert='\/c\/ca.pem' /);
        assert.ok(text.includes(" password='it\\'s \\\\' "));
    });

    it("keeps any text inside its quotes", () => {
        fc.assert(
            fc.property(fc.string(), (text) => {
                assert.match(literal(text), /^E'(?:[^'\\]|\\['\\])*'$/);
                assert.match(identifier(text), /^"(?:[^"]|"")*"$/);
            }),
        );
    });
});
