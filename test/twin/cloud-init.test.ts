import assert from "node:assert/strict";
import { readUserData } from "../../twin/cloud-init";

const unit =
    "[Service]\\nEnvironmentFile=/opt/orders/environment\\nExecStart=/usr/bin/node /opt/orders/server.cjs\\nRestart=always\\nRestartSec=1\\n";
const userData = `## template: jinja
#cloud-config
packages: [nodejs22]
write_files:
  - { path: /opt/orders/environment, content: "INSTANCE_ID={{ v1.instance_id }}\\nA=b=c\\n" }
  - { path: /etc/systemd/system/orders.service, content: "${unit}" }
runcmd:
  - [aws, s3api, get-object, --region, eu-west-1, --bucket, bucket, --key, orders/server.cjs, --version-id, v1, /opt/orders/server.cjs]
  - [sh, -c, "umask 077 && aws secretsmanager get-secret-value --region eu-west-1 --secret-id orders/password --query SecretString --output text > /opt/orders/password"]
  - [systemctl, enable, --now, orders.service]
`;

describe("user data", () => {
    it("becomes files, an object, a secret and a service", () => {
        const problems: string[] = [];
        const program = readUserData(userData, "i-1", problems);
        assert.deepEqual(problems, []);
        assert.deepEqual(program.objects, [
            { kind: "object", name: "bucket/orders/server.cjs", path: "/opt/orders/server.cjs" },
        ]);
        assert.deepEqual(program.secrets, [{ kind: "secret", name: "orders/password", path: "/opt/orders/password" }]);
        assert.deepEqual(program.services, [
            {
                name: "orders",
                command: ["/usr/bin/node", "/opt/orders/server.cjs"],
                environment: { INSTANCE_ID: "i-1", A: "b=c" },
                restartSeconds: 1,
            },
        ]);
    });

    it("lets a timer be: secrets of a twin do not change", () => {
        const problems: string[] = [];
        const withTimer = `${userData}  - [systemctl, enable, --now, orders-password.timer]\n`;
        assert.deepEqual(readUserData(withTimer, "i-1", problems), readUserData(userData, "i-1", problems));
        assert.deepEqual(problems, []);
    });

    it("fails on a step, a variable or a unit that the twin does not know", () => {
        const problems: string[] = [];
        readUserData(
            "#cloud-config\nruncmd: [[yum, update], [systemctl, start, ghost]]\nx: '{{ v1.region }}'\n",
            "i-1",
            problems,
        );
        assert.deepEqual(problems, [
            "user data: expected only {{ v1.instance_id }}, got {{ v1.region }}",
            "user data, runcmd: expected aws s3api get-object, aws secretsmanager or systemctl, got yum update",
            "user data: expected write_files to hold the unit of ghost.service with an ExecStart",
        ]);
    });
});
