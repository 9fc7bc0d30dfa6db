import assert from "node:assert/strict";
import { parse } from "yaml";
import { userData } from "../../../components/shared/user-data";
import { field } from "../platforms";

describe("user data", () => {
    const document = userData({
        app: "orders",
        region: "eu-west-1",
        bundle: { bucket: "bucket", key: "key", version: "v1" },
        passwordSecret: "secret",
        environment: { PORT: "8080", REGION: "wrong" },
    });

    it("is a jinja template of cloud-config", () => {
        assert.ok(document.startsWith("## template: jinja\n#cloud-config\n"));
    });

    it("uses the words that the twin understands, and no other", () => {
        const parsed = parse(document) as Record<string, unknown>;
        assert.deepEqual(Object.keys(parsed), ["packages", "write_files", "runcmd"]);
    });

    it("says its own region and password file, whatever the environment says", () => {
        assert.match(document, /^ *REGION=eu-west-1$/m);
        assert.doesNotMatch(document, /wrong/);
    });

    it("runs the bundle as its own user, always again", () => {
        const unit = String(field(parse(document) as never, "write_files", 1, "content"));
        for (const line of [
            "EnvironmentFile=/opt/orders/environment",
            "ExecStart=/usr/bin/node /opt/orders/server.cjs",
            "User=orders",
            "Restart=always",
        ]) {
            assert.ok(unit.split("\n").includes(line), line);
        }
    });

    it("does not start the app without a password: it would be healthy and fail every order", () => {
        const unit = String(field(parse(document) as never, "write_files", 1, "content")).split("\n");
        const check = unit.indexOf("ExecStartPre=+/usr/bin/test -s /opt/orders/password");
        assert.ok(check > unit.indexOf("[Service]"));
        assert.ok(check < unit.indexOf("ExecStartPre=+/usr/bin/chown orders /opt/orders/password"));
    });

    it("reads a password that is rotated again and again, and keeps the one it has when the next cannot be read", () => {
        const rotated = parse(
            userData({
                app: "orders",
                region: "eu-west-1",
                bundle: { bucket: "bucket", key: "key", version: "v1" },
                passwordSecret: "secret",
                passwordRefreshSeconds: 30,
                environment: {},
            }),
        ) as { write_files: { path: string; content: string }[]; runcmd: string[][] };
        const contentOf = (name: string): string[] =>
            rotated.write_files.find(({ path }) => path === `/etc/systemd/system/${name}`)?.content.split("\n") ?? [];
        assert.ok(contentOf("orders-password.timer").includes("OnUnitInactiveSec=30s"));
        assert.ok(contentOf("orders-password.timer").includes("AccuracySec=1s"));
        assert.ok(
            contentOf("orders-password.service").includes(
                "ExecStart=/bin/sh -c 'umask 077 && aws secretsmanager get-secret-value --region eu-west-1 --secret-id secret " +
                    "--query SecretString --output text > /opt/orders/password.next && test -s /opt/orders/password.next " +
                    "&& chown --reference=/opt/orders/password /opt/orders/password.next " +
                    "&& mv /opt/orders/password.next /opt/orders/password'",
            ),
        );
        assert.deepEqual(rotated.runcmd.at(-1), ["systemctl", "enable", "--now", "orders-password.timer"]);
        assert.doesNotMatch(document, /timer/);
    });

    it("never gives up starting the app, in the section where systemd reads that", () => {
        const unit = String(field(parse(document) as never, "write_files", 1, "content")).split("\n");
        const line = unit.indexOf("StartLimitIntervalSec=0");
        assert.ok(line > unit.indexOf("[Unit]") && line < unit.indexOf("[Service]"));
    });
});
