import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readZone } from "../../bin/commands/routing/inputs";
import { formProblems } from "../../bin/commands/routing/zone-form";
import { exitCodeOf } from "../../bin/exit";
import { address, tree } from "../routing/zones";

describe("the form of a zone file", () => {
    const broken = {
        HostedZone: { Name: "example.com." },
        ResourceRecordSets: [
            null,
            { Name: "a.example.com", Type: "A", ResourceRecords: ["192.0.2.1"] },
            { Name: "b.example.com", Type: "A", AliasTarget: "a.example.com" },
            address("c.example.com", "192.0.2.1"),
        ],
        HealthChecks: [{ Id: "c" }],
    };

    it("is what the SDK gives each entry; every other one is named", () => {
        assert.deepEqual(formProblems(broken), [
            "HostedZone: expected one with the texts Id and Name",
            "ResourceRecordSets[0]: expected one with the texts Name and Type",
            'ResourceRecordSets[1].ResourceRecords: expected a list of {"Value": text}',
            "ResourceRecordSets[2].AliasTarget: expected one with the texts DNSName and HostedZoneId",
            "HealthChecks[0]: expected one with the text Id and a HealthCheckConfig",
        ]);
        assert.deepEqual(formProblems(tree()), []);
    });

    it("is wrong input to whoever reads the file", async () => {
        const folder = mkdtempSync(join(tmpdir(), "antipode-form-"));
        try {
            const zone = join(folder, "zone.json");
            writeFileSync(zone, JSON.stringify(broken));
            await assert.rejects(readZone({ zone, set: [] }), (error: Error) => {
                assert.equal(exitCodeOf(error), 2);
                assert.match(error.message, /is not a zone file:\n {2}- HostedZone: /);
                return true;
            });
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    for (const option of ["zone", "plan"]) {
        it(`takes no stack beside --${option}, which has one`, async () => {
            await assert.rejects(readZone({ [option]: "unread.json", stack: "prod", set: [] }), {
                code: 2,
                message: /^--stack: expected no --zone or --plan beside it/,
            });
        });
    }
});
