import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { twoRegions } from "./components/platforms";

/** Runs the program as the Pulumi host would, but with every resource's outputs made up; what it logs is on stdout. */
function run(platform: unknown): string {
    const script = `
        require("tsx/cjs");
        const pulumi = require("@pulumi/pulumi");
        const outputs = {
            "aws:route53/zone:Zone": { nameServers: ["ns-1.example", "ns-2.example"] },
            "aws:acm/certificate:Certificate": { domainValidationOptions: [{ resourceRecordName: "a", resourceRecordType: "CNAME", resourceRecordValue: "b" }] },
        };
        pulumi.runtime.setAllConfig({ "antipode:platform": ${JSON.stringify(JSON.stringify(platform))} });
        pulumi.runtime.setMocks({
            newResource: ({ name, type, inputs }) => ({ id: name, state: { ...inputs, ...outputs[type] } }),
            call: ({ inputs }) => inputs,
        }, "antipode", "test");
        require("./index.ts");
    `;
    return execFileSync(process.execPath, ["-e", script], {
        cwd: join(__dirname, ".."),
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
    });
}

describe("the program", () => {
    it("says whom to delegate the domain to as soon as the zone is there: the certificates wait for it", () => {
        assert.match(
            run(twoRegions()),
            /antipode\.example must be delegated to ns-1\.example, ns-2\.example: its certificates wait for that\./,
        );
    }).timeout(20_000);
});
